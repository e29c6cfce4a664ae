"""What an office may say of a day in its calendar."""

from datetime import date

import pytest

from tests.support.given import given
from tracker.domain.days_off import DayOffAdded, DayOffRemoved, add_day_off, remove_day_off
from tracker.domain.event import Event
from tracker.domain.office import Office, OfficeRegistered, evolve

REGISTERED = OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta")
TODAY = date(2026, 3, 2)
MONDAY, SATURDAY, NYEPI = date(2026, 3, 16), date(2026, 3, 14), date(2026, 3, 19)
OWN = DayOffAdded(day=MONDAY, name="Hari Jadi Kabupaten Jember")


def add(office: Office, day: date, name: str = "Hari Jadi Kabupaten Jember") -> Event:
    return add_day_off(office.calendar, day=day, name=name, today=TODAY)


def remove(office: Office, day: date) -> Event:
    return remove_day_off(office.calendar, day=day, today=TODAY)


def test_an_office_adds_a_day_off_and_takes_it_away_again() -> None:
    office = (
        given(evolve, REGISTERED).when(lambda o: add(o, MONDAY, "  Hari Jadi  Kabupaten Jember ")).then(OWN)
    )
    assert not office.calendar.is_working_day(MONDAY)
    office = given(evolve, REGISTERED, OWN).when(lambda o: remove(o, MONDAY)).then(DayOffRemoved(day=MONDAY))
    assert office.calendar.is_working_day(MONDAY)
    assert office.calendar.worked_holidays(2026) == ()


def test_a_national_day_off_is_taken_away_and_given_back() -> None:
    taken = DayOffRemoved(day=NYEPI)
    office = given(evolve, REGISTERED).when(lambda o: remove(o, NYEPI)).then(taken)
    assert office.calendar.is_working_day(NYEPI)
    given_back = DayOffAdded(day=NYEPI, name="Nyepi")
    office = given(evolve, REGISTERED, taken).when(lambda o: add(o, NYEPI, "Nyepi")).then(given_back)
    assert not office.calendar.is_working_day(NYEPI)


def test_what_is_a_day_off_already_is_not_added() -> None:
    past = given(evolve, REGISTERED, OWN)
    past.when(lambda o: add(o, MONDAY)).refused("sudah libur: Hari Jadi Kabupaten Jember", "day")
    past.when(lambda o: add(o, NYEPI)).refused("sudah libur: Hari Suci Nyepi", "day")
    past.when(lambda o: add(o, SATURDAY)).refused("Sabtu atau Minggu", "day")


def test_what_is_a_working_day_already_is_not_taken_away_and_a_weekend_never_becomes_one() -> None:
    past = given(evolve, REGISTERED, DayOffRemoved(day=NYEPI))
    past.when(lambda o: remove(o, MONDAY)).refused("sudah hari kerja", "day")
    past.when(lambda o: remove(o, NYEPI)).refused("sudah hari kerja", "day")
    past.when(lambda o: remove(o, SATURDAY)).refused("akhir pekan", "day")
    past.when(lambda o: remove(o, date(2026, 3, 22))).refused("akhir pekan", "day")


@pytest.mark.parametrize("day", [date(1026, 3, 16), date(2032, 3, 16), date(2206, 3, 17), date(9999, 12, 31)])
def test_a_slip_of_the_pen_in_the_year_is_named(day: date) -> None:
    past = given(evolve, REGISTERED)
    past.when(lambda o: add(o, day)).refused("isi tahun 2000–2031", "day")
    past.when(lambda o: remove(o, day)).refused("isi tahun 2000–2031", "day")


def test_a_day_off_has_a_name() -> None:
    past = given(evolve, REGISTERED)
    past.when(lambda o: add(o, MONDAY, " \n ")).refused("Isi nama", "name")
    past.when(lambda o: add(o, MONDAY, "x" * 121)).refused("120", "name")
