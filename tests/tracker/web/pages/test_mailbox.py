"""Surat, before the first letter: an installation of invented data that is tried at night says what waits."""

import pytest

from tests.support.office_at_work import mark_as_demo
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import log, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role


@pytest.fixture(autouse=True)
def invented(tracker: Tracker) -> None:
    """Before the application starts, which asks it once."""
    mark_as_demo(tracker.kept)


def test_the_empty_mailbox_names_what_goes_out_next_and_when(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    assert "tidak ada yang keluar" in words(client.get("/surat"))
    log(client, {"text": "Data warga", "in_charge": "position:staf_pemerintahan", "due_on": "2026-03-27"})
    page = client.get("/surat")
    assert "pengingat keluar Selasa, 17 Maret 2026 07.30 WIB" in words(page)
    assert 'href="/pengingat/rencana?pada=2026-03-17"' in page.text


@pytest.mark.parametrize("number", ["1", "9" * 30])
def test_a_letter_that_was_never_sent_is_not_found(signed_in: SignIn, number: str) -> None:
    assert signed_in(Role.NOTULIS).get(f"/surat/{number}").status_code == 404
