"""Workbooks for tests, written cell by cell as somebody's Excel would."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime

import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | bool | date | None


def workbook(
    *rows: Sequence[Value], name: str = "Sheet1", then: Callable[[Worksheet], None] | None = None
) -> bytes:
    """One sheet with these rows; `then` does to it what a value cannot say: merge, hide."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if then is not None:
        then(sheet)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def computed(header: Sequence[str], row: Sequence[str], at: int, formula: str, value: str) -> bytes:
    """A sheet in which the cell at that place of the row is a formula with its value, as Excel saves it."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, row)
        sheet.write_formula(1, at, formula, None, value)
    return body.getvalue()


def packed(content: bytes, add: dict[str, bytes] | None = None, leave_out: str = "") -> bytes:
    """The workbook with other parts in its archive, or without one."""
    source = zipfile.ZipFile(io.BytesIO(content))
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != leave_out:
                target.writestr(name, source.read(name))
        for name, part in (add or {}).items():
            target.writestr(name, part)
    return body.getvalue()


def midnight(day: str) -> datetime:
    return datetime.fromisoformat(day)
