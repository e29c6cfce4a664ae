"""A row of the report as a drawing: its quarters, cumulative, beside the target of the year."""

import msgspec

from tracker.application.language import _, translate
from tracker.application.report_cells import Cell, Row, Source
from tracker.application.report_words import NOTHING, realised_text, value_text
from tracker.web.charts.quarters import Quarters, quarters
from tracker.web.charts.scale import Value

_NAMES = ("TW I", "TW II", "TW III", "TW IV")


class Chart(msgspec.Struct, frozen=True):
    """`described` says the same in words, in the reader's language."""

    title: str
    drawing: Quarters
    described: str


def chart(row: Row) -> Chart | None:
    """None where no quarter has a number yet. A quarter that has not begun has none, whatever its sum so far."""
    cells = [
        (translate(name), alone if alone.source is Source.NONE else sum_)
        for name, alone, sum_ in zip(_NAMES, row.quarters, row.cumulative, strict=True)
    ]
    drawn = quarters(
        [(_value(name, cell, row), cell.source is Source.SIMULATION) for name, cell in cells], row.year.target
    )
    if drawn is None:
        return None
    told = ", ".join(f"{name} {translate(realised_text(cell, row))}" for name, cell in cells)
    described = _("{indicator}, kumulatif: {told}", indicator=row.edition.label, told=told)
    return Chart(row.edition.label, drawn, described)


def _value(name: str, cell: Cell, row: Row) -> Value:
    if cell.source is Source.NONE:
        return Value(name, None, NOTHING)
    return Value(name, cell.value, translate(value_text(cell.value, row)).removesuffix(" %"))
