"""Audit: an office's whole log, for those who answer for it, narrowed and page by page, each event as it is stored."""

import json
import re

import pytest

from tests.support.another_office import at_work_elsewhere
from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.web.raw_event import raw_text

READERS = {Role.CAMAT, Role.SEKCAM, Role.AUDITOR, Role.ADMIN}


def positions(client: Client, query: str = "") -> list[int]:
    """Those of the events that a page shows, in its order."""
    return [int(found) for found in re.findall(r'id="p(\d+)"', client.get(f"/audit{query}").text)]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KASUBBAG])
def test_those_who_answer_for_the_office_read_its_log(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role)
    expected = 200 if role in READERS else 403
    assert client.get("/audit").status_code == expected
    assert client.get("/audit/1").status_code == expected


def test_every_event_stands_in_a_sentence_and_as_stored(signed_in: SignIn, tracker: Tracker) -> None:
    log(signed_in(Role.NOTULIS), {"text": "Perbaiki jalan"}, title="Rapat banjir")
    camat = signed_in(Role.CAMAT)
    page = camat.get("/audit")
    assert "Akun notulis mencatat kegiatan yang dilaksanakan" in words(page)
    assert "Rapat banjir" in words(page)
    assert "coordination.recorded.1" in words(page)
    position = positions(camat)[0]
    alone = camat.get(f"/audit/{position}")
    (row,) = tracker.store.read_raw(position - 1, 1)
    assert json.dumps(json.loads(row.body), ensure_ascii=False, indent=2).splitlines()[
        1
    ].strip() in alone.text.replace("&#34;", '"')
    assert f"peristiwa nomor {position}" in words(page)


def test_pages_follow_each_other_by_position_through_the_whole_log(signed_in: SignIn) -> None:
    log(signed_in(Role.NOTULIS), {"text": "Satu"}, {"text": "Dua"})
    camat = signed_in(Role.CAMAT)
    found, query = positions(camat), ""
    while (
        more := re.search(r'href="(/audit\?[^"]*)" rel="next"', camat.get(f"/audit{query}").text)
    ) is not None:
        query = more[1].removeprefix("/audit").replace("&amp;", "&")
        found += positions(camat, query)
    assert found == sorted(found, reverse=True)
    assert found[-1] == 1
    assert len(found) == len(set(found)) > 25


def test_the_log_is_narrowed(signed_in: SignIn, clock: FixedClock) -> None:
    notulis = signed_in(Role.NOTULIS)
    before = positions(signed_in(Role.CAMAT))[0]
    clock.advance(days=1)
    notulis = signed_in(Role.NOTULIS)
    meeting = log(notulis, {"text": "Perbaiki jalan"}, title="Rapat banjir", held_on="2026-03-10")
    work = follow_ups(notulis, meeting)[0].rsplit("/", 1)[1]
    camat = signed_in(Role.CAMAT)
    new = [position for position in positions(camat) if position > before]
    assert len(new) == 3
    assert positions(camat, "?pelaku=notulis.99.01.01") == new
    assert positions(camat, "?lewat=web") == new
    assert positions(camat, "?dicatat_dari=2026-03-17") == new
    assert positions(camat, "?dicatat_sampai=2026-03-16")[0] == before
    assert len(positions(camat, f"?catatan={work}&jenis=follow_up")) == 1
    assert positions(camat, f"?catatan={work}&jenis=coordination") == []
    assert set(positions(camat, "?terjadi_dari=2026-03-01&terjadi_sampai=2026-03-10")) <= set(new)
    assert len(positions(camat, "?jenis=coordination.recorded.1")) == 1
    assert positions(camat, "?pelaku=camat.99.01.01") == []
    assert "Tidak ada yang cocok" in words(camat.get("/audit?pelaku=camat.99.01.01"))


def test_an_event_leads_to_its_record_as_it_was_then(signed_in: SignIn, clock: FixedClock) -> None:
    meeting = log(signed_in(Role.NOTULIS), title="Rapat banjir")
    clock.advance(days=2)
    assert f"{meeting}?per=2026-03-16" in signed_in(Role.CAMAT).get("/audit").text


def test_nothing_of_another_office_is_in_it(signed_in: SignIn, tracker: Tracker) -> None:
    camat = signed_in(Role.CAMAT)
    own = positions(camat)[0]
    at_work_elsewhere(tracker, "Musyawarah rahasia")
    assert positions(camat)[0] == own
    for position in (own + 1, tracker.store.head(), 0, 10**9):
        assert camat.get(f"/audit/{position}").status_code == 404
    subject = str(tracker.store.read_raw(tracker.store.head() - 1, 1)[0].stream)
    assert "rahasia" not in camat.get(f"/audit?catatan={subject}").text


def test_what_nobody_could_have_asked_is_answered_in_one_line(signed_in: SignIn) -> None:
    camat = signed_in(Role.CAMAT)
    for query in (
        "jenis=x",
        "catatan=bukan",
        "dicatat_dari=x",
        "lewat=x",
        "dicatat_dari=2026-02-02&dicatat_sampai=2026-02-01",
    ):
        answer = camat.get(f"/audit?{query}")
        assert answer.status_code == 422, query
        assert "Saringan belum dapat dipakai" in words(answer)
    assert camat.get("/audit?sesudah=x").status_code == 422
    assert camat.get("/audit?pelaku=%00&dicatat_dari=0001-01-01&dicatat_sampai=9999-12-31").status_code == 200


def test_who_answered_a_survey_is_not_shown() -> None:
    body = b'{"data":{"answers":{"waktu":3},"profile":{"umur":"20-29"},"profiles":[]}}'
    assert json.loads(raw_text(body)) == {
        "data": {"answers": {"waktu": 3}, "profile": "(tidak ditampilkan)", "profiles": []}
    }
