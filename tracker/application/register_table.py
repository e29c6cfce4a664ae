"""The register as a person takes it along: one row for each activity, exactly those that are shown."""

from collections.abc import Iterator

from sqlalchemy import Connection

from projections import register
from projections.register import CoordinationRow, Narrowed
from tracker.application.written_table import Value
from tracker.domain.coordination import KIND_NAMES, STATUS_NAMES
from tracker.domain.errors import Refused
from tracker.domain.office import Office
from tracker.domain.phrase import say

MOST = 10_000
COLUMNS = (
    "nomor_kegiatan",
    "tanggal",
    "jenis",
    "bidang",
    "judul",
    "penyelenggara",
    "status",
    "hasil",
    "perlu_tindak_lanjut",
    "masih_terbuka",
    "selesai",
)
WIDTHS = {"judul": 60, "bidang": 28, "jenis": 24, "penyelenggara": 28, "perlu_tindak_lanjut": 18}
_AT_ONCE = 500


def lines(
    connection: Connection, office: Office, where: Narrowed, at: int | None, *, oldest_first: bool
) -> list[dict[str, Value]]:
    """Raises Refused for more than `MOST` rows."""
    if register.count(connection, office.code, where, at) > MOST:
        raise Refused(say("Lebih dari {most} kegiatan; persempit saringannya dahulu.", most=MOST))
    return [_line(office, row) for row in _rows(connection, office.code, where, at, oldest_first)]


def _rows(
    connection: Connection, office: str, where: Narrowed, at: int | None, oldest_first: bool
) -> Iterator[CoordinationRow]:
    after: str | None = None
    while True:
        page = register.coordinations(
            connection, office, where, after=after, limit=_AT_ONCE, at=at, oldest_first=oldest_first
        )
        yield from page.rows
        after = page.next
        if after is None:
            return


def _line(office: Office, row: CoordinationRow) -> dict[str, Value]:
    section = office.sections.get(row.section) if row.section else None
    return {
        "nomor_kegiatan": row.number,
        "tanggal": row.date,
        "jenis": KIND_NAMES.get(row.kind, row.kind),
        "bidang": section.name if section else say("Seluruh kecamatan"),
        "judul": row.title,
        "penyelenggara": row.organiser,
        "status": STATUS_NAMES[row.status],
        "hasil": row.outcomes,
        "perlu_tindak_lanjut": row.needing,
        "masih_terbuka": row.open,
        "selesai": row.done,
    }
