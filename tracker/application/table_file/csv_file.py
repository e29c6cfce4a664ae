"""A table out of a CSV file: encoding and separator are settled here."""

import csv
import io
from collections.abc import Iterator

from tracker.application.table_file.kind import Kind
from tracker.application.table_file.problems import UnreadableFile
from tracker.application.table_file.table import NumberedRecord, Table, collect
from tracker.domain.phrase import say


def read_csv(content: bytes, kind: Kind) -> Table:
    """The first row that is not empty is the header. Raises UnreadableFile for a file that is no such table."""
    text = _text(content, kind)
    # Strict: else a quotation mark that is never closed takes all rows behind it into one cell, and they are lost.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, kind), strict=True)
    number = 0

    def records() -> Iterator[NumberedRecord]:
        nonlocal number
        for record in reader:
            number += 1
            if any(cell.strip() for cell in record):
                yield number, record

    numbered = records()
    try:
        _, header = next(numbered, (1, []))
        return collect(kind, kind.find(header), numbered, [])
    except csv.Error as error:
        raise UnreadableFile(
            say(
                "Baris {number} tidak dapat dibaca sebagai CSV ({error}); periksa tanda kutipnya.",
                number=number + 1,
                error=error,
            )
        ) from error


def _text(content: bytes, kind: Kind) -> str:
    if b"\0" in content:
        raise UnreadableFile(
            say("Ini bukan berkas CSV atau XLSX; simpan {kind} sebagai salah satunya.", kind=kind.name)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            say(
                "Baris {line} bukan teks UTF-8; simpan ulang sebagai CSV UTF-8 atau XLSX, lalu impor lagi.",
                line=line,
            )
        ) from error
    if not text.strip():
        raise UnreadableFile(say("Berkas kosong, tidak berisi apa pun."))
    return text


def _separator(text: str, kind: Kind) -> str:
    """Whichever of `,` and `;` makes more known headers out of the first line; else the one that it has more often."""
    first = text.lstrip().split("\n", 1)[0][:10_000]

    def known(mark: str) -> tuple[int, int]:
        cells = first.split(mark)
        return sum(kind.column_of(cell.strip().strip('"')) is not None for cell in cells), len(cells)

    return max((",", ";"), key=known)
