"""Capaian dan predikat: an office states its ladder, rounding and starting point on the page, from a year on."""

from decimal import Decimal

import pytest

from tests.support.office import CODE
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.application.tracker import Tracker
from tracker.domain.conventions import DEFAULT, CapaianFrom, Conventions, Rung
from tracker.domain.percent import Rounding
from tracker.domain.role import Role

PAGE = "/predikat"
OWN = {
    "rungs__0__at_least": "85",
    "rungs__0__word": "Baik",
    "rungs__1__at_least": "",
    "rungs__1__word": "",
    "rungs__2__at_least": "",
    "rungs__2__word": "",
    "rungs__3__at_least": "",
    "rungs__3__word": "",
    "rungs__4__at_least": "0",
    "rungs__4__word": "Kurang",
    "rounding": "truncate",
    "capaian_from": "exact",
}


def test_the_ladder_rounding_and_starting_point_are_stated(tracker: Tracker, signed_in: SignIn) -> None:
    sekcam = signed_in(Role.SEKCAM)
    assert "≥ 91,00 Sangat Tinggi" in words(sekcam.get(PAGE))
    assert send(sekcam, PAGE, PAGE, **OWN).status_code == 303
    office = tracker.office(CODE)
    stated = Conventions(
        ladder=(Rung(Decimal(85), "Baik"), Rung(Decimal(0), "Kurang")),
        rounding=Rounding.TRUNCATE,
        capaian_from=CapaianFrom.EXACT,
    )
    assert (office.conventions_for(2026), office.conventions_for(2025)) == (stated, DEFAULT)
    seen = words(sekcam.get(PAGE))
    assert "Capaian dan predikat diatur mulai tahun 2026." in seen
    assert "Mulai tahun 2026 ≥ 85,00 Baik ≥ 0,00 Kurang" in seen
    assert "mengatur capaian dan predikat mulai tahun 2026" in seen
    assert form_of(sekcam.get(PAGE), PAGE)["rungs.1.word"] == "Kurang"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, ""),
        (OWN | {"rungs__0__at_least": "banyak"}, "rungs.0.at_least"),
        (OWN | {"rungs__0__word": " "}, "rungs.0.word"),
        (OWN | {"rungs__4__at_least": ""}, "rungs.4.at_least"),
        (OWN | {"rungs__4__at_least": "90"}, "ladder"),
        (OWN | {"rungs__4__at_least": "5"}, "ladder"),
        (OWN | {"rounding": "naik"}, "rounding"),
        (OWN | {"from_year": "1999"}, "from_year"),
        (OWN | {"from_year": "2025"}, "reason"),
    ],
)
def test_what_cannot_be_is_linked_to_its_field_and_kept(
    tracker: Tracker, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    before = tracker.store.head()
    refused = send(signed_in(Role.ADMIN), PAGE, PAGE, **typed)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text if field else "Tidak ada yang berubah" in words(refused)
    assert f'id="{field}"' in refused.text or not field
    kept = form_of(refused, PAGE)
    assert kept["rungs.0.word"].strip() == typed.get("rungs__0__word", "Sangat Tinggi").strip()
    assert tracker.store.head() == before


def test_a_year_that_is_over_needs_a_reason(tracker: Tracker, signed_in: SignIn) -> None:
    typed = OWN | {"from_year": "2025", "reason": "Renstra"}
    assert send(signed_in(Role.SEKCAM), PAGE, PAGE, **typed).status_code == 303
    assert tracker.office(CODE).conventions_for(2025).rounding is Rounding.TRUNCATE


def test_who_may_not_state_reads(tracker: Tracker, signed_in: SignIn) -> None:
    filled = form_of(signed_in(Role.ADMIN).get(PAGE), PAGE)
    before = tracker.store.head()
    for role in (Role.CAMAT, Role.KASI, Role.STAF, Role.AUDITOR):
        client = signed_in(role)
        page = client.get(PAGE)
        assert (page.status_code, f'action="{PAGE}"' in page.text) == (200, False), role
        sent = filled | {"_csrf_token": form_of(page, "/keluar")["_csrf_token"], "rounding": "truncate"}
        assert client.post(PAGE, data=sent, follow_redirects=False).status_code == 403, role
    assert tracker.store.head() == before


def test_an_official_finds_it_from_the_report_and_the_definition(signed_in: SignIn) -> None:
    client = signed_in(Role.KASI)
    for page in ("/laporan", "/indikator/koordinasi/definisi"):
        assert 'href="/predikat"' in client.get(page).text.partition("<footer>")[0], page
