"""A table that a person takes along: the same rows as CSV and as a workbook, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.percent import number_text

Value = str | int | Decimal | date | None
Lines = Iterable[Mapping[str, Value]]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at a cell's beginning."""


def csv_of(columns: Sequence[str], lines: Lines) -> bytes:
    """UTF-8 with its mark, `;` between cells and a decimal comma: an Indonesian spreadsheet opens it as it is."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_text(line[column]) for column in columns])
    return kept.getvalue().encode("utf-8-sig")


def workbook_of(name: str, columns: Sequence[str], widths: Mapping[str, int], lines: Lines) -> bytes:
    """One sheet of that name. A text stays a text, whatever it begins with."""
    import xlsxwriter  # noqa: PLC0415 # 3 MB, for what is asked for rarely

    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        text = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        sheet = book.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, head)
            sheet.set_column(at, at, widths.get(column, 14))
        down = 0
        for down, line in enumerate(lines, start=1):
            for at, column in enumerate(columns):
                match line[column]:
                    case None:
                        pass
                    case int() | Decimal() as number:
                        sheet.write_number(down, at, float(number))
                    case date() as on:
                        sheet.write_datetime(down, at, datetime.combine(on, datetime.min.time()), day)
                    case str() as words:
                        sheet.write_string(down, at, words, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, down), len(columns) - 1)
    return kept.getvalue()


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return number_text(value).replace(".", "").replace("−", "-")
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return f"'{value}" if value.startswith(_FORMULA) else value
