"""What is flagged beside a figure: counted and shown, never blocked (DOMAIN section 2, "Flagged")."""

from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.phrase import say


class Flag(StrEnum):
    SHARED_FILE = "shared_file"
    OLDER_EVIDENCE = "older_evidence"
    RECORDED_LATE = "recorded_late"
    BY_REGISTER_PROVEN = "by_register_proven"
    BY_REGISTER_UNPROVEN = "by_register_unproven"


FLAG_NAMES = {
    Flag.SHARED_FILE: say("berkas yang sama membuktikan lebih dari satu tindak lanjut"),
    Flag.OLDER_EVIDENCE: say("bukti lebih tua daripada kegiatannya"),
    Flag.RECORDED_LATE: say("dicatat lebih dari 14 hari sesudah dilaksanakan"),
    Flag.BY_REGISTER_PROVEN: say("terverifikasi menurut berkas, dengan bukti"),
    Flag.BY_REGISTER_UNPROVEN: say("terverifikasi menurut berkas, tanpa bukti"),
}

LATE_AFTER = timedelta(days=14)


def is_late(held_on: date, recorded_on: date) -> bool:
    """Both are the office's own days."""
    return recorded_on - held_on > LATE_AFTER
