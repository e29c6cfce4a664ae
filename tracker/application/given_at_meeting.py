"""What a meeting said of earlier follow-ups. Its minutes are the only proof of a completion that was reported at it, and
prove nothing before they are ratified.

Ratifying verifies them (`tracker.application.minutes.ratify`); withdrawing the meeting returns them.
"""

from collections.abc import Iterator
from uuid import UUID

from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination
from tracker.domain.errors import Refused
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.minutes import ReviewAnswer


def check_proof(tracker: Tracker, follow_up: FollowUp) -> None:
    """Raises Refused while the minutes that the report cites prove nothing: not ratified, or of a withdrawn meeting."""
    if follow_up.report is None or follow_up.report.meeting_id is None:
        return
    meeting, _ = tracker.store.load(follow_up.report.meeting_id, coordinations.evolve)
    if meeting is None or meeting.status is coordinations.Status.DITARIK:
        raise Refused("Buktinya notulen rapat yang sudah ditarik; kembalikan laporannya.", "evidence")
    if not meeting.minutes.is_ratified:
        raise Refused(
            "Buktinya notulen yang belum disahkan; terverifikasi ketika notulen itu disahkan.", "evidence"
        )


def agreed_at(tracker: Tracker, follow_up_id: UUID) -> Coordination | None:
    """The meeting that agreed on it."""
    follow_up, _ = tracker.store.load(follow_up_id, follow_ups.evolve)
    return (
        None if follow_up is None else tracker.store.load(follow_up.coordination_id, coordinations.evolve)[0]
    )


def waiting(
    tracker: Tracker, meeting_id: UUID, meeting: Coordination
) -> Iterator[tuple[UUID, FollowUp, int]]:
    """The follow-ups that were reported done at that meeting and at no other time since, with their versions."""
    for reviewed in meeting.minutes.reviewed:
        if reviewed.answer is not ReviewAnswer.SELESAI:
            continue
        follow_up, version = tracker.store.load(reviewed.follow_up_id, follow_ups.evolve)
        if (
            follow_up is not None
            and follow_up.status is Status.DILAPORKAN_SELESAI
            and follow_up.report is not None
            and follow_up.report.meeting_id == meeting_id
        ):
            yield reviewed.follow_up_id, follow_up, version
