"""The office's working days: Monday to Friday less national holidays and cuti bersama (DOMAIN section 6).

The joint decree's list comes from `holidays` (categories public and government); days of 2027 on that follow the
Islamic calendar are estimates there.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

_DAY = timedelta(days=1)


@lru_cache(maxsize=128)
def national_holidays(year: int) -> frozenset[date]:
    """Public holidays and cuti bersama of that year."""
    return frozenset(holidays.country_holidays("ID", years=year, categories=("public", "government")))


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in national_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The day that lies `count` working days after (or before, if negative) `day`, which itself is not counted."""
    step = _DAY if count >= 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def at_or_before(day: date) -> date:
    """`day` itself, or the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_days_from(day: date) -> Iterator[date]:
    """The working days from `day` on, that day included, without end."""
    while True:
        if is_working_day(day):
            yield day
        day += _DAY
