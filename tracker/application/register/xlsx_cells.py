"""What one cell of a workbook says, as the text that a CSV file of the same register would have."""

from datetime import date, datetime, time, timedelta

from openpyxl.cell.cell import Cell

_DAYS = frozenset({"tanggal", "batas_waktu", "tanggal_dilaporkan", "tanggal_diverifikasi"})


class CellRefused(Exception):
    """Why the cell cannot be read, to stand behind its name."""


def read_cell(cell: Cell, column: str) -> str:
    """Raises CellRefused."""
    value = cell.value
    if cell.data_type == "e":
        raise CellRefused(f"berisi galat {value}; betulkan rumusnya.")
    if isinstance(value, time | timedelta):
        raise CellRefused("berisi jam; tulis isinya sebagai teks.")
    if isinstance(value, date) and column not in _DAYS:
        raise CellRefused(
            "dibaca Excel sebagai tanggal; ubah format selnya menjadi Teks, lalu tulis ulang isinya."
        )
    return shown(cell)


def shown(cell: Cell) -> str:
    """Days as ISO dates, whole numbers without decimals, yes and no as words; anything else as it is."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case datetime():
            return value.date().isoformat()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return str(value)
