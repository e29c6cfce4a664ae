"""Where a follow-up stands. *Overdue* is derived, never a state (DOMAIN section 5)."""

from datetime import date
from enum import StrEnum

from tracker.domain.phrase import say


class Status(StrEnum):
    BELUM_DITINDAKLANJUTI = "belum_ditindaklanjuti"
    DALAM_PROSES = "dalam_proses"
    DILAPORKAN_SELESAI = "dilaporkan_selesai"
    SELESAI = "selesai"
    TIDAK_DAPAT = "tidak_dapat_ditindaklanjuti"
    DITARIK = "ditarik"


STATUS_NAMES = {
    Status.BELUM_DITINDAKLANJUTI: say("Belum ditindaklanjuti"),
    Status.DALAM_PROSES: say("Dalam proses"),
    Status.DILAPORKAN_SELESAI: say("Dilaporkan selesai"),
    Status.SELESAI: say("Selesai"),
    Status.TIDAK_DAPAT: say("Tidak dapat ditindaklanjuti"),
    Status.DITARIK: say("Ditarik"),
}

OPEN = frozenset({Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES, Status.DILAPORKAN_SELESAI})


def is_overdue(status: Status, due_on: date | None, today: date) -> bool:
    """Due "31 Desember" ends 23.59.59 local; a missing date is never overdue; nor is what awaits verification."""
    return (
        status in {Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES}
        and due_on is not None
        and due_on < today
    )
