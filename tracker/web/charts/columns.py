"""Counts side by side, each with the part of it that is fulfilled: the months of a year."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from tracker.web.charts.scale import Scale, Tick, round_steps

WIDTH, HEIGHT = 400, 220
LEFT, TOP, BASE = 30, 20, 190


class Share(msgspec.Struct, frozen=True):
    """`part` of `whole`. By the document's own formula the part can be more than the whole."""

    name: str
    part: int
    whole: int


class Column(msgspec.Struct, frozen=True):
    name: str
    text: str
    x: str
    middle: str
    width: str
    whole_y: str
    whole_height: str
    part_y: str
    part_height: str
    text_y: str


class Columns(msgspec.Struct, frozen=True):
    columns: tuple[Column, ...]
    grid: tuple[Tick, ...]
    described: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = BASE


def columns(shares: Sequence[Share]) -> Columns | None:
    """None where there is nothing to count."""
    most = max((max(one.part, one.whole) for one in shares), default=0)
    if not most:
        return None
    steps = round_steps(Fraction(most))
    up = Scale(Fraction(steps[-1]), BASE, TOP)
    slot = Fraction(WIDTH - LEFT, len(shares))
    return Columns(
        columns=tuple(_column(one, LEFT + slot * at, slot, up) for at, one in enumerate(shares)),
        grid=tuple(Tick(up.at(step), str(step)) for step in steps),
        described=", ".join(f"{one.name} {one.part}/{one.whole}" for one in shares if one.whole or one.part),
    )


def _column(one: Share, start: Fraction, slot: Fraction, up: Scale) -> Column:
    across = Scale(Fraction(WIDTH), 0, WIDTH)
    wide = slot * Fraction(2, 3)
    height = Scale(up.high, 0, BASE - TOP)
    tallest = Fraction(up.at(max(one.part, one.whole)))
    return Column(
        name=one.name,
        text=f"{one.part}/{one.whole}" if one.part or one.whole else "",
        x=across.at(start + (slot - wide) / 2),
        middle=across.at(start + slot / 2),
        width=across.at(wide),
        whole_y=up.at(one.whole),
        whole_height=height.at(one.whole),
        part_y=up.at(one.part),
        part_height=height.at(one.part),
        text_y=across.at(tallest - 5),
    )
