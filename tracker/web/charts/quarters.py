"""A few shares side by side, beside a target: the quarters of a year."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.web.charts.scale import Scale, Value, place

WIDTH, HEIGHT = 280, 150
_TOP, _BASE = 22, 124
_FILLED = Fraction(3, 5)
"""How much of its slot a column takes."""


class Column(msgspec.Struct, frozen=True):
    """`text` stands above it; an `outlined` one is no figure of a report. One without a value has no height."""

    name: str
    text: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    text_y: str
    outlined: bool


class Quarters(msgspec.Struct, frozen=True):
    """`target` is a height; empty without one."""

    columns: tuple[Column, ...]
    target: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _BASE


def quarters(values: Sequence[tuple[Value, bool]], target: Decimal | None) -> Quarters | None:
    """Each value with whether it is drawn as an outline. None where none of them is known."""
    known = [one.value for one, _ in values if one.value is not None]
    if not known:
        return None
    goal = Fraction(0 if target is None else target)
    up = Scale(max(Fraction(100), goal, *known), _BASE, _TOP)
    slot = Fraction(WIDTH, len(values))
    return Quarters(
        columns=tuple(
            _column(one, outlined, slot * at, slot, up) for at, (one, outlined) in enumerate(values)
        ),
        target="" if target is None else up.at(goal),
    )


def _column(one: Value, outlined: bool, start: Fraction, slot: Fraction, up: Scale) -> Column:
    top = up.at(one.value or 0)
    return Column(
        name=one.name,
        text=one.text,
        x=place(start + slot * (1 - _FILLED) / 2),
        y=top,
        width=place(slot * _FILLED),
        height=place(_BASE - Fraction(top)),
        middle=place(start + slot / 2),
        text_y=place(Fraction(top) - 5),
        outlined=outlined,
    )
