"""Which kind of file a register is: told by its first bytes, not by its name."""

from tracker.application.register.csv_file import read_csv
from tracker.application.register.problems import UnreadableRegister
from tracker.application.register.sheet import MAX_BYTES, Sheet

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The container of Excel up to 2003, and of newer workbooks that a password protects."""


def read_register(content: bytes) -> Sheet:
    """Raises UnreadableRegister for a file that is no register."""
    if len(content) > MAX_BYTES:
        raise UnreadableRegister(
            f"Berkas lebih besar dari {MAX_BYTES // 1024 // 1024} MB; bagi menjadi beberapa."
        )
    if content.startswith(_ZIP):
        # openpyxl takes 16 MB of a server that hardly ever reads a workbook.
        from tracker.application.register.xlsx_file import read_xlsx  # noqa: PLC0415

        return read_xlsx(content)
    if content.startswith(_COMPOUND):
        raise UnreadableRegister(
            "Berkas Excel lama (.xls) atau yang bersandi tidak dapat dibaca;"
            " simpan sebagai Excel Workbook (.xlsx) tanpa sandi, lalu impor itu."
        )
    return read_csv(content)
