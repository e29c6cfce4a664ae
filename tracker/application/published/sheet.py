"""A printed table as a file: its columns, and its numbers as they were printed."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tracker.application.table_file.columns import Columns, check_all, place
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.names import key_of, shortened
from tracker.application.table_file.problems import UnreadableFile
from tracker.application.table_file.reading import read_table
from tracker.application.table_file.table import Table
from tracker.domain.phrase import say

MAX_BYTES = 2 * 1024 * 1024

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


def read_printed(content: bytes) -> Table:
    """Raises UnreadableFile for a file that is no such table, or has no rows."""
    table = read_table(content, KIND)
    if not table.rows and not table.problems:
        raise UnreadableFile(say("Berkas tidak berisi satu baris pun di bawah judul kolomnya."))
    return table


def _column_of(header: str) -> str | None:
    key = key_of(header)
    return key if key in COLUMNS else _ALIASES.get(key)


def _find(header: list[str]) -> Columns:
    """Nothing that was printed may be left out unseen: a column that is not known is refused."""
    columns = place(header, _column_of)
    unknown = next((cell for cell in header if cell.strip() and _column_of(cell) is None), None)
    if unknown is not None:
        raise UnreadableFile(
            say(
                "Kolom “{unknown}” tidak dikenal; yang ada: {columns}.",
                unknown=shortened(unknown),
                columns=", ".join(COLUMNS),
            )
        )
    check_all(columns, REQUIRED)
    return columns


_DECIMALS = re.compile(r"0(?:\.(0+))?(%?)")


def _as_printed(value: float, number_format: str) -> str:
    """Rounded as the cell shows it. A decimal comma keeps it apart from thousands."""
    exact = Decimal(repr(value))
    shown = _DECIMALS.search(number_format)
    if shown is None:
        exact = exact.normalize()
    else:
        exact = exact * 100 if shown[2] else exact
        exact = exact.quantize(Decimal(1).scaleb(-len(shown[1] or "")), ROUND_HALF_UP)
    return f"{exact:f}".replace(".", ",")


KIND = Kind(
    name="tabel laporan",
    max_bytes=MAX_BYTES,
    max_rows=2_000,
    required=REQUIRED,
    column_of=_column_of,
    find=_find,
    days=frozenset(),
    per_row=frozenset({"pembilang", "penyebut", "target", "realisasi", "capaian", "predikat"}),
    row="angka",
    number=_as_printed,
)
