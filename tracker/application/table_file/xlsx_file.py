"""A table out of an XLSX workbook: which sheet, which rows, and what its cells say as text.

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

from tracker.application.table_file.columns import MAX_COLUMNS
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.names import key_of, shortened
from tracker.application.table_file.problems import UnreadableFile, at_row
from tracker.application.table_file.table import NumberedRecord, Table, collect, too_long
from tracker.application.table_file.xlsx_cells import CellRefused, read_cell, shown
from tracker.application.table_file.xlsx_layout import Layout, read_layout
from tracker.domain.phrase import say

MAX_UNPACKED = 32 * 1024 * 1024
MAX_PARTS = 1000
MAX_TAGS = 4_000_000
"""Twice what the longest table needs. Each costs time and memory wherever it stands, also where nothing reads it."""

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
    """A sheet with the header of a table: the header's row counted from 1."""

    sheet: ReadOnlyWorksheet
    layout: Layout
    header: list[str]
    header_row: int


def read_xlsx(content: bytes, kind: Kind) -> Table:
    """Raises UnreadableFile for a workbook that is no such table."""
    try:
        with ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings(action="ignore"):
            _check_parts(archive, kind)
            return _read(content, kind)
    except _UNREADABLE as error:
        raise UnreadableFile(
            say(
                "Berkas XLSX ini rusak atau tidak lengkap; buka dan simpan ulang sebagai Excel Workbook (.xlsx)."
            )
        ) from error


def _check_parts(archive: ZipFile, kind: Kind) -> None:
    """Before anything is unpacked. The sizes that are declared bound what Python's zip reader ever gives out."""
    names = set(archive.namelist())
    if "mimetype" in names or "content.xml" in names:
        raise UnreadableFile(
            say(
                "Berkas ODS tidak dapat dibaca; simpan sebagai Excel Workbook (.xlsx) atau CSV, lalu impor itu."
            )
        )
    if "xl/workbook.bin" in names:
        raise UnreadableFile(
            say("Berkas XLSB tidak dapat dibaca; simpan sebagai Excel Workbook (.xlsx), lalu impor itu.")
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(
            say(
                "Ini bukan berkas XLSX; simpan {kind} sebagai Excel Workbook (.xlsx) atau CSV.",
                kind=kind.name,
            )
        )
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or _tags(archive) > MAX_TAGS:
        raise UnreadableFile(
            say(
                "Isi berkas XLSX lebih besar dari {most} MB; bagi menjadi beberapa berkas.",
                most=MAX_UNPACKED // 1024 // 1024,
            )
        )


def _tags(archive: ZipFile) -> int:
    found = 0
    for name in archive.namelist():
        with archive.open(name) as part:
            while chunk := part.read(1 << 20):
                found += chunk.count(b"<")
    return found


def _read(content: bytes, kind: Kind) -> Table:
    reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        reader.read()
        found, others = _find(reader, kind)
        _check_size(found, kind)
        columns = kind.find(found.header)
        names = {at: name for name, at in columns.places.items()}
        problems = _uncomputed(found, names)
        records = _records(found, names, kind, problems)
        return collect(kind, columns, records, problems, _remarks(found, others, kind))
    finally:
        reader.archive.close()


def _find(reader: ExcelReader, kind: Kind) -> tuple[_Found, list[str]]:
    """The sheet that bears the table's own name, else the first visible one with its header; and the names of the
    others that have one too."""

    def named(sheet: ReadOnlyWorksheet) -> bool:
        return kind.sheet is not None and key_of(sheet.title) == kind.sheet

    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    first_header: list[str] = []
    candidates: list[_Found] = []
    for sheet in reader.wb.worksheets:
        assert isinstance(sheet, ReadOnlyWorksheet)
        if sheet.sheet_state != "visible" and not named(sheet):
            continue
        with reader.archive.open(parts[sheet.title]) as part:
            layout = read_layout(part)
        header = _header(sheet, layout, kind)
        if header is None:
            continue
        row, cells = header
        first_header = first_header or cells
        if named(sheet) or kind.is_header(cells):
            candidates.append(_Found(sheet, layout, cells, row))
    if not candidates:
        if not first_header:
            raise UnreadableFile(say("Berkas kosong: tidak ada lembar yang berisi."))
        kind.find(first_header)
        raise UnreadableFile(say("Tidak ada lembar yang berisi {kind}.", kind=kind.name))
    chosen = next((found for found in candidates if named(found.sheet)), candidates[0])
    others = [
        found.sheet.title for found in candidates if found is not chosen and kind.is_header(found.header)
    ]
    return chosen, others


def _header(sheet: ReadOnlyWorksheet, layout: Layout, kind: Kind) -> tuple[int, list[str]] | None:
    """The first row that has all needed columns, else the first that has anything; None for an empty sheet."""
    first: tuple[int, list[str]] | None = None
    for number, cells in enumerate(_rows(sheet, 1, min(_HEADER_WITHIN, layout.last_row)), start=1):
        texts = [shown(cell, kind) for cell in cells[: layout.last_column]]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        first = first or (number, texts)
        if kind.is_header(texts):
            return number, texts
    return first


def _rows(sheet: ReadOnlyWorksheet, first: int, last: int) -> Iterator[tuple[Cell, ...]]:
    """Never wider than a table may be: a single cell at the far right must not widen twenty thousand rows."""
    if last >= first:
        yield from sheet.iter_rows(min_row=first, max_row=last, min_col=1, max_col=MAX_COLUMNS)  # type: ignore[misc]


def _check_size(found: _Found, kind: Kind) -> None:
    if found.layout.last_row - found.header_row > kind.max_rows:
        raise too_long(kind)
    if found.layout.last_column > MAX_COLUMNS:
        last = get_column_letter(found.layout.last_column)
        raise UnreadableFile(
            say("Lembar terisi sampai kolom {last}; paling banyak {most} kolom.", last=last, most=MAX_COLUMNS)
        )


def _uncomputed(found: _Found, names: dict[int, str]) -> list[str]:
    return [
        at_row(
            row,
            names[column - 1],
            say(
                "sel {column}{row} berisi rumus yang belum dihitung; buka di Excel, simpan, lalu impor lagi.",
                column=get_column_letter(column),
                row=row,
            ),
        )
        for row, column in found.layout.uncomputed
        if row > found.header_row and column - 1 in names
    ]


def _records(
    found: _Found, names: dict[int, str], kind: Kind, problems: list[str]
) -> Iterator[NumberedRecord]:
    layout = found.layout
    held = _held_by_merging(layout, found.header_row, names, kind, problems)
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
                text = shown(cell, kind) if name is None else read_cell(cell, name, kind)
            except CellRefused as error:
                problems.append(
                    at_row(
                        number,
                        name or "",
                        say(
                            "sel {column}{number} {error}",
                            column=get_column_letter(at + 1),
                            number=number,
                            error=error,
                        ),
                    )
                )
                text = ""
            if origin is not None:
                values[origin] = text
            record.append(text)
        if len(problems) == before:
            yield number, record


def _held_by_merging(
    layout: Layout, header_row: int, names: dict[int, str], kind: Kind, problems: list[str]
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
            said = say("digabung melintasi kolom atau judul; pisahkan selnya.")
        elif touched[0] in kind.per_row:
            said = say("digabung; satu baris untuk satu {row}, pisahkan selnya.", row=kind.row)
        else:
            at = merged.first_column - 1
            last = min(merged.last_row, layout.last_row)
            origin = (merged.first_row, at)
            held |= {(row, at): origin for row in range(merged.first_row, last + 1)}
            continue
        problems.append(
            at_row(
                max(merged.first_row, header_row + 1),
                touched[0],
                say("sel {merged} {said}", merged=merged.name, said=said),
            )
        )
    return held


def _remarks(found: _Found, others: list[str], kind: Kind) -> tuple[str, ...]:
    remarks = []
    hidden = [str(row) for row in found.layout.hidden if row > found.header_row]
    if hidden:
        remarks.append(say("Baris tersembunyi ikut dibaca: {hidden}.", hidden=_some(hidden)))
    if others:
        names = _some([f"“{shortened(name)}”" for name in others])
        remarks.append(
            say(
                "Lembar {names} juga berisi {kind}, tetapi tidak dibaca; hanya “{sheet}” yang dibaca.",
                names=names,
                kind=kind.name,
                sheet=shortened(found.sheet.title),
            )
        )
    return tuple(remarks)


def _some(names: list[str]) -> str:
    """Never longer than the line above a page, which a cookie carries there."""
    more = say(" dan {n} lagi", n=len(names) - 10) if len(names) > 10 else ""
    return ", ".join(names[:10]) + more
