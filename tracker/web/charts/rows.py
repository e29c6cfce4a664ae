"""Counts under each other, each with the part of it that is fulfilled: the sections of an office."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from tracker.web.charts.columns import Share
from tracker.web.charts.scale import place


class Bar(msgspec.Struct, frozen=True):
    """Widths of a drawing that is 100 wide."""

    name: str
    part: int
    whole: int
    part_width: str
    whole_width: str


def rows(shares: Sequence[Share]) -> list[Bar]:
    """The longest bar is that of the largest count of all."""
    most = max((max(one.part, one.whole) for one in shares), default=0) or 1
    return [
        Bar(
            one.name,
            one.part,
            one.whole,
            place(Fraction(one.part * 100, most)),
            place(Fraction(one.whole * 100, most)),
        )
        for one in shares
    ]
