"""The one step that a meeting's page puts first for this reader."""

from collections.abc import Sequence
from datetime import date

import msgspec

from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import Status
from tracker.domain.minutes import MinutesStatus
from tracker.domain.phrase import say
from tracker.web.coordination_steps import Step
from tracker.web.pages.meeting import Meeting
from tracker.web.pages.review_answers import ANSWERABLE


class NextStep(msgspec.Struct, frozen=True):
    """`to` is the place on the page; `why` is told where somebody waits for this reader."""

    text: str
    to: str
    why: str = ""


def next_step(offered: Sequence[Step], state: Coordination, meeting: Meeting, today: date) -> NextStep | None:
    """In the order in which a meeting goes its way; None where nothing waits for this reader."""
    minutes = state.minutes
    if Step.DECIDE in offered:
        return NextStep(
            say("Putuskan perubahan yang diminta"),
            "persetujuan",
            say("Ada perubahan yang menunggu keputusan Anda."),
        )
    if Step.RATIFY in offered:
        return NextStep(
            say("Periksa dan sahkan notulen"), "notulen", say("Notulen ini menunggu pengesahan Anda.")
        )
    if Step.HOLD in offered and state.planned_on is not None and state.planned_on <= today:
        return NextStep(say("Catat pelaksanaan"), "laksanakan")
    if Step.SUBMIT in offered and minutes.status is MinutesStatus.DIKEMBALIKAN:
        why = say("Notulen dikembalikan: baca catatannya, betulkan, ajukan lagi.")
        return NextStep(say("Betulkan notulen"), "notulen", why)
    unanswered = sum(
        row.reviewed is None and Status(row.follow_up.status) in ANSWERABLE for row in meeting.review
    )
    if Step.REVIEW in offered and unanswered:
        return NextStep(say("Tinjau {n} yang masih terbuka", n=unanswered), "tinjauan")
    if Step.ATTENDANCE in offered and state.held_on is not None and not minutes.attendance:
        return NextStep(say("Isi daftar hadir"), "daftar-hadir")
    if Step.SUBMIT in offered:
        return NextStep(say("Ajukan notulen untuk disahkan"), "ajukan-notulen.isian")
    return None
