"""Who is away, from when through when, and who is reminded meanwhile."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tracker.domain.absence import Absence, AbsenceEnded, AbsenceRecorded
from tracker.domain.absence_decisions import end_absence, record_absence
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.office import Office, OfficeRegistered, PersonAdded, evolve

SRI, AGUS, DEWI, NOBODY = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=9)
TODAY = date(2026, 3, 2)
FIRST, MIDDLE, LAST = date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 13)
OFFICE: tuple[Event, ...] = (
    OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta"),
    PersonAdded(person_id=SRI, name="Ibu Sri"),
    PersonAdded(person_id=AGUS, name="Bapak Agus"),
    PersonAdded(person_id=DEWI, name="Ibu Dewi"),
)
AWAY = AbsenceRecorded(person_id=SRI, since=FIRST, until=LAST, deputy=AGUS)


def record(
    office: Office, person: UUID, since: date, until: date, deputy: UUID | None = None, today: date = TODAY
) -> Event:
    return record_absence(office, person_id=person, since=since, until=until, deputy=deputy, today=today)


def end(office: Office, back_on: date, today: date = TODAY, since: date = FIRST) -> Event:
    return end_absence(office, person_id=SRI, since=since, back_on=back_on, today=today)


def test_who_is_away_is_so_from_the_first_day_through_the_last() -> None:
    office = given(evolve, *OFFICE).when(lambda o: record(o, SRI, FIRST, LAST, AGUS)).then(AWAY)
    assert office.absence(SRI, date(2026, 3, 8)) is None
    assert office.absence(SRI, FIRST) == office.absence(SRI, LAST) == Absence(SRI, FIRST, LAST, AGUS)
    assert office.absence(SRI, date(2026, 3, 14)) is None
    assert office.absence(AGUS, MIDDLE) is None


def test_a_day_is_enough_and_a_deputy_is_not_needed() -> None:
    today = AbsenceRecorded(person_id=SRI, since=TODAY, until=TODAY)
    office = given(evolve, *OFFICE).when(lambda o: record(o, SRI, TODAY, TODAY)).then(today)
    assert office.absence(SRI, TODAY) == Absence(SRI, TODAY, TODAY)


def test_an_illness_is_recorded_late_but_not_once_it_is_over() -> None:
    past = given(evolve, *OFFICE)
    late = AbsenceRecorded(person_id=SRI, since=FIRST, until=LAST)
    past.when(lambda o: record(o, SRI, FIRST, LAST, today=LAST)).then(late)
    past.when(lambda o: record(o, SRI, FIRST, LAST, today=date(2026, 3, 14))).refused("sudah lewat", "until")


@pytest.mark.parametrize(
    ("since", "until", "words", "field"),
    [
        (LAST, FIRST, "sebelum hari pertama", "until"),
        (date(1026, 3, 9), LAST, "Tahun 1026", "since"),
        (FIRST, date(2062, 3, 13), "Tahun 2062", "until"),
    ],
)
def test_a_time_that_cannot_be_is_named(since: date, until: date, words: str, field: str) -> None:
    given(evolve, *OFFICE).when(lambda o: record(o, SRI, since, until)).refused(words, field)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (FIRST, LAST),
        (MIDDLE, MIDDLE),
        (date(2026, 3, 1), FIRST),
        (LAST, date(2026, 3, 20)),
        (TODAY, date(2026, 4, 1)),
    ],
)
def test_two_absences_of_a_person_share_no_day(since: date, until: date) -> None:
    given(evolve, *OFFICE, AWAY).when(lambda o: record(o, SRI, since, until)).refused(
        "Sudah tercatat tidak hadir 9 Maret 2026 s.d. 13 Maret 2026", "since"
    )


def test_the_next_absence_begins_on_the_day_after_the_last() -> None:
    following = AbsenceRecorded(person_id=SRI, since=date(2026, 3, 14), until=date(2026, 3, 20))
    given(evolve, *OFFICE, AWAY).when(lambda o: record(o, SRI, date(2026, 3, 14), date(2026, 3, 20))).then(
        following
    )


def test_the_deputy_is_another_person_of_the_office_who_is_there() -> None:
    past = given(evolve, *OFFICE, AWAY)
    past.when(lambda o: record(o, AGUS, LAST, date(2026, 3, 20), SRI)).refused(
        "Ibu Sri sendiri tidak hadir 9 Maret 2026 s.d. 13 Maret 2026", "deputy"
    )
    past.when(lambda o: record(o, AGUS, LAST, LAST, AGUS)).refused("orang lain", "deputy")
    past.when(lambda o: record(o, AGUS, LAST, LAST, NOBODY)).refused("belum terdaftar", "deputy", NotFound)
    past.when(lambda o: record(o, NOBODY, LAST, LAST)).refused("belum terdaftar", "person_id", NotFound)


def test_a_deputy_may_fall_ill_too() -> None:
    ill = AbsenceRecorded(person_id=AGUS, since=MIDDLE, until=MIDDLE, deputy=DEWI)
    office = given(evolve, *OFFICE, AWAY).when(lambda o: record(o, AGUS, MIDDLE, MIDDLE, DEWI)).then(ill)
    assert office.absence(SRI, MIDDLE) == Absence(SRI, FIRST, LAST, AGUS)
    assert office.absence(AGUS, MIDDLE) == Absence(AGUS, MIDDLE, MIDDLE, DEWI)


def test_who_is_back_early_is_there_from_that_day_on() -> None:
    back = AbsenceEnded(person_id=SRI, since=FIRST, back_on=MIDDLE)
    office = given(evolve, *OFFICE, AWAY).when(lambda o: end(o, MIDDLE, today=date(2026, 3, 10))).then(back)
    assert office.absence(SRI, date(2026, 3, 10)) == Absence(SRI, FIRST, date(2026, 3, 10), AGUS)
    assert office.absence(SRI, MIDDLE) is None


def test_an_absence_that_never_began_is_none_and_makes_room_for_another() -> None:
    called_off = AbsenceEnded(person_id=SRI, since=FIRST, back_on=TODAY)
    office = given(evolve, *OFFICE, AWAY).when(lambda o: end(o, TODAY)).then(called_off)
    assert office.absences == ()
    again = AbsenceRecorded(person_id=SRI, since=FIRST, until=FIRST, deputy=DEWI)
    given(evolve, *OFFICE, AWAY, called_off).when(lambda o: record(o, SRI, FIRST, FIRST, DEWI)).then(again)


def test_an_end_touches_no_other_absence() -> None:
    agus = AbsenceRecorded(person_id=AGUS, since=FIRST, until=LAST)
    later = AbsenceRecorded(person_id=SRI, since=date(2026, 4, 6), until=date(2026, 4, 7))
    back = AbsenceEnded(person_id=SRI, since=FIRST, back_on=TODAY)
    office = given(evolve, *OFFICE, AWAY, agus, later, back).state
    assert office.absences == (
        Absence(AGUS, FIRST, LAST),
        Absence(SRI, date(2026, 4, 6), date(2026, 4, 7)),
    )


def test_what_is_over_stays_as_it_was() -> None:
    past = given(evolve, *OFFICE, AWAY)
    past.when(lambda o: end(o, MIDDLE, today=date(2026, 3, 12))).refused("sebelum hari ini", "back_on")
    past.when(lambda o: end(o, LAST, today=date(2026, 3, 16))).refused("sudah lewat", "since")
    past.when(lambda o: end(o, date(2026, 3, 14))).refused("catat yang baru", "back_on")
    past.when(lambda o: end(o, MIDDLE, since=MIDDLE)).refused("Tidak ada", "since", NotFound)
