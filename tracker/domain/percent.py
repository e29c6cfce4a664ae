"""Percentages are exact fractions until they are printed with two decimals (DOMAIN section 2)."""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tracker.domain.errors import Refused
from tracker.domain.phrase import Numeral, say


class Rounding(StrEnum):
    """How the third decimal is dealt with. Half-up is the rule; a published table that truncates exists."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


def percentage(numerator: int, denominator: int) -> Fraction | None:
    """None (n/a) for an empty denominator: never 0, never 100."""
    return Fraction(numerator * 100, denominator) if denominator else None


def rounded(value: Fraction, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """Two decimals, without passing through a binary float. A negative value is rounded like its positive twin."""
    size = abs(value)
    half = size.denominator if rounding is Rounding.HALF_UP else 0
    hundredths = (size.numerator * 200 + half) // (size.denominator * 2)
    return Decimal(-hundredths if value < 0 else hundredths).scaleb(-2)


def as_json(value: Fraction | None) -> str | None:
    """`"81.04"`: two decimals and a point, None for n/a (CONTRACT, "Figures, as JSON")."""
    return None if value is None else str(rounded(value))


def as_text(value: Fraction | None) -> str:
    """`81,04 %` as officials write it; `n/a` for an empty denominator."""
    return "n/a" if value is None else with_sign(rounded(value))


def as_index(value: Fraction | None) -> str:
    """`81,11`: an index is no percentage; `n/a` where there is none."""
    return "n/a" if value is None else number_text(rounded(value))


def with_sign(value: Decimal) -> Numeral:
    """`81,04 %`."""
    return Numeral(f"{number_text(value)} %")


def number_text(value: Decimal) -> Numeral:
    """`1.783,50`: decimal comma, dot for thousands, at least two decimals."""
    whole, _, cents = str(abs(value)).partition(".")
    sign = "−" if value < 0 else ""
    return Numeral(sign + f"{int(whole):,}".replace(",", ".") + "," + cents.ljust(2, "0"))


def grouped(count: int) -> Numeral:
    """`1.783`."""
    return Numeral(f"{count:,}".replace(",", "."))


def as_points(difference: Decimal) -> str:
    """`+8,33 poin`: a difference of two percentages, with its sign."""
    return say("{number} poin", number=signed_text(difference))


def signed_text(difference: Decimal) -> Numeral:
    """`+8,33`."""
    return Numeral(f"{'+' if difference > 0 else ''}{number_text(difference)}")


_NUMBER = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,4})?")


def typed_number(text: str, field: str) -> Decimal:
    """A number as people type it, with a comma or a point before its decimals. Raises Refused naming the field."""
    typed = text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(typed):
        raise Refused(say("“{typed}” bukan angka; tulis seperti 82,5.", typed=text.strip()[:40]), field)
    return Decimal(typed.replace(",", "."))
