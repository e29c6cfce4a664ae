"""The office's working days: the national list, and what the office says of a day."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.given import stored
from tracker.application.tracker import local_day
from tracker.domain.calendar import NATIONAL, Calendar, DayOff, national_holidays
from tracker.domain.days_off import DayOffAdded, DayOffRemoved, evolved

FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
STATEMENTS = st.lists(st.tuples(DAYS, st.booleans()), max_size=40)
"""Any day, in any order, twice too: whatever a log could hold."""


def calendar_of(statements: list[tuple[date, bool]]) -> Calendar:
    """`True`: the office added that day off; else it took it away."""
    calendar = NATIONAL
    for day, added in statements:
        event = stored(DayOffAdded(day=day, name="Libur daerah") if added else DayOffRemoved(day=day))
        assert isinstance(event, DayOffAdded | DayOffRemoved)
        calendar = evolved(calendar, event)
    return calendar


CALENDARS: st.SearchStrategy[Calendar] = STATEMENTS.map(calendar_of)


def test_2026_has_the_days_of_the_joint_decree() -> None:
    assert len(national_holidays(2026)) == 17 + 8
    assert len(NATIONAL.days_off(2026)) == 17 + 8


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 14), None),
        (date(2026, 3, 15), None),
        (date(2026, 3, 19), "Hari Suci Nyepi"),
        (date(2026, 3, 18), "Cuti Bersama Hari Suci Nyepi"),
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
    ],
)
def test_nobody_works_on_a_weekend_a_holiday_or_cuti_bersama(day: date, name: str | None) -> None:
    assert not NATIONAL.is_working_day(day)
    off = NATIONAL.day_off(day)
    assert (None if off is None else off.name) == name


def test_three_working_days_before_25_march_2026_cuti_bersama_is_left_out() -> None:
    assert NATIONAL.add_working_days(date(2026, 3, 25), -3) == date(2026, 3, 13)


def test_the_working_day_after_a_friday_is_monday() -> None:
    assert NATIONAL.add_working_days(date(2026, 3, 13), 1) == date(2026, 3, 16)


def test_no_working_days_on_is_the_day_itself_even_if_off() -> None:
    assert NATIONAL.add_working_days(date(2026, 3, 14), 0) == date(2026, 3, 14)


def test_working_days_begin_with_the_first_day_if_it_is_one() -> None:
    assert list(islice(NATIONAL.working_days_from(date(2026, 3, 16)), 3)) == [
        date(2026, 3, 16),
        date(2026, 3, 17),
        date(2026, 3, 25),
    ]


def test_an_offices_own_day_off_moves_what_is_counted_over_it() -> None:
    calendar = calendar_of([(date(2026, 3, 16), True)])
    assert calendar.add_working_days(date(2026, 3, 13), 1) == date(2026, 3, 17)
    assert calendar.at_or_before(date(2026, 3, 16)) == date(2026, 3, 13)
    assert DayOff(date(2026, 3, 16), "Libur daerah", own=True) in calendar.days_off(2026)


def test_a_national_day_off_that_the_office_took_away_is_worked_and_still_to_be_seen() -> None:
    moved = date(2026, 3, 18)
    calendar = calendar_of([(moved, False)])
    assert calendar.add_working_days(date(2026, 3, 17), 1) == moved
    assert moved not in {off.day for off in calendar.days_off(2026)}
    assert calendar.worked_holidays(2026) == (DayOff(moved, "Cuti Bersama Hari Suci Nyepi"),)
    assert calendar.worked_holidays(2025) == ()


@given(STATEMENTS, DAYS)
def test_the_last_word_of_the_office_on_a_day_goes_before_the_national_list(
    statements: list[tuple[date, bool]], day: date
) -> None:
    """Judged against `holidays` and the weekday alone."""
    said = dict(statements)
    listed = day in holidays.country_holidays("ID", years=day.year, categories=("public", "government"))
    off = said.get(day, listed)
    assert calendar_of(statements).is_working_day(day) is (day.weekday() < 5 and not off)


@given(CALENDARS, st.integers(FIRST.year, LAST.year))
def test_the_list_of_a_year_is_every_weekday_that_is_not_worked(calendar: Calendar, year: int) -> None:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    every_day = [first + timedelta(days=n) for n in range((after - first).days)]
    listed = [off.day for off in calendar.days_off(year)]
    assert listed == sorted(set(listed))
    assert [day for day in listed if day.weekday() < 5] == [
        day for day in every_day if day.weekday() < 5 and not calendar.is_working_day(day)
    ]


@given(CALENDARS, DAYS, st.integers(0, 30))
def test_going_on_and_back_the_same_count_returns_to_a_working_day(
    calendar: Calendar, day: date, count: int
) -> None:
    start = calendar.at_or_before(day)
    there = calendar.add_working_days(start, count)
    assert calendar.add_working_days(there, -count) == start
    assert len(list(islice(calendar.working_days_from(start), count))) == sum(
        calendar.is_working_day(start + timedelta(days=n)) for n in range((there - start).days)
    )


@given(CALENDARS, DAYS, DAYS, st.integers(-30, 30))
def test_who_begins_later_never_arrives_earlier(
    calendar: Calendar, one: date, other: date, count: int
) -> None:
    first, second = sorted((one, other))
    assert calendar.add_working_days(first, count) <= calendar.add_working_days(second, count)


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_one_more_working_day_is_the_next_one(calendar: Calendar, day: date, count: int) -> None:
    for sign in (1, -1):
        near, far = (calendar.add_working_days(day, sign * n) for n in (count, count + 1))
        assert calendar.is_working_day(near)
        assert calendar.add_working_days(near, sign) == far


@given(CALENDARS, DAYS, DAYS, st.integers(1, 20))
def test_another_day_off_never_brings_a_day_nearer(
    calendar: Calendar, extra: date, start: date, count: int
) -> None:
    fewer = evolved(calendar, DayOffAdded(day=extra, name="Libur daerah"))
    assert fewer.add_working_days(start, count) >= calendar.add_working_days(start, count)


@given(CALENDARS, DAYS)
def test_at_or_before_is_the_nearest_working_day_not_later(calendar: Calendar, day: date) -> None:
    found = calendar.at_or_before(day)
    assert found <= day
    assert calendar.is_working_day(found)
    assert next(calendar.working_days_from(found)) == found
    assert next(islice(calendar.working_days_from(found), 1, None)) > day


@pytest.mark.parametrize(
    ("instant", "today"),
    [
        # Tuesday 17 March 2026 is the last working day before Nyepi and Idul Fitri.
        (datetime(2026, 3, 17, 14, 59, tzinfo=UTC), (True, True, True)),
        (datetime(2026, 3, 17, 15, 30, tzinfo=UTC), (True, True, False)),
        (datetime(2026, 3, 17, 16, 30, tzinfo=UTC), (True, False, False)),
        (datetime(2026, 3, 17, 17, 0, tzinfo=UTC), (False, False, False)),
        # And Wednesday 25 March the first one after it.
        (datetime(2026, 3, 24, 14, 59, tzinfo=UTC), (False, False, False)),
        (datetime(2026, 3, 24, 15, 0, tzinfo=UTC), (False, False, True)),
        (datetime(2026, 3, 24, 16, 0, tzinfo=UTC), (False, True, True)),
        (datetime(2026, 3, 24, 17, 0, tzinfo=UTC), (True, True, True)),
    ],
)
def test_at_the_same_instant_one_zone_works_while_another_is_off(
    instant: datetime, today: tuple[bool, bool, bool]
) -> None:
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    assert tuple(NATIONAL.is_working_day(local_day(instant, zone)) for zone in zones) == today


@pytest.mark.parametrize(
    ("beyond", "count"), [(date(9999, 12, 30), 5), (date(1, 1, 3), -5)], ids=["last day", "first day"]
)
def test_past_the_end_of_all_days_there_is_an_error_and_no_endless_search(beyond: date, count: int) -> None:
    with pytest.raises(OverflowError):
        NATIONAL.add_working_days(beyond, count)
