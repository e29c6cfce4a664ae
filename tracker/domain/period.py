"""Reporting periods: a year, a quarter (TW1…TW4), a semester (S1, S2) or a month (01…12); whole or cumulative."""

import calendar
import re
from datetime import date

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.phrase import MONTHS, say


class Period(msgspec.Struct, frozen=True):
    """Both days inclusive, in the office's calendar. `code` None is the whole year."""

    year: int
    code: str | None
    cumulative: bool
    first: date
    last: date

    @property
    def label(self) -> str:
        if self.code is None:
            return say("Tahun {year}", year=self.year)
        name, year = _name(self.code), self.year
        if self.cumulative:
            return say("s.d. {name} {year}", name=name, year=year)
        return say("{name} {year}", name=name, year=year)


_QUARTERS = ("I", "II", "III", "IV")
_CODE = re.compile(r"TW[1-4]|S[12]|0[1-9]|1[0-2]")


FIRST_YEAR, LAST_YEAR = 2000, 2100
"""A day of any other year is a slip of the pen: no figure could ever show what was held on it."""


def within_reach(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


YEARS_AHEAD = 5
"""A Renstra sets targets and definitions for five years."""


def check_year(year: int, today_year: int, field: str = "from_year") -> None:
    """Raises Refused for a year from which nothing can be stated."""
    if not FIRST_YEAR <= year <= min(today_year + YEARS_AHEAD, LAST_YEAR):
        raise Refused(
            say(
                "Tahun {year} di luar jangkauan; isi tahun {first}–{last}.",
                year=year,
                first=FIRST_YEAR,
                last=today_year + YEARS_AHEAD,
            ),
            field,
        )


def period(year: int, code: str | None = None, *, cumulative: bool = False) -> Period:
    """Raises Refused naming the field. Cumulative runs from 1 January to the period's end."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            say(
                "Tahun {year} di luar jangkauan; isi tahun {first}–{last}.",
                year=year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
            "year",
        )
    if code is None:
        return Period(year, None, cumulative, date(year, 1, 1), date(year, 12, 31))
    code = code.upper()
    if not _CODE.fullmatch(code):
        raise Refused(
            say("Periode “{code}” tidak dikenal; pakai TW1–TW4, S1, S2, atau 01–12.", code=code),
            "period",
        )
    first, last = _months(code)
    start = date(year, 1 if cumulative else first, 1)
    return Period(
        year,
        code,
        cumulative,
        start,
        date(year, last, calendar.monthrange(year, last)[1]),
    )


def _months(code: str) -> tuple[int, int]:
    if code.startswith("TW"):
        quarter = int(code[2])
        return quarter * 3 - 2, quarter * 3
    if code.startswith("S"):
        half = int(code[1])
        return half * 6 - 5, half * 6
    return int(code), int(code)


def _name(code: str) -> str:
    if code.startswith("TW"):
        return say("Triwulan {roman}", roman=_QUARTERS[int(code[2]) - 1])
    if code.startswith("S"):
        return say("Semester {roman}", roman="I" * int(code[1]))
    return MONTHS[int(code) - 1]
