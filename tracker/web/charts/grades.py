"""The scale of a survey's index, 25 to 100, with its grades and where an index lies on it."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.domain.percent import number_text
from tracker.domain.phrase import Numeral
from tracker.domain.survey.grade import BOUNDS, HIGHEST, LOWEST, Grade
from tracker.web.charts.scale import Tick, place

WIDTH = 400


class Band(msgspec.Struct, frozen=True):
    """One grade, from its lower bound to the next one's."""

    grade: Grade
    x: str
    width: str
    middle: str


class GradeScale(msgspec.Struct, frozen=True):
    """`mark` is the place of the index; empty for n/a."""

    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    mark: str
    width: int = WIDTH


def grade_scale(index: Fraction | None) -> GradeScale:
    bounds = [(LOWEST, Grade.D), *reversed(BOUNDS)]
    ends = [bound for bound, _ in bounds[1:]] + [HIGHEST]
    return GradeScale(
        bands=tuple(
            Band(grade, _at(start), place(_way(end) - _way(start)), place((_way(start) + _way(end)) / 2))
            for (start, grade), end in zip(bounds, ends, strict=True)
        ),
        ticks=tuple(Tick(_at(bound), _short(bound)) for bound in (*(one for one, _ in bounds), HIGHEST)),
        mark="" if index is None else place(_way(index)),
    )


def _at(bound: Decimal) -> str:
    return place(_way(bound))


def _way(value: Decimal | Fraction) -> Fraction:
    lowest, highest = Fraction(LOWEST), Fraction(HIGHEST)
    share = (Fraction(value) - lowest) / (highest - lowest)
    return min(max(share, Fraction(0)), Fraction(1)) * WIDTH


def _short(bound: Decimal) -> Numeral:
    return Numeral(number_text(bound).removesuffix(",00"))
