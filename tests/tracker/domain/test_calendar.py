"""The office's working days."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import (
    add_working_days,
    at_or_before,
    is_working_day,
    national_holidays,
    working_days_from,
)

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def test_2026_has_the_days_of_the_joint_decree() -> None:
    assert len(national_holidays(2026)) == 17 + 8


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 14), "Saturday"),
        (date(2026, 3, 15), "Sunday"),
        (date(2026, 3, 19), "Nyepi"),
        (date(2026, 3, 18), "cuti bersama before Nyepi"),
        (date(2026, 8, 17), "Independence Day"),
    ],
)
def test_nobody_works_on_a_weekend_a_holiday_or_cuti_bersama(day: date, name: str) -> None:
    assert not is_working_day(day), name


def test_three_working_days_before_25_march_2026_cuti_bersama_is_left_out() -> None:
    assert add_working_days(date(2026, 3, 25), -3) == date(2026, 3, 13)


def test_the_working_day_after_a_friday_is_monday() -> None:
    assert add_working_days(date(2026, 3, 13), 1) == date(2026, 3, 16)


def test_no_working_days_on_is_the_day_itself_even_if_off() -> None:
    assert add_working_days(date(2026, 3, 14), 0) == date(2026, 3, 14)


def test_working_days_begin_with_the_first_day_if_it_is_one() -> None:
    assert list(islice(working_days_from(date(2026, 3, 16)), 3)) == [
        date(2026, 3, 16),
        date(2026, 3, 17),
        date(2026, 3, 25),
    ]


@given(DAYS, st.integers(1, 30))
def test_going_on_and_back_the_same_count_returns_to_a_working_day(day: date, count: int) -> None:
    start = at_or_before(day)
    assert add_working_days(add_working_days(start, count), -count) == start


@given(DAYS)
def test_at_or_before_is_the_nearest_working_day_not_later(day: date) -> None:
    found = at_or_before(day)
    assert found <= day
    assert is_working_day(found)
    assert next(working_days_from(found)) == found
    assert next(islice(working_days_from(found), 1, None)) > day
