"""Every event of an office's calendar, of who is away and of when people are reminded has its sentence."""

from datetime import date
from uuid import UUID

import pytest

from tracker.application.policy_words import policy_lines
from tracker.domain import absence, days_off
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.reminder_policy import DEFAULT, PolicyAdopted
from tracker.web.sentences import tell
from tracker.web.told import Told

SRI, AGUS = UUID(int=1), UUID(int=2)
MONDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 20)
OFFICE = Office(
    code="35.09.31",
    name="Sumberjambe",
    regency="Jember",
    zone="Asia/Jakarta",
    people={SRI: "Ibu Sri", AGUS: "Bapak Agus"},
)
TOLD_AWAY = "mencatat Ibu Sri tidak hadir 16 Maret 2026 s.d. 20 Maret 2026"
SENTENCES: list[tuple[Event, Told]] = [
    (
        days_off.DayOffAdded(day=MONDAY, name="Hari Jadi"),
        Told("menambahkan hari libur Senin, 16 Maret 2026", (("Nama", "Hari Jadi"),)),
    ),
    (days_off.DayOffRemoved(day=MONDAY), Told("menjadikan Senin, 16 Maret 2026 hari kerja")),
    (
        absence.AbsenceRecorded(person_id=SRI, since=MONDAY, until=FRIDAY, deputy=AGUS),
        Told(TOLD_AWAY, (("Wakil", "Bapak Agus"),)),
    ),
    (
        absence.AbsenceRecorded(person_id=SRI, since=MONDAY, until=FRIDAY),
        Told(TOLD_AWAY, (("Wakil", "tidak ada"),)),
    ),
    (
        absence.AbsenceEnded(person_id=SRI, since=MONDAY, back_on=FRIDAY),
        Told("mencatat Ibu Sri masuk kembali Jumat, 20 Maret 2026"),
    ),
    (
        absence.AbsenceEnded(person_id=SRI, since=MONDAY, back_on=MONDAY),
        Told("membatalkan ketidakhadiran Ibu Sri mulai Senin, 16 Maret 2026"),
    ),
    (
        PolicyAdopted(number=2, policy=DEFAULT, for_running=True),
        Told(
            "menetapkan aturan pengingat versi 2, berlaku juga bagi yang sedang berjalan",
            policy_lines(DEFAULT),
        ),
    ),
]


@pytest.mark.parametrize(("event", "told"), SENTENCES, ids=lambda value: getattr(value, "TOPIC", ""))
def test_an_event_is_told_in_plain_words(event: Event, told: Told) -> None:
    assert tell(event, OFFICE) == told


def test_none_is_left_untold() -> None:
    assert {type(event) for event, _ in SENTENCES} == {*days_off.EVENTS, *absence.EVENTS, PolicyAdopted}
