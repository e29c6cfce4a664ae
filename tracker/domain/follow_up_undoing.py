"""Undoing a step that was a slip of the thumb: within ten minutes, by whoever took it, while nothing has happened since.

An event of its own says so; nothing is removed. What decides about dates or persons, or stands in a meeting's minutes,
has its own way back.
"""

from datetime import datetime, timedelta

import msgspec

from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.follow_up import (
    CannotRequested,
    FollowUp,
    ProgressReported,
    Reopened,
    ReportedDone,
    Returned,
    Started,
    Verified,
)
from tracker.domain.follow_up_extension import ExtensionRequested
from tracker.domain.follow_up_sharing import Disowned
from tracker.domain.follow_up_stage import Stage, Undone
from tracker.domain.phrase import say

UNDO_WITHIN = timedelta(minutes=10)

INSTEAD_TEXT: dict[str, str] = {
    Started.TOPIC: say("Jelaskan kekeliruannya di komentar."),
    ProgressReported.TOPIC: say("Jelaskan kekeliruannya di komentar, atau laporkan kemajuan yang benar."),
    ReportedDone.TOPIC: say("Mintalah yang memverifikasi mengembalikan laporannya."),
    Verified.TOPIC: say("Gunakan Buka kembali, dengan alasan."),
    Returned.TOPIC: say("Laporkan selesai sekali lagi."),
    Reopened.TOPIC: say("Laporkan selesai sekali lagi."),
    CannotRequested.TOPIC: say("Mintalah yang memutuskan menolak usulannya."),
    ExtensionRequested.TOPIC: say("Mintalah yang memutuskan menolak permintaannya."),
    Disowned.TOPIC: say("Mintalah kepala seksi menetapkan lagi penanggung jawabnya."),
}
"""The steps that can be undone, each with what to do once they cannot any more."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A step as the log has it: `before` is the state that it was taken from, `by` the account, `recorded_at` the instant
    of the server's clock."""

    event: Event
    by: str
    recorded_at: datetime
    before: FollowUp


def can_be_undone(event: Event) -> bool:
    """Whether it is such a step at all; what was said at a meeting stands in its minutes."""
    return event.TOPIC in INSTEAD_TEXT and getattr(event, "meeting_id", None) is None


def undo_until(taken: Taken) -> datetime:
    """The last instant at which it is undone."""
    return taken.recorded_at + UNDO_WITHIN


def undo(taken: Taken, *, newest: bool, username: str, now: datetime) -> Undone:
    """`newest`: nothing has happened to the follow-up since. Raises Refused, Forbidden for anybody else's step."""
    if not can_be_undone(taken.event) or _by_minutes(taken):
        raise Refused(
            "Langkah ini tidak dapat diurungkan; betulkan dengan langkah lain, dengan alasan.", "step"
        )
    instead = INSTEAD_TEXT[taken.event.TOPIC]
    if taken.by != username:
        raise Forbidden("Hanya yang mencatat langkah ini yang dapat mengurungkannya.", "step")
    if not newest:
        raise Refused(
            say(
                "Sesudah langkah ini sudah ada perubahan lain, jadi tidak dapat diurungkan lagi. {instead}",
                instead=instead,
            ),
            "step",
        )
    if now > undo_until(taken):
        raise Refused(
            say(
                "Sudah lewat {minutes} menit, jadi tidak dapat diurungkan lagi. {instead}",
                minutes=UNDO_WITHIN.seconds // 60,
                instead=instead,
            ),
            "step",
        )
    return Undone(step=taken.event.TOPIC, stage=stage_of(taken.before))


def stage_of(state: FollowUp) -> Stage:
    return Stage(**{name: getattr(state, name) for name in Stage.__struct_fields__})


def _by_minutes(taken: Taken) -> bool:
    """Verified by the ratified minutes of the meeting that it was reported at."""
    report = taken.before.report
    return isinstance(taken.event, Verified) and report is not None and report.meeting_id is not None
