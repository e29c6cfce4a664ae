"""Jadwal: what stands on which day, for whom, bounded however full a day is; and nothing of another office."""

from datetime import date

import pytest

from tests.support.another_office import at_work_elsewhere
from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import log, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

KASI = "position:kasi_pemerintahan"


def cell(client: Client, day: str, query: str = "") -> str:
    """What the page has on that day."""
    page = client.get(f"/jadwal?bulan={day[:7]}{query}").text
    _, found, rest = page.partition(f'id="h-{day}"')
    assert found, f"{day} is not shown"
    return rest.partition("</td>")[0].partition("</section>")[0]


def test_meetings_due_dates_and_days_off_stand_on_their_day(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    log(
        client,
        {"text": "Perbaiki jalan", "in_charge": KASI, "due_on": "2026-03-25"},
        title="Rapat jalan",
        held_on="2026-03-10",
    )
    log(client, title="Rapat nanti", held_on="2026-04-02")
    assert "Rapat jalan" in cell(client, "2026-03-10")
    assert "Batas waktu:" in cell(client, "2026-03-25")
    assert "Perbaiki jalan" in cell(client, "2026-03-25")
    assert "Hari Suci Nyepi" in cell(client, "2026-03-19")
    assert "Direncanakan" in cell(client, "2026-04-02")
    assert 'aria-current="date"' in cell(client, "2026-03-16")


def test_what_is_late_says_so(signed_in: SignIn, clock: FixedClock) -> None:
    log(signed_in(Role.NOTULIS), {"text": "Perbaiki jalan", "due_on": "2026-03-17"})
    assert "Lewat batas waktu" not in cell(signed_in(Role.NOTULIS), "2026-03-17")
    clock.advance(days=2)
    assert "Lewat batas waktu" in cell(signed_in(Role.NOTULIS), "2026-03-17")


def test_a_full_day_shows_the_first_few_and_leads_to_the_rest(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    log(client, *({"text": f"Tugas {number}", "due_on": "2026-03-25"} for number in range(7)))
    sheet = cell(client, "2026-03-25")
    assert sheet.count("Tugas ") == 3
    assert "4 batas waktu lagi" in sheet
    assert cell(client, "2026-03-25", "&tampilan=daftar").count("Tugas ") == 7


def test_one_looks_at_ones_own_ones_sections_or_all(signed_in: SignIn) -> None:
    notulis, kasi = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    day = "2026-03-25"
    log(
        notulis,
        {"text": "Tugas kasi", "in_charge": KASI, "due_on": day},
        {"text": "Tugas staf", "in_charge": "position:staf_pemerintahan", "due_on": day},
    )
    log(notulis, {"text": "Tugas umum", "due_on": day}, section="")
    for scope, shown in (
        ("saya", {"Tugas kasi"}),
        ("bidang", {"Tugas kasi", "Tugas staf"}),
        ("kecamatan", {"Tugas kasi", "Tugas staf", "Tugas umum"}),
    ):
        seen = cell(kasi, day, f"&lingkup={scope}")
        assert {text for text in ("Tugas kasi", "Tugas staf", "Tugas umum") if text in seen} == shown, scope
    assert "lingkup=saya" not in notulis.get("/jadwal").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KASUBBAG])
def test_nothing_of_another_office_is_in_it(signed_in: SignIn, tracker: Tracker, role: Role) -> None:
    at_work_elsewhere(tracker, "Musyawarah rahasia", due_on=date(2026, 3, 25))
    client = signed_in(role)
    for query in ("", "&tampilan=daftar", "&lingkup=saya", "&lingkup=bidang"):
        page = client.get(f"/jadwal?bulan=2026-03{query}")
        assert page.status_code == 200
        assert "rahasia" not in page.text


def test_one_goes_from_month_to_month_to_the_ends_of_time(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    page = client.get("/jadwal").text
    assert "/jadwal?bulan=2026-02" in page
    assert "/jadwal?bulan=2026-04" in page
    assert "Belum ada rapat atau batas waktu pada bulan ini" in words(client.get("/jadwal?bulan=2026-05"))
    for month in (
        "2000-01",
        "2100-12",
        "2026-13",
        "0000-00",
        "x",
        "9999-12",
        "²026-01",
        "2026-02&tampilan=x&lingkup=x",
    ):
        assert client.get(f"/jadwal?bulan={month}").status_code == 200, month
