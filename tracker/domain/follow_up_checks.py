"""What several decisions about a follow-up check in the same words."""

from datetime import date

from tracker.domain.coordination import MAX_TEXT
from tracker.domain.errors import Refused
from tracker.domain.follow_up import OPEN, STATUS_NAMES, FollowUp, Status
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, within_reach
from tracker.domain.phrase import say, small


def check_open(follow_up: FollowUp) -> None:
    if follow_up.status not in OPEN:
        status = small(STATUS_NAMES[follow_up.status])
        raise Refused(say("Tindak lanjut ini sudah berstatus {status}.", status=status), "status")


def check_unreported(follow_up: FollowUp) -> None:
    """Who is named for it does not change under a report that waits to be verified."""
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai: verifikasi atau kembalikan dahulu laporannya.", "status")


def check_due(due_on: date, agreed_on: date) -> None:
    if due_on < agreed_on:
        raise Refused("Batas waktu tidak boleh sebelum tanggal kegiatan.", "due_on")
    if not within_reach(due_on):
        raise Refused(
            say("Batas waktu harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR), "due_on"
        )


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Isi alasannya.", "reason")
    if len(reason) > MAX_TEXT:
        raise Refused(say("Alasan paling panjang {most} huruf.", most=MAX_TEXT), "reason")


def checked_text(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("Isi uraiannya.", field)
    if len(text) > MAX_TEXT:
        raise Refused(say("Uraian paling panjang {most} huruf.", most=MAX_TEXT), field)
    return text.strip()
