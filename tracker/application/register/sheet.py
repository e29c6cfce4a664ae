"""A register as rows of named cells, whatever kind of file it came in: its columns, its limits, its example row."""

from collections.abc import Iterable

import msgspec

from tracker.application.register.problems import UnreadableRegister, at_row
from tracker.application.register.values import key_of, shortened

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100

REQUIRED = ("kecamatan", "nomor_kegiatan", "jenis", "bidang", "tanggal", "judul", "hasil")
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


class SheetRow(msgspec.Struct, frozen=True):
    """`number` as a spreadsheet shows it: in a CSV file the header is row 1."""

    number: int
    cells: dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """`ignored` are the headers that no column of a register has; `remarks` say what else the reader should know.

    `problems` have a line for each row that cannot be taken as it is; such a row is not among `rows`.
    """

    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Columns(msgspec.Struct, frozen=True):
    """Where each column of a register stands, counted from 0; `width` is that of the whole header."""

    places: dict[str, int]
    ignored: tuple[str, ...]
    width: int


def column_of(header: str) -> str | None:
    """The column that a header means; None for one that a register does not have."""
    key = key_of(header)
    return key if key in COLUMNS else _ALIASES.get(key)


def find_columns(header: list[str]) -> Columns:
    """Raises UnreadableRegister for a column that is missing or stands there twice."""
    if len(header) > MAX_COLUMNS:
        raise UnreadableRegister(f"Berkas punya {len(header)} kolom; register paling banyak {MAX_COLUMNS}.")
    places: dict[str, int] = {}
    ignored: list[str] = []
    own_status = any(key_of(cell) == "status" for cell in header)
    for at, cell in enumerate(header):
        name = column_of(cell)
        if name is None or (own_status and key_of(cell) in _LOOSE):
            ignored += [shortened(cell)] if cell.strip() else []
        elif name in places:
            raise UnreadableRegister(f"Kolom {name} ada dua kali; hapus salah satunya.")
        else:
            places[name] = at
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise UnreadableRegister(
            f"Kolom {', '.join(missing)} tidak ada; periksa judul kolom di baris pertama."
        )
    return Columns(places, tuple(ignored), len(header))


def collect(
    columns: Columns,
    records: Iterable[tuple[int, list[str]]],
    problems: list[str],
    remarks: tuple[str, ...] = (),
) -> Sheet:
    """The numbered records as rows; empty ones are left out, the example row too, and it is said.

    `problems` is what the records' reader adds to while it reads. Raises UnreadableRegister for a file with too many
    rows or none.
    """
    rows: list[SheetRow] = []
    examples: list[str] = []
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(rows) >= MAX_ROWS:
            raise UnreadableRegister(f"Berkas lebih dari {MAX_ROWS} baris; bagi menjadi beberapa berkas.")
        if any(cell.strip() for cell in record[columns.width :]):
            problems.append(
                at_row(
                    number,
                    "",
                    "ada isi di sebelah kanan judul kolom terakhir; hapus, atau periksa tanda kutip.",
                )
            )
            continue
        padded = record + [""] * (columns.width - len(record))
        cells = {name: padded[at].strip() for name, at in columns.places.items()}
        if cells["nomor_kegiatan"].casefold() == EXAMPLE_NUMBER.casefold():
            examples.append(at_row(number, "", "baris contoh; dilewati."))
        else:
            rows.append(SheetRow(number, cells))
    if not rows and not problems:
        also = " dan baris contoh" if examples else ""
        raise UnreadableRegister(f"Berkas hanya berisi judul kolom{also}; tidak ada baris untuk diimpor.")
    return Sheet(tuple(rows), columns.ignored, (*remarks, *examples), tuple(problems))
