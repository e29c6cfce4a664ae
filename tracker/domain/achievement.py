"""Capaian: how far the realisasi reaches the target, what it is called, and how it moved (DOMAIN section 3).

Every value given back is the one that is printed, with two decimals: the word, the mean and the difference are taken
from what a reader of the table sees, and can be checked with the table alone.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tracker.domain.conventions import CapaianFrom, Conventions, Rung
from tracker.domain.percent import Rounding, rounded


class Better(StrEnum):
    """Which way is good: more of it, or less."""

    HIGHER = "higher"
    LOWER = "lower"


def achievement(
    realised: Fraction | None, target: Decimal | None, better: Better, conventions: Conventions
) -> Decimal | None:
    """In percent, not capped: above 100 and below 0 stand as they are. None without a realisasi or a target."""
    if realised is None or target is None:
        return None
    exact = conventions.capaian_from is CapaianFrom.EXACT
    value = realised if exact else Fraction(rounded(realised))
    goal = Fraction(target)
    return rounded(attainment(value, goal, better), conventions.rounding)


def attainment(realised: Fraction, target: Fraction, better: Better) -> Fraction:
    """In percent, not yet rounded. The target is not 0."""
    reached = realised if better is Better.HIGHER else 2 * target - realised
    return reached / target * 100


def predicate(achieved: Decimal | None, ladder: Sequence[Rung]) -> str | None:
    """The word of the highest rung that the capaian reaches; what lies below every rung has the last one's."""
    if achieved is None:
        return None
    for rung in ladder:
        if achieved >= rung.at_least:
            return rung.word
    return ladder[-1].word


def mean(achieved: Iterable[Decimal | None], rounding: Rounding) -> Decimal | None:
    """Of the capaian that there are: n/a stays out. None where there is none."""
    known = [Fraction(one) for one in achieved if one is not None]
    return rounded(sum(known, Fraction(0)) / len(known), rounding) if known else None


def change(now: Fraction | None, before: Fraction | None) -> Decimal | None:
    """From one year to the next, in percentage points of the realisasi as printed."""
    if now is None or before is None:
        return None
    return rounded(now) - rounded(before)
