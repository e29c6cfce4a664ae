"""A row of the report as a drawing: its quarters, cumulative, beside the target of the year."""

import msgspec

from tracker.application.language import _, translate
from tracker.application.report_cells import Row, Source
from tracker.application.report_words import realised_text, value_text
from tracker.web.charts.quarters import Quarters, quarters
from tracker.web.charts.scale import Value

_NAMES = ("TW I", "TW II", "TW III", "TW IV")


class Chart(msgspec.Struct, frozen=True):
    """`described` says the same in words, in the reader's language."""

    title: str
    drawing: Quarters
    described: str


def chart(row: Row) -> Chart | None:
    """None where no quarter has a number yet."""
    cells = list(zip(_NAMES, row.cumulative, strict=True))
    values = [
        (
            Value(translate(name), cell.value, _short(translate(value_text(cell.value, row)))),
            cell.source is Source.SIMULATION,
        )
        for name, cell in cells
        if cell.source is not Source.NONE
    ]
    drawn = quarters(values, row.year.target)
    if drawn is None:
        return None
    told = ", ".join(f"{translate(name)} {translate(realised_text(cell, row))}" for name, cell in cells)
    described = _("{indicator}, kumulatif: {told}", indicator=row.edition.label, told=told)
    return Chart(row.edition.label, drawn, described)


def _short(text: str) -> str:
    return text.removesuffix(" %")
