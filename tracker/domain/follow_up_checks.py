"""What several decisions about a follow-up check in the same words."""

from datetime import date

from tracker.domain.coordination import MAX_TEXT
from tracker.domain.errors import Refused
from tracker.domain.follow_up import OPEN, STATUS_NAMES, FollowUp, Status
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, within_reach


def check_open(follow_up: FollowUp) -> None:
    if follow_up.status not in OPEN:
        name = STATUS_NAMES[follow_up.status].lower()
        raise Refused(f"Tindak lanjut ini sudah berstatus {name}.", "status")


def check_unreported(follow_up: FollowUp) -> None:
    """Who is named for it does not change under a report that waits to be verified."""
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai: verifikasi atau kembalikan dahulu laporannya.", "status")


def check_due(due_on: date, agreed_on: date) -> None:
    if due_on < agreed_on:
        raise Refused("Batas waktu tidak boleh sebelum tanggal kegiatan.", "due_on")
    if not within_reach(due_on):
        raise Refused(f"Batas waktu harus dalam tahun {FIRST_YEAR}–{LAST_YEAR}.", "due_on")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Isi alasannya.", "reason")
    if len(reason) > MAX_TEXT:
        raise Refused(f"Alasan paling panjang {MAX_TEXT} huruf.", "reason")


def checked_text(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("Isi uraiannya.", field)
    if len(text) > MAX_TEXT:
        raise Refused(f"Uraian paling panjang {MAX_TEXT} huruf.", field)
    return text.strip()
