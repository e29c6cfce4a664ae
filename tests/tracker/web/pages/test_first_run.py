"""The first steps of an office: read from its data, shown to those who set it up, gone when all is done."""

from decimal import Decimal

from tests.support.office import CODE
from tests.support.reporting import adopt
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import log, words
from tracker.application import contacts, indicators
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.identity import person_id
from tracker.domain.role import Role

HEADING = "Langkah pertama kecamatan"


def test_whoever_sets_the_office_up_sees_what_is_left(signed_in: SignIn, tracker: Tracker) -> None:
    contacts.set_contact(tracker, person_id(CODE, "camat"), email="camat@uji.example", phone=None)
    for role in (Role.SEKCAM, Role.ADMIN):
        page = signed_in(role).get("/")
        assert f"{HEADING} 1 dari 5 selesai" in words(page)
        assert "Selesai: Isi pemegang tiap jabatan" in words(page)
        assert "Isi alamat surel para pejabat 1 dari 4" in words(page)
        assert '<details class="card first-run no-print" open' in page.text
        assert 'href="/indikator/koordinasi/definisi"' in page.text
    for role in (Role.KASI, Role.AUDITOR):
        assert HEADING not in words(signed_in(role).get("/"))


def test_a_step_is_done_by_doing_it_and_folded_once_the_office_works(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    log(client, {"text": "Hasil"})
    page = client.get("/")
    assert "Selesai: Catat rapat pertama" in words(page)
    assert '<details class="card first-run no-print">' in page.text


def test_the_steps_lead_to_pages_that_exist(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    part = client.get("/").text.partition("first-run-steps")[2].partition("</ol>")[0]
    paths = [piece.partition('"')[0] for piece in part.split('<a href="')[1:]]
    assert len(paths) == 4
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_when_all_is_done_there_is_nothing_to_show(signed_in: SignIn, tracker: Tracker) -> None:
    client = signed_in(Role.SEKCAM)
    office = tracker.office(CODE)
    for position in office.positions:
        holder = office.holder(position, tracker.today(office))
        assert holder is not None
        contacts.set_contact(tracker, holder, email=f"{position}@uji.example", phone=None)
    aim(tracker, tracker.today(office).year)
    log(client, {"text": "Hasil"})
    assert f"{HEADING} 4 dari 5 selesai" in words(client.get("/"))
    adopt(tracker)
    assert tracker.views.wait_for(tracker.store.head(), 5)
    assert HEADING not in words(client.get("/"))


def test_a_target_counts_for_its_own_year(signed_in: SignIn, tracker: Tracker) -> None:
    client = signed_in(Role.SEKCAM)
    for year, done in ((2025, False), (2026, True)):
        aim(tracker, year)
        assert tracker.views.wait_for(tracker.store.head(), 5)
        assert ("Selesai: Isi target tahun ini" in words(client.get("/"))) is done


def aim(tracker: Tracker, year: int) -> None:
    targets = indicators.SetTargets(
        office=CODE, code="koordinasi", year=year, targets=(indicators.TargetStated(None, Decimal(80)),)
    )
    asked = Asked(request_id=f"target/{year}", reason="Sesuai dokumen")
    indicators.set_targets(tracker, operator(), asked, targets)
