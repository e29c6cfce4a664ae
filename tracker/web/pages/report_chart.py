"""A small drawing of a row of the report: its quarters, cumulative, beside the target of the year. SVG from the server."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.application.report_cells import Row, Source
from tracker.application.report_words import realised_text
from tracker.domain.phrase import say

WIDTH, HEIGHT = 240, 130
_TOP, _BASE = 18, 108
_STEP, _BAR = 56, 34
_LEFT = 14
_NAMES = (say("TW I"), say("TW II"), say("TW III"), say("TW IV"))


class Bar(msgspec.Struct, frozen=True):
    """`text` stands above it; `simulated` is drawn as an outline."""

    name: str
    text: str
    x: int
    middle: int
    y: str
    height: str
    simulated: bool


class Chart(msgspec.Struct, frozen=True):
    """`described` says the same in words. `target_y` None: no target."""

    title: str
    bars: tuple[Bar, ...]
    target_y: str | None
    target: Decimal | None
    described: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _BASE


def chart(row: Row) -> Chart | None:
    """None where no quarter has a number yet."""
    cells = [cell for cell in row.cumulative if cell.value is not None]
    if not cells:
        return None
    target = row.year.target
    values = [cell.value for cell in cells if cell.value is not None]
    top = max([Fraction(100), *values, *([Fraction(target)] if target is not None else [])])
    bars = []
    for at, (name, cell) in enumerate(zip(_NAMES, row.cumulative, strict=True)):
        tall = Fraction(0) if cell.value is None else _height(cell.value, top)
        x = _LEFT + at * _STEP
        bars.append(
            Bar(
                name=name,
                text=realised_text(cell, row).removeprefix("SIMULASI ").removesuffix(" %"),
                x=x,
                middle=x + _BAR // 2,
                y=_number(_BASE - tall),
                height=_number(tall),
                simulated=cell.source is Source.SIMULATION,
            )
        )
    told = ", ".join(
        f"{name} {realised_text(cell, row)}" for name, cell in zip(_NAMES, row.cumulative, strict=True)
    )
    return Chart(
        title=row.edition.label,
        bars=tuple(bars),
        target_y=None if target is None else _number(_BASE - _height(Fraction(target), top)),
        target=target,
        described=say("{edition}, kumulatif: {told}", edition=row.edition.label, told=told),
    )


def _height(value: Fraction, top: Fraction) -> Fraction:
    return max(value, Fraction(0)) / top * (_BASE - _TOP)


def _number(value: Fraction) -> str:
    return f"{float(value):.1f}"
