"""What one cell of a workbook says, as the text that a CSV file of the same table would have."""

from datetime import date, datetime, time, timedelta

from openpyxl.cell.cell import Cell

from tracker.application.table_file.kind import Kind
from tracker.domain.phrase import say


class CellRefused(Exception):
    """Why the cell cannot be read, to stand behind its name."""


def read_cell(cell: Cell, column: str, kind: Kind) -> str:
    """Raises CellRefused."""
    value = cell.value
    if cell.data_type == "e":
        raise CellRefused(say("berisi galat {value}; betulkan rumusnya.", value=value))
    if isinstance(value, time | timedelta):
        raise CellRefused("berisi jam; tulis isinya sebagai teks.")
    if isinstance(value, date) and column not in kind.days:
        raise CellRefused(
            "dibaca Excel sebagai tanggal; ubah format selnya menjadi Teks, lalu tulis ulang isinya."
        )
    return shown(cell, kind)


def shown(cell: Cell, kind: Kind) -> str:
    """Days as ISO dates, yes and no as words, numbers as the table has them; anything else as it is."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case datetime():
            return value.date().isoformat()
        case int() | float():
            return kind.number(value, cell.number_format or "")
        case _:
            return str(value)
