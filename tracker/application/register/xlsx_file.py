"""A register out of an XLSX workbook: which sheet, which rows, and what its cells say as text.

What is taken as a user sees it: hidden rows are read and said, a value merged over several rows holds for each of
them. What a reader could only guess is refused with its cell: formulas that were never computed, errors, days in
columns that take none (Excel makes `01/2022` a day).
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import msgspec
from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from tracker.application.register.problems import UnreadableRegister, at_row
from tracker.application.register.sheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    REQUIRED,
    Columns,
    Sheet,
    collect,
    column_of,
    find_columns,
)
from tracker.application.register.values import key_of, shortened
from tracker.application.register.xlsx_cells import CellRefused, read_cell, shown
from tracker.application.register.xlsx_layout import Layout, read_layout

MAX_UNPACKED = 32 * 1024 * 1024
MAX_PARTS = 1000
MAX_TAGS = 4_000_000
"""Twice what the longest register needs. Each costs time and memory wherever it stands, also where nothing reads it."""

NAME = "register"
_HEADER_WITHIN = 10
"""A title may stand above the header, in as many rows."""

_UNREADABLE = (
    BadZipFile,
    zlib.error,
    ParseError,
    struct.error,
    InvalidFileException,
    EOFError,
    OSError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What a damaged workbook makes zip, XML and openpyxl raise; none of it reaches a person."""


class _Found(msgspec.Struct, frozen=True):
    """A sheet with the header of a register: the header's row counted from 1."""

    sheet: ReadOnlyWorksheet
    layout: Layout
    header: list[str]
    header_row: int


def read_xlsx(content: bytes) -> Sheet:
    """Raises UnreadableRegister for a workbook that is no register."""
    try:
        with ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings(action="ignore"):
            _check_parts(archive)
            return _read(content)
    except _UNREADABLE as error:
        raise UnreadableRegister(
            "Berkas XLSX ini rusak atau tidak lengkap; buka dan simpan ulang sebagai Excel Workbook (.xlsx)."
        ) from error


def _check_parts(archive: ZipFile) -> None:
    """Before anything is unpacked. The sizes that are declared bound what Python's zip reader ever gives out."""
    names = set(archive.namelist())
    if "mimetype" in names or "content.xml" in names:
        raise UnreadableRegister(
            "Berkas ODS tidak dapat dibaca; simpan sebagai Excel Workbook (.xlsx) atau CSV, lalu impor itu."
        )
    if "xl/workbook.bin" in names:
        raise UnreadableRegister(
            "Berkas XLSB tidak dapat dibaca; simpan sebagai Excel Workbook (.xlsx), lalu impor itu."
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableRegister(
            "Ini bukan berkas XLSX; simpan register sebagai Excel Workbook (.xlsx) atau CSV."
        )
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or _tags(archive) > MAX_TAGS:
        raise UnreadableRegister(
            f"Isi berkas XLSX lebih besar dari {MAX_UNPACKED // 1024 // 1024} MB; bagi menjadi beberapa berkas."
        )


def _tags(archive: ZipFile) -> int:
    found = 0
    for name in archive.namelist():
        with archive.open(name) as part:
            while chunk := part.read(1 << 20):
                found += chunk.count(b"<")
    return found


def _read(content: bytes) -> Sheet:
    reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        reader.read()
        found, others = _find(reader)
        _check_size(found)
        columns = find_columns(found.header)
        problems = _uncomputed(found, columns)
        records = _records(found, columns, problems)
        return collect(columns, records, problems, _remarks(found, others))
    finally:
        reader.archive.close()


def _find(reader: ExcelReader) -> tuple[_Found, list[str]]:
    """The sheet named “Register”, else the first visible one with a register's header; and the names of the others
    that have one too."""
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    first_header: list[str] = []
    candidates: list[_Found] = []
    for sheet in reader.wb.worksheets:
        assert isinstance(sheet, ReadOnlyWorksheet)
        named = key_of(sheet.title) == NAME
        if sheet.sheet_state != "visible" and not named:
            continue
        with reader.archive.open(parts[sheet.title]) as part:
            layout = read_layout(part)
        header = _header(sheet, layout)
        if header is None:
            continue
        row, cells = header
        first_header = first_header or cells
        if named or _is_register(cells):
            candidates.append(_Found(sheet, layout, cells, row))
    if not candidates:
        if not first_header:
            raise UnreadableRegister("Berkas kosong: tidak ada lembar yang berisi.")
        find_columns(first_header)
        raise UnreadableRegister("Tidak ada lembar yang berisi register.")
    chosen = next((found for found in candidates if key_of(found.sheet.title) == NAME), candidates[0])
    others = [found.sheet.title for found in candidates if found is not chosen and _is_register(found.header)]
    return chosen, others


def _header(sheet: ReadOnlyWorksheet, layout: Layout) -> tuple[int, list[str]] | None:
    """The first row that has all needed columns, else the first that has anything; None for an empty sheet."""
    first: tuple[int, list[str]] | None = None
    for number, cells in enumerate(_rows(sheet, 1, min(_HEADER_WITHIN, layout.last_row)), start=1):
        texts = [shown(cell) for cell in cells[: layout.last_column]]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        first = first or (number, texts)
        if _is_register(texts):
            return number, texts
    return first


def _is_register(header: list[str]) -> bool:
    return {*REQUIRED} <= {column_of(cell) for cell in header}


def _rows(sheet: ReadOnlyWorksheet, first: int, last: int) -> Iterator[tuple[Cell, ...]]:
    """Never wider than a register may be: a single cell at the far right must not widen twenty thousand rows."""
    if last >= first:
        yield from sheet.iter_rows(min_row=first, max_row=last, min_col=1, max_col=MAX_COLUMNS)  # type: ignore[misc]


def _check_size(found: _Found) -> None:
    if found.layout.last_row - found.header_row > MAX_ROWS:
        raise UnreadableRegister(f"Berkas lebih dari {MAX_ROWS} baris; bagi menjadi beberapa berkas.")
    if found.layout.last_column > MAX_COLUMNS:
        last = get_column_letter(found.layout.last_column)
        raise UnreadableRegister(
            f"Lembar terisi sampai kolom {last}; register paling banyak {MAX_COLUMNS} kolom."
        )


def _uncomputed(found: _Found, columns: Columns) -> list[str]:
    read = set(columns.places.values())
    return [
        at_row(
            row,
            "",
            f"sel {get_column_letter(column)}{row} berisi rumus yang belum dihitung; buka di Excel, simpan, lalu impor lagi.",
        )
        for row, column in found.layout.uncomputed
        if row > found.header_row and column - 1 in read
    ]


def _records(found: _Found, columns: Columns, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    layout = found.layout
    names = {at: name for name, at in columns.places.items()}
    held = _held_by_merging(layout, found.header_row, names, problems)
    values: dict[tuple[int, int], str] = {}
    first = found.header_row + 1
    for number, cells in enumerate(_rows(found.sheet, first, layout.last_row), start=first):
        record: list[str] = []
        before = len(problems)
        for at, cell in enumerate(cells[: layout.last_column]):
            origin = held.get((number, at))
            if origin is not None and origin[0] != number:
                record.append(values.get(origin, ""))
                continue
            name = names.get(at)
            try:
                text = shown(cell) if name is None else read_cell(cell, name)
            except CellRefused as error:
                problems.append(
                    at_row(number, name or "", f"sel {get_column_letter(at + 1)}{number} {error}")
                )
                text = ""
            if origin is not None:
                values[origin] = text
            record.append(text)
        if len(problems) == before:
            yield number, record


def _held_by_merging(
    layout: Layout, header_row: int, names: dict[int, str], problems: list[str]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell of a merged one, where its value stands. Columns are counted from 0."""
    held: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in layout.merged:
        if merged.last_row <= header_row:
            continue
        touched = [names[at] for at in range(merged.first_column - 1, merged.last_column) if at in names]
        if not touched:
            continue
        if merged.first_column != merged.last_column or merged.first_row <= header_row:
            said = "digabung melintasi kolom atau judul; pisahkan selnya."
        elif touched == ["hasil"]:
            said = "digabung; satu baris untuk satu hasil, pisahkan selnya."
        else:
            at = merged.first_column - 1
            last = min(merged.last_row, layout.last_row)
            origin = (merged.first_row, at)
            held |= {(row, at): origin for row in range(merged.first_row, last + 1)}
            continue
        problems.append(
            at_row(max(merged.first_row, header_row + 1), touched[0], f"sel {merged.name} {said}")
        )
    return held


def _remarks(found: _Found, others: list[str]) -> tuple[str, ...]:
    remarks = []
    hidden = [row for row in found.layout.hidden if row > found.header_row]
    if hidden:
        some = ", ".join(str(row) for row in hidden[:10])
        more = f" dan {len(hidden) - 10} lagi" if len(hidden) > 10 else ""
        remarks.append(f"Baris tersembunyi ikut dibaca: {some}{more}.")
    remarks += [
        f"Lembar “{shortened(name)}” juga berisi register, tetapi tidak dibaca; hanya “{shortened(found.sheet.title)}” yang dibaca."
        for name in others
    ]
    return tuple(remarks)
