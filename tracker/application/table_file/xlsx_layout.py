"""What openpyxl does not tell of a sheet that it reads row by row: hidden rows, merged cells, formulas never computed."""

from typing import IO
from xml.etree.ElementTree import Element, iterparse

import msgspec
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from tracker.application.table_file.problems import UnreadableFile
from tracker.domain.phrase import say

MAX_ROW_ELEMENTS = 200_000
"""Rows that a sheet may hold with nothing in them: a workbook whose rows were once coloured has many."""

MAX_MERGED_ROWS = 200_000
"""Summed over all merged cells: a crafted file could merge the same rows over and over."""

_ROW = f"{{{SHEET_MAIN_NS}}}row"
_ROWS = f"{{{SHEET_MAIN_NS}}}sheetData"
_CELL = f"{{{SHEET_MAIN_NS}}}c"
_FORMULA = f"{{{SHEET_MAIN_NS}}}f"
_VALUE = f"{{{SHEET_MAIN_NS}}}v"
_INLINE = f"{{{SHEET_MAIN_NS}}}is"
_MERGED = f"{{{SHEET_MAIN_NS}}}mergeCell"


class Merged(msgspec.Struct, frozen=True):
    """Rows and columns counted from 1, both ends inclusive."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Layout(msgspec.Struct, frozen=True):
    """`uncomputed` are cells as row and column; `last_row` and `last_column` are those of the last cell that says
    something. Counted from 1."""

    hidden: tuple[int, ...]
    merged: tuple[Merged, ...]
    uncomputed: tuple[tuple[int, int], ...]
    last_row: int
    last_column: int


def read_layout(part: IO[bytes]) -> Layout:
    """Raises UnreadableFile for a sheet of unreasonable size, ParseError and ValueError for a damaged one."""
    hidden: list[int] = []
    merged: list[Merged] = []
    uncomputed: list[tuple[int, int]] = []
    last_row = last_column = row = elements = merged_rows = 0
    rows: Element | None = None
    # openpyxl parses the same bytes with the same parser; expat bounds how far entities expand.
    for event, element in iterparse(part, events=("start", "end")):  # noqa: S314
        if event == "start":
            if element.tag == _ROWS:
                rows = element
            continue
        if element.tag == _ROW:
            elements += 1
            if elements > MAX_ROW_ELEMENTS:
                raise UnreadableFile(
                    say("Lembar ini punya terlalu banyak baris; salin isinya ke berkas baru, lalu impor itu.")
                )
            row = int(element.get("r") or row + 1)
            filled, left = _cells(element, row)
            uncomputed += left
            if filled:
                last_row, last_column = max(last_row, row), max(last_column, filled)
                if element.get("hidden") in {"1", "true"}:
                    hidden.append(row)
            if rows is not None:
                rows.clear()
        elif element.tag == _MERGED:
            merged.append(_merged(element.get("ref") or ""))
            merged_rows += merged[-1].last_row - merged[-1].first_row
            if merged_rows > MAX_MERGED_ROWS:
                raise UnreadableFile(say("Lembar ini punya terlalu banyak sel gabungan; pisahkan selnya."))
    return Layout(tuple(hidden), tuple(merged), tuple(uncomputed), last_row, last_column)


def _cells(row: Element, number: int) -> tuple[int, list[tuple[int, int]]]:
    """The last column that says something (0: none does), and the cells whose formula has no value."""
    last = column = 0
    uncomputed = []
    for cell in row.iterfind(_CELL):
        name = cell.get("r")
        column = coordinate_to_tuple(name)[1] if name else column + 1
        value = cell.find(_VALUE)
        formula = cell.find(_FORMULA) is not None
        says = (value is not None and bool(value.text)) or cell.find(_INLINE) is not None
        if formula and not says and cell.get("t") != "str":
            uncomputed.append((number, column))
        if says or formula:
            last = max(last, column)
    return last, uncomputed


def _merged(name: str) -> Merged:
    bounds = range_boundaries(name)
    first_column, first_row, last_column, last_row = (int(bound or 0) for bound in bounds)
    if not (0 < first_column <= last_column and 0 < first_row <= last_row):
        raise ValueError(name)
    return Merged(name, first_row, last_row, first_column, last_column)
