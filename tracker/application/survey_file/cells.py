"""A survey file as numbered rows of texts, whether it is CSV or XLSX: told by its first bytes, not by its name."""

import csv
import io
import warnings
import zlib
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from tracker.application.register.problems import UnreadableRegister

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS = 6_000
MAX_COLUMNS = 100
FORMULA = "\0rumus"
"""Stands for a cell whose value only a spreadsheet program could compute."""

NumberedRow = tuple[int, list[str]]
"""The number as a spreadsheet shows it: the first row is 1."""

_UNREADABLE = (
    BadZipFile, zlib.error, ParseError, EOFError, OSError, KeyError, IndexError, ValueError, TypeError, AttributeError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What a damaged workbook makes zip, XML and openpyxl raise; none of it reaches a person."""


def read_cells(content: bytes) -> list[NumberedRow]:
    """Without rows that are empty throughout. Raises UnreadableRegister for what is neither CSV nor XLSX."""
    if len(content) > MAX_BYTES:
        raise UnreadableRegister(
            f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB; bagi menjadi beberapa."
        )
    rows: list[NumberedRow] = []
    for number, cells in _xlsx(content) if content.startswith(b"PK\x03\x04") else _csv(content):
        if len(rows) > MAX_ROWS:
            raise UnreadableRegister(f"Berkas lebih dari {MAX_ROWS} baris; bagi menjadi beberapa.")
        if any(cells):
            rows.append((number, cells))
    if not rows:
        raise UnreadableRegister("Berkas kosong.")
    return rows


def _csv(content: bytes) -> Iterator[NumberedRow]:
    if b"\0" in content:
        raise UnreadableRegister(
            "Ini bukan berkas CSV atau XLSX; simpan jawaban survei sebagai salah satunya."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableRegister(
            f"Baris {line} bukan teks UTF-8; simpan ulang sebagai CSV UTF-8 atau XLSX, lalu impor lagi."
        ) from error
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    # Strict: else a quotation mark that is never closed takes all rows behind it into one cell, and they are lost.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in record]
    except csv.Error as error:
        raise UnreadableRegister(
            f"Baris {reader.line_num} tidak dapat dibaca sebagai CSV ({error}); periksa tanda kutipnya."
        ) from error


def _xlsx(content: bytes) -> Iterator[NumberedRow]:
    """The first sheet. Formulas are read as such: a value that was never computed must not pass for no answer."""
    from openpyxl import load_workbook  # noqa: PLC0415 # 16 MB, for what is read rarely

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise UnreadableRegister("Isi berkas XLSX terlalu besar; bagi menjadi beberapa.")
        with warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                yield from [
                    (number, [_shown(cell) for cell in cells])
                    for number, cells in enumerate(
                        workbook.worksheets[0].iter_rows(
                            max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True
                        ),
                        start=1,
                    )
                ]
            finally:
                workbook.close()
    except _UNREADABLE as error:
        raise UnreadableRegister(
            "Berkas XLSX ini rusak atau tidak lengkap; buka dan simpan ulang sebagai Excel Workbook (.xlsx)."
        ) from error


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case str() if value.startswith("="):
            return FORMULA
        case datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
