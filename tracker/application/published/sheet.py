"""A printed table as a file, CSV or XLSX, as rows of named cells."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import msgspec

from tracker.application.register.problems import RegisterRefused, UnreadableRegister, at_row
from tracker.application.register.values import key_of, shortened

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 32 * 1024 * 1024
MAX_ROWS = 2_000
MAX_COLUMNS = 100

REQUIRED = ("kecamatan", "tahun_laporan", "dokumen", "indikator", "tahun")
COLUMNS = (
    *REQUIRED,
    "periode",
    "kumulatif",
    "pembilang",
    "penyebut",
    "target",
    "realisasi",
    "capaian",
    "predikat",
    "arah",
)
_ALIASES = {
    "kode_kecamatan": "kecamatan",
    "indikator_kinerja": "indikator",
    "triwulan": "periode",
    "capaian_kinerja": "capaian",
    "kategori": "predikat",
}


class Row(msgspec.Struct, frozen=True):
    """`number` as a spreadsheet shows it: the header is row 1."""

    number: int
    cells: dict[str, str]


def read_table(content: bytes) -> list[Row]:
    """Raises UnreadableRegister for a file that is no such table, RegisterRefused for rows that do not fit its header."""
    if len(content) > MAX_BYTES:
        raise UnreadableRegister(f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB.")
    records = _xlsx(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    places: dict[str, int] | None = None
    rows: list[Row] = []
    problems: list[str] = []
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if places is None:
            places = _places(record)
            continue
        if len(rows) >= MAX_ROWS:
            raise UnreadableRegister(f"Berkas lebih dari {MAX_ROWS} baris.")
        width = max(places.values()) + 1
        if len(record) > MAX_COLUMNS:
            problems.append(at_row(number, "", f"lebih dari {MAX_COLUMNS} kolom; periksa tanda kutip."))
        padded = record + [""] * (width - len(record))
        rows.append(Row(number, {name: padded[at].strip() for name, at in places.items()}))
    if problems:
        raise RegisterRefused(problems)
    if not rows:
        raise UnreadableRegister("Berkas tidak berisi satu baris pun di bawah judul kolomnya.")
    return rows


def _places(header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(header[:MAX_COLUMNS]):
        key = key_of(cell)
        name = key if key in COLUMNS else _ALIASES.get(key)
        if name is None:
            if cell.strip():
                raise UnreadableRegister(
                    f"Kolom “{shortened(cell)}” tidak dikenal; yang ada: {', '.join(COLUMNS)}."
                )
            continue
        if name in places:
            raise UnreadableRegister(f"Kolom {name} ada dua kali; hapus salah satunya.")
        places[name] = at
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise UnreadableRegister(
            f"Kolom {', '.join(missing)} tidak ada; periksa judul kolom di baris pertama."
        )
    return places


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableRegister("Berkas bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.") from error
    if "\0" in text:
        raise UnreadableRegister("Ini bukan berkas CSV; simpan tabelnya sebagai CSV (UTF-8).")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max((",", ";"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, record
    except csv.Error as error:
        raise UnreadableRegister(
            f"Baris {number + 1} tidak dapat dibaca sebagai CSV ({error}); periksa tanda kutipnya."
        ) from error


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet, as its cells were computed last."""
    from openpyxl import load_workbook  # noqa: PLC0415 # 16 MB, for what is read rarely

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise UnreadableRegister("Isi berkas XLSX terlalu besar.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS)
        read = [[_shown(cell) for cell in row] for row in rows]
    except (
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        EOFError,
        SyntaxError,
    ) as error:
        raise UnreadableRegister(
            "Berkas XLSX ini rusak; buka dan simpan ulang sebagai Excel Workbook (.xlsx)."
        ) from error
    yield from enumerate(read, start=1)


_DECIMALS = re.compile(r"0(?:\.(0+))?(%?)")


def _shown(cell: "Cell | MergedCell") -> str:
    """As the cell shows it: what was printed is the rounded number. A decimal comma keeps it apart from thousands."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case int() | float():
            return _number(Decimal(repr(value)), cell.number_format or "")
        case _:
            return str(value)


def _number(value: Decimal, number_format: str) -> str:
    shown = _DECIMALS.search(number_format)
    if shown is None:
        exact = value.normalize()
    else:
        exact = value * 100 if shown[2] else value
        exact = exact.quantize(Decimal(1).scaleb(-len(shown[1] or "")), ROUND_HALF_UP)
    return f"{exact:f}".replace(".", ",")
