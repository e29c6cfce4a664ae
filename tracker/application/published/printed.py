"""How single cells of a printed table are read: the number format of officials (DOMAIN section 3), as printed.

Every function raises Refused with one line that quotes the cell.
"""

import re
from decimal import Decimal

from tracker.application.table_file.names import key_of, shortened
from tracker.domain.achievement import Better
from tracker.domain.errors import Refused
from tracker.domain.period import period
from tracker.domain.phrase import say

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,6})?", re.ASCII)
_COMMA = re.compile(r"-?\d{1,12}(,\d{1,6})?", re.ASCII)
_POINT = re.compile(r"-?\d{1,12}\.\d{1,6}", re.ASCII)

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WHOLE_YEAR = frozenset({"", "tahun", "setahun", "tahunan"})
_YES, _NO = frozenset({"ya", "y"}), frozenset({"", "tidak", "t"})
_BETTER = {
    "": None,
    "tinggi": Better.HIGHER,
    "naik": Better.HIGHER,
    "rendah": Better.LOWER,
    "turun": Better.LOWER,
}


def read_number(text: str) -> Decimal | None:
    """`90,83`, `1.783`, `35.221`, `90.83` or `90,83 %`; None for an empty cell, a dash or n/a. Decimals are kept.

    Three digits behind a point are thousands, as officials write them.
    """
    typed = text.strip().removesuffix("%").strip()
    if typed.casefold() in {"", "-", "–", "n/a"}:
        return None
    if _GROUPED.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(typed) or _POINT.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    raise Refused(say("“{text}” bukan angka; tulis seperti 90,83 atau 1.783.", text=shortened(text)))


def read_count(text: str) -> int | None:
    value = read_number(text)
    if value is None:
        return None
    if value != int(value):
        raise Refused(say("“{text}” bukan bilangan bulat.", text=shortened(text)))
    return int(value)


def read_year(text: str) -> int:
    typed = text.strip()
    if not re.fullmatch(r"\d{4}", typed, re.ASCII):
        raise Refused(say("“{text}” bukan tahun; tulis seperti 2020.", text=shortened(text)))
    return int(typed)


def read_period(text: str, year: int) -> str | None:
    """`TW1`, `TW I`, `Triwulan I`, `S1`, `01`; None for the year."""
    key = key_of(text)
    if key in _WHOLE_YEAR:
        return None
    quarter = re.fullmatch(r"(?:tw|triwulan)_?([1-4]|i{1,3}|iv)", key)
    if quarter:
        return f"TW{_ROMAN.get(quarter[1], quarter[1])}"
    return period(year, text.strip()).code


def read_ticked(text: str) -> bool:
    """Empty is no."""
    key = key_of(text)
    if key in _YES or key in _NO:
        return key in _YES
    raise Refused(say("“{text}” tidak dikenal; tulis ya atau tidak.", text=shortened(text)))


def read_better(text: str) -> Better | None:
    """Which way is good; None for an empty cell."""
    key = key_of(text)
    if key not in _BETTER:
        raise Refused(say("“{text}” tidak dikenal; tulis tinggi atau rendah.", text=shortened(text)))
    return _BETTER[key]
