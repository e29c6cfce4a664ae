"""A register as rows of named cells, whatever kind of file it came in: its columns, its limits, its example row."""

import msgspec

from tracker.application.table_file.columns import Columns, check_all, place
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.names import key_of
from tracker.application.table_file.problems import UnreadableFile, at_row
from tracker.application.table_file.reading import read_table
from tracker.application.table_file.table import Row, Table
from tracker.domain.phrase import say

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000

REQUIRED = ("kecamatan", "nomor_kegiatan", "jenis", "bidang", "tanggal", "judul", "hasil")
MAY_BE_EMPTY = frozenset({"bidang", "hasil"})
"""Columns that every register has, with cells that say something by being empty: the kecamatan as a whole, no outcome."""
COLUMNS = (
    *REQUIRED,
    "perlu_tindak_lanjut",
    "penanggung_jawab",
    "batas_waktu",
    "status",
    "tanggal_dilaporkan",
    "tanggal_diverifikasi",
    "bukti",
    "keluaran",
    "bidang_hasil",
)
DAYS = frozenset({"tanggal", "batas_waktu", "tanggal_dilaporkan", "tanggal_diverifikasi"})
EXAMPLE_NUMBER = "CONTOH"
"""A row with this `nomor_kegiatan` shows how a register is filled in; it is never imported."""

_ALIASES = {
    "kode_kecamatan": "kecamatan",
    "nomor": "nomor_kegiatan",
    "no_kegiatan": "nomor_kegiatan",
    "jenis_kegiatan": "jenis",
    "seksi": "bidang",
    "tanggal_kegiatan": "tanggal",
    "judul_kegiatan": "judul",
    "hasil_rapat": "hasil",
    "hasil_koordinasi": "hasil",
    "pic": "penanggung_jawab",
    "penanggungjawab": "penanggung_jawab",
    "tenggat": "batas_waktu",
    "ket": "status",
    "keterangan": "status",
    "bukti_dukung": "bukti",
    "output": "keluaran",
}
_LOOSE = frozenset({"ket", "keterangan"})
"""Read as the status only where the file has no column of that name."""


def read_register(content: bytes) -> Table:
    """Without the example row, which is told in the remarks.

    Raises UnreadableFile for a file that is no register, or has no rows.
    """
    table = read_table(content, KIND)
    examples = [row for row in table.rows if _is_example(row)]
    rows = tuple(row for row in table.rows if not _is_example(row))
    if not rows and not table.problems:
        raise UnreadableFile(
            say("Berkas hanya berisi judul kolom dan baris contoh; tidak ada baris untuk diimpor.")
            if examples
            else say("Berkas hanya berisi judul kolom; tidak ada baris untuk diimpor.")
        )
    said = (at_row(row.number, "", say("baris contoh; dilewati.")) for row in examples)
    return msgspec.structs.replace(table, rows=rows, remarks=(*table.remarks, *said))


def _is_example(row: Row) -> bool:
    return row.cells["nomor_kegiatan"].casefold() == EXAMPLE_NUMBER.casefold()


def _column_of(header: str) -> str | None:
    key = key_of(header)
    return key if key in COLUMNS else _ALIASES.get(key)


def _find(header: list[str]) -> Columns:
    own_status = any(key_of(cell) == "status" for cell in header)

    def column_of(cell: str) -> str | None:
        return None if own_status and key_of(cell) in _LOOSE else _column_of(cell)

    columns = place(header, column_of)
    check_all(columns, REQUIRED)
    return columns


KIND = Kind(
    name="register",
    max_bytes=MAX_BYTES,
    max_rows=MAX_ROWS,
    required=REQUIRED,
    column_of=_column_of,
    find=_find,
    days=DAYS,
    per_row=frozenset({"hasil"}),
    row="hasil",
    sheet="register",
)
