"""Percentages are exact fractions until they are printed: rounded half-up to two decimals (DOMAIN section 2)."""

from decimal import Decimal
from fractions import Fraction


def percentage(numerator: int, denominator: int) -> Fraction | None:
    """None (n/a) for an empty denominator: never 0, never 100."""
    return Fraction(numerator * 100, denominator) if denominator else None


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half-up (percentages are never negative), without passing through a binary float."""
    hundredths = (value.numerator * 200 + value.denominator) // (value.denominator * 2)
    return Decimal(hundredths).scaleb(-2)


def as_json(value: Fraction | None) -> str | None:
    """`"81.04"`: two decimals and a point, None for n/a (CONTRACT, "Figures, as JSON")."""
    return None if value is None else str(rounded(value))


def as_text(value: Fraction | None) -> str:
    """`81,04 %` as officials write it; `n/a` for an empty denominator."""
    if value is None:
        return "n/a"
    whole, _, cents = str(rounded(value)).partition(".")
    return f"{int(whole):,}".replace(",", ".") + f",{cents} %"
