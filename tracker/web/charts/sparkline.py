"""The course of a figure as a small line beside it: no axis, only where it came from, where it stands, and the target."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.web.charts.scale import Scale, Value, place

WIDTH, HEIGHT = 240, 48
_EDGE = 5


class Sparkline(msgspec.Struct, frozen=True):
    """Attributes of SVG: `line` of a polyline, `area` and `dot` of paths; `target` a height, empty without one."""

    line: str
    area: str
    dot: str
    target: str
    first: str
    last: str
    described: str


def sparkline(
    values: Sequence[Value], slots: int, target: Decimal | None, full: int = 100
) -> Sparkline | None:
    """`slots`: how many there can be, so that a year half gone fills half the line. `full`: what the height stands for
    where no value is higher. None where no value is known."""
    known = [(slot, one, one.value) for slot, one in enumerate(values) if one.value is not None]
    if not known:
        return None
    across = Scale(Fraction(max(slots - 1, 1)), _EDGE, WIDTH - _EDGE)
    goal = Fraction(0 if target is None else target)
    top = max(Fraction(full), goal, *(value for _, _, value in known))
    up = Scale(top, HEIGHT - _EDGE, _EDGE)
    places = [(across.at(slot), up.at(value)) for slot, _, value in known]
    line = " ".join(f"{x},{y}" for x, y in places)
    (first_x, _), (last_x, last_y) = places[0], places[-1]
    return Sparkline(
        line=line,
        area=f"M{first_x},{place(HEIGHT)} L{line.replace(' ', ' L')} L{last_x},{place(HEIGHT)} Z",
        dot=f"M{last_x},{last_y} h0",
        target="" if target is None else up.at(goal),
        first=known[0][1].name,
        last=known[-1][1].name,
        described=", ".join(f"{one.name} {one.text}" for _, one, _ in known),
    )
