"""The office's working days: Monday to Friday less national holidays and cuti bersama (DOMAIN section 6), less the
days off that the office added, plus those that it took away.

The joint decree's list comes from `holidays` (categories public and government); days of 2027 on that follow the
Islamic calendar are estimates there, and say so in their name. Which days off a decree of the regent adds, or an
amendment in mid-year moves, only the office knows: so what the office says of a day goes before the list.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays
import msgspec

_DAY = timedelta(days=1)


@lru_cache(maxsize=128)
def national_holidays(year: int) -> Mapping[date, str]:
    """Public holidays and cuti bersama of that year, with their Indonesian names, in order."""
    found = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return {day: found[day] for day in sorted(found)}


@lru_cache(maxsize=128)
def joint_leave_is_known(year: int) -> bool:
    """Whether the list has the cuti bersama of that year; the joint decree comes out late in the year before."""
    return bool(holidays.country_holidays("ID", years=year, categories=("government",)))


class DayOff(msgspec.Struct, frozen=True):
    """`own`: the office added it; else it is of the national list."""

    day: date
    name: str
    own: bool = False


class Calendar(msgspec.Struct, frozen=True):
    """`removed_days_off` are working days whatever the national list says; no day is in both."""

    added_days_off: dict[date, str] = {}
    removed_days_off: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day.weekday() >= 5 or day in self.added_days_off:
            return False
        return day in self.removed_days_off or day not in national_holidays(day.year)

    def day_off(self, day: date) -> DayOff | None:
        """The holiday or day off on that day; None on another day, a weekend's included."""
        if day in self.added_days_off:
            return DayOff(day, self.added_days_off[day], own=True)
        if day in self.removed_days_off:
            return None
        name = national_holidays(day.year).get(day)
        return None if name is None else DayOff(day, name)

    def days_off(self, year: int) -> tuple[DayOff, ...]:
        """Those of that year in order, also those that fall on a weekend."""
        own = {day for day in self.added_days_off if day.year == year}
        found = (self.day_off(day) for day in sorted(own | national_holidays(year).keys()))
        return tuple(one for one in found if one is not None)

    def worked_holidays(self, year: int) -> tuple[DayOff, ...]:
        """The national days off of that year that this office took away, in order."""
        listed = national_holidays(year).items()
        return tuple(DayOff(day, name) for day, name in listed if day in self.removed_days_off)

    def add_working_days(self, day: date, count: int) -> date:
        """The day that lies `count` working days after (or before, if negative) `day`, which itself is not counted.

        Raises OverflowError past the last or first day that there is.
        """
        step = _DAY if count >= 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def at_or_before(self, day: date) -> date:
        """`day` itself, or the last working day before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days from `day` on, that day included, without end."""
        while True:
            if self.is_working_day(day):
                yield day
            day += _DAY


NATIONAL = Calendar()
"""The national list alone: an office that added and removed nothing."""
