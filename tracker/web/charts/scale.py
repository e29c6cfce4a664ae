"""From values to places in a drawing. All charts are drawn by the server, from numbers, with attributes and classes alone."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import msgspec


class Value(msgspec.Struct, frozen=True):
    """What a chart shows: its name on the axis, and how it is printed. `value` None: n/a, a gap."""

    name: str
    value: Fraction | None
    text: str


class Tick(msgspec.Struct, frozen=True):
    """A line of the grid: its place, and the number beside it."""

    place: str
    text: str


class Scale(msgspec.Struct, frozen=True):
    """The value 0 lies at the place `start`, `high` at the place `end`."""

    high: Fraction
    start: int
    end: int

    def at(self, value: Fraction | int) -> str:
        """What lies outside is drawn at the edge."""
        share = min(max(Fraction(value) / self.high, Fraction(0)), Fraction(1))
        return place(self.start + share * (self.end - self.start))


def place(value: Fraction | int) -> str:
    return f"{float(value):.1f}".removesuffix(".0")


def round_steps(top: Fraction, most: int = 5) -> range:
    """From 0 to at least `top`, in at most that many equal steps of 1, 2 or 5 times a power of ten."""
    step = next(step for step in _steps() if top <= step * most)
    return range(0, step * max(1, -(-top // step)) + 1, step)


def _steps() -> Iterator[int]:
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)
