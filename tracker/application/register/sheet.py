"""A CSV register as rows of named cells: encoding, separator and header are settled here."""

import csv
import io

import msgspec

from tracker.application.register.problems import RegisterRefused, UnreadableRegister, at_row
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
    """`number` as a spreadsheet shows it: the header is row 1."""

    number: int
    cells: dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """`ignored` are the headers that no column of a register has."""

    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...]


def read_sheet(content: bytes) -> Sheet:
    """Raises UnreadableRegister for a file that is no register, RegisterRefused for rows that do not fit the header."""
    text = _text(content)
    separator = _separator(text)
    # Strict: else a quotation mark that is never closed takes all rows behind it into one cell, and they are lost.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[SheetRow] = []
    problems: list[str] = []
    number = 0
    try:
        header = next(reader, [])
        number = 1
        columns, ignored = _columns(header)
        for number, record in enumerate(reader, start=2):
            if not any(cell.strip() for cell in record):
                continue
            if len(rows) >= MAX_ROWS:
                raise UnreadableRegister(f"Berkas lebih dari {MAX_ROWS} baris; bagi menjadi beberapa berkas.")
            if any(cell.strip() for cell in record[len(header) :]):
                problems.append(
                    at_row(number, "", "ada lebih banyak kolom daripada judul kolom; periksa tanda kutip.")
                )
            padded = record + [""] * (len(header) - len(record))
            rows.append(SheetRow(number, {name: padded[at].strip() for name, at in columns.items()}))
    except csv.Error as error:
        raise UnreadableRegister(
            f"Baris {number + 1} tidak dapat dibaca sebagai CSV ({error}); periksa tanda kutipnya."
        ) from error
    if problems:
        raise RegisterRefused(problems)
    if not rows:
        raise UnreadableRegister("Berkas hanya berisi judul kolom; tidak ada baris untuk diimpor.")
    return Sheet(tuple(rows), tuple(ignored))


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableRegister(
            f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB; bagi menjadi beberapa."
        )
    if content.startswith(b"PK\x03\x04"):
        raise UnreadableRegister(
            "Berkas XLSX belum dapat diimpor; simpan sebagai CSV (UTF-8), lalu impor itu."
        )
    if b"\0" in content:
        raise UnreadableRegister("Ini bukan berkas CSV; simpan register sebagai CSV (UTF-8).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableRegister(
            f"Baris {line} bukan teks UTF-8; simpan ulang sebagai CSV UTF-8, lalu impor lagi."
        ) from error
    if not text.strip():
        raise UnreadableRegister("Berkas kosong.")
    return text


def _separator(text: str) -> str:
    """Whichever of `,` and `;` makes more known headers out of the first line."""
    first = text.lstrip("\r\n").split("\n", 1)[0][:10_000]
    return max(
        (",", ";"), key=lambda mark: sum(_column(cell.strip('"')) is not None for cell in first.split(mark))
    )


def _column(header: str) -> str | None:
    key = key_of(header)
    return key if key in COLUMNS else _ALIASES.get(key)


def _columns(header: list[str]) -> tuple[dict[str, int], list[str]]:
    if len(header) > MAX_COLUMNS:
        raise UnreadableRegister(f"Berkas punya {len(header)} kolom; register paling banyak {MAX_COLUMNS}.")
    columns: dict[str, int] = {}
    ignored: list[str] = []
    own_status = any(key_of(cell) == "status" for cell in header)
    for at, cell in enumerate(header):
        name = _column(cell)
        if name is None or (own_status and key_of(cell) in _LOOSE):
            ignored += [shortened(cell)] if cell.strip() else []
        elif name in columns:
            raise UnreadableRegister(f"Kolom {name} ada dua kali; hapus salah satunya.")
        else:
            columns[name] = at
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise UnreadableRegister(
            f"Kolom {', '.join(missing)} tidak ada; periksa judul kolom di baris pertama."
        )
    return columns, ignored
