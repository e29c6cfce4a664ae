"""Which kind of file a table came in: told by its first bytes, not by its name."""

from tracker.application.table_file.csv_file import read_csv
from tracker.application.table_file.kind import Kind
from tracker.application.table_file.problems import UnreadableFile
from tracker.application.table_file.table import Table
from tracker.domain.phrase import say

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The container of Excel up to 2003, and of newer workbooks that a password protects."""


def read_table(content: bytes, kind: Kind) -> Table:
    """Raises UnreadableFile for a file that is no such table."""
    if len(content) > kind.max_bytes:
        raise UnreadableFile(
            say(
                "Berkas lebih besar dari {most} MB; bagi menjadi beberapa.",
                most=kind.max_bytes // 1024 // 1024,
            )
        )
    if content.startswith(_ZIP):
        # openpyxl takes 16 MB of a server that hardly ever reads a workbook.
        from tracker.application.table_file.xlsx_file import read_xlsx  # noqa: PLC0415

        return read_xlsx(content, kind)
    if content.startswith(_COMPOUND):
        raise UnreadableFile(
            say(
                "Berkas Excel lama (.xls) atau yang bersandi tidak dapat dibaca;"
                " simpan sebagai Excel Workbook (.xlsx) tanpa sandi, lalu impor itu."
            )
        )
    return read_csv(content, kind)
