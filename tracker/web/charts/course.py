"""The course of a figure through its year, with axes: a line of shares beside the target."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.web.charts.columns import BASE, HEIGHT, LEFT, TOP, WIDTH
from tracker.web.charts.scale import Scale, Tick, Value, place, round_steps

_RIGHT = WIDTH - 24


class Dot(msgspec.Struct, frozen=True):
    x: str
    y: str
    text: str


class CourseChart(msgspec.Struct, frozen=True):
    """`target` empty without one. `text_x`, `text_y` and `anchor` are those of the last dot's number."""

    names: tuple[Dot, ...]
    dots: tuple[Dot, ...]
    line: str
    grid: tuple[Tick, ...]
    target: str
    text_x: str
    text_y: str
    anchor: str
    described: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = BASE


def course(values: Sequence[Value], names: Sequence[str], target: Decimal | None) -> CourseChart | None:
    """`names` are all that stand on the axis, `values` those so far. None where none of them is known."""
    known = [(slot, one, one.value) for slot, one in enumerate(values) if one.value is not None]
    if not known:
        return None
    goal = Fraction(0 if target is None else target)
    steps = round_steps(max(Fraction(100), goal, *(value for _, _, value in known)))
    up = Scale(Fraction(steps[-1]), BASE, TOP)
    across = Scale(Fraction(max(len(names) - 1, 1)), LEFT + 14, _RIGHT)
    dots = tuple(Dot(across.at(slot), up.at(value), one.text) for slot, one, value in known)
    last = known[-1][0]
    beside = last < len(names) - 1
    return CourseChart(
        names=tuple(Dot(across.at(slot), place(BASE + 18), name) for slot, name in enumerate(names)),
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        grid=tuple(Tick(up.at(step), str(step)) for step in steps),
        target="" if target is None else up.at(goal),
        text_x=place(Fraction(dots[-1].x) + (9 if beside else 0)),
        text_y=place(Fraction(dots[-1].y) + (4 if beside else -10)),
        anchor="start" if beside else "end",
        described=", ".join(f"{one.name} {one.text}" for _, one, _ in known),
    )
