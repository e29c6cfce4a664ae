"""A file's content as rows of named texts, whatever kind of file it came in."""

from collections.abc import Iterable

import msgspec

from tracker.application.table_file.columns import Columns
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.problems import UnreadableFile, at_row
from tracker.domain.phrase import say

NumberedRecord = tuple[int, list[str]]
"""The number as a spreadsheet shows it: the first row is 1."""


class Row(msgspec.Struct, frozen=True):
    """`number` as a spreadsheet shows it. `cells` has every column that the file has, without spaces around."""

    number: int
    cells: dict[str, str]


class Table(msgspec.Struct, frozen=True):
    """`ignored` are the headers that no column has; `remarks` say what else the reader should know.

    `problems` have a line for each row that cannot be taken as it is; a row that cannot be read at all is not among
    `rows`. There may be no rows.
    """

    rows: tuple[Row, ...]
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]
    problems: tuple[str, ...]


def collect(
    kind: Kind,
    columns: Columns,
    records: Iterable[NumberedRecord],
    problems: list[str],
    remarks: tuple[str, ...] = (),
) -> Table:
    """Empty records are left out. `problems` is what the records' reader adds to while it reads.

    Raises UnreadableFile for too many rows.
    """
    rows: list[Row] = []
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(rows) >= kind.max_rows:
            raise too_long(kind)
        if any(cell.strip() for cell in record[columns.width :]):
            problems.append(
                at_row(
                    number,
                    "",
                    say("ada isi di sebelah kanan judul kolom terakhir; hapus, atau periksa tanda kutip."),
                )
            )
            continue
        padded = record + [""] * (columns.width - len(record))
        rows.append(Row(number, {name: padded[at].strip() for name, at in columns.places.items()}))
    return Table(tuple(rows), columns.ignored, remarks, tuple(problems))


def too_long(kind: Kind) -> UnreadableFile:
    return UnreadableFile(
        say("Berkas lebih dari {most} baris; bagi menjadi beberapa berkas.", most=kind.max_rows)
    )
