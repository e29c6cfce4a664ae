"""A register out of a CSV file: encoding and separator are settled here."""

import csv
import io
from collections.abc import Iterator

from tracker.application.register.problems import UnreadableRegister
from tracker.application.register.sheet import Sheet, collect, column_of, find_columns


def read_csv(content: bytes) -> Sheet:
    """Raises UnreadableRegister for a file that is no register."""
    text = _text(content)
    # Strict: else a quotation mark that is never closed takes all rows behind it into one cell, and they are lost.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0

    def records() -> Iterator[tuple[int, list[str]]]:
        nonlocal number
        for record in reader:
            number += 1
            yield number, record

    try:
        header = next(reader, [])
        number = 1
        return collect(find_columns(header), records(), [])
    except csv.Error as error:
        raise UnreadableRegister(
            f"Baris {number + 1} tidak dapat dibaca sebagai CSV ({error}); periksa tanda kutipnya."
        ) from error


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableRegister("Ini bukan berkas CSV atau XLSX; simpan register sebagai salah satunya.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableRegister(
            f"Baris {line} bukan teks UTF-8; simpan ulang sebagai CSV UTF-8 atau XLSX, lalu impor lagi."
        ) from error
    if not text.strip():
        raise UnreadableRegister("Berkas kosong.")
    return text


def _separator(text: str) -> str:
    """Whichever of `,` and `;` makes more known headers out of the first line."""
    first = text.lstrip("\r\n").split("\n", 1)[0][:10_000]
    return max(
        (",", ";"),
        key=lambda mark: sum(column_of(cell.strip('"')) is not None for cell in first.split(mark)),
    )
