"""Undoing: the step's own account, ten minutes, nothing since; and the follow-up stands exactly where it stood."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.support.given import fold, stored
from tests.tracker.domain.test_follow_up import (
    BEGUN,
    DONE,
    KASI_POSITION,
    OPENED,
    REPORTED,
    REQUESTED,
    STARTED,
    TODAY,
    VERIFIED,
)
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.follow_up import (
    CannotAccepted,
    Corrected,
    FollowUp,
    Imported,
    ProgressReported,
    Reassigned,
    Reopened,
    ReportedDone,
    Returned,
    Status,
    Withdrawn,
    evolve,
)
from tracker.domain.follow_up_comment import Commented
from tracker.domain.follow_up_extension import ExtensionGranted, ExtensionRequested
from tracker.domain.follow_up_sharing import Disowned
from tracker.domain.follow_up_stage import Undone
from tracker.domain.follow_up_undoing import UNDO_WITHIN, Taken, undo

AT = datetime(2026, 3, 16, 2, tzinfo=UTC)
MEETING = UUID(int=9)
IMPORTED = Imported(status=Status.DALAM_PROSES, file_name="r.csv", file_sha256="ab" * 32, row=2)
ASKED = ExtensionRequested(due_on=date(2026, 4, 30), typed_by="staf")
DISOWNED = Disowned(in_charge=KASI_POSITION)


def taken(*past: Event, by: str = "staf") -> Taken:
    before = fold(evolve, past[:-1])
    return Taken(event=past[-1], by=by, recorded_at=AT, before=before)


def undone(*past: Event, newest: bool = True, username: str = "staf", now: datetime = AT) -> Undone:
    return undo(taken(*past), newest=newest, username=username, now=now)


@pytest.mark.parametrize(
    "past",
    [
        (OPENED, STARTED),
        (OPENED, ProgressReported(note="Separuh", reported_on=BEGUN)),
        (OPENED, STARTED, ProgressReported(note="Separuh", reported_on=DONE)),
        (OPENED, STARTED, REPORTED),
        (OPENED, STARTED, ASKED, REPORTED),
        (OPENED, REQUESTED, REPORTED),
        (OPENED, DISOWNED, REPORTED),
        (OPENED, REPORTED, VERIFIED),
        (OPENED, REPORTED, REQUESTED, VERIFIED),
        (OPENED, REPORTED, Returned()),
        (OPENED, REPORTED, VERIFIED, Reopened(reopened_on=TODAY)),
        (OPENED, REQUESTED, CannotAccepted(), Reopened(reopened_on=TODAY)),
        (OPENED, REQUESTED),
        (OPENED, ASKED),
        (OPENED, DISOWNED),
        (OPENED, IMPORTED, REPORTED),
        (OPENED, IMPORTED, STARTED),
    ],
)
def test_the_follow_up_stands_again_where_it_stood_before_the_step(past: Sequence[Event]) -> None:
    before: FollowUp = fold(evolve, past[:-1])
    after = fold(evolve, [*past, stored(undone(*past))])
    assert after == before


def test_a_step_undone_is_named_and_can_be_taken_anew() -> None:
    event = undone(OPENED, STARTED)
    assert event.step == "follow_up.started.1"
    assert fold(evolve, [OPENED, STARTED, event, STARTED]).status is Status.DALAM_PROSES


def test_ten_minutes_to_the_instant() -> None:
    assert undone(OPENED, STARTED, now=AT + UNDO_WITHIN).step == "follow_up.started.1"
    with pytest.raises(
        Refused, match=r"Sudah lewat 10 menit.* Jelaskan kekeliruannya di komentar"
    ) as refused:
        undone(OPENED, STARTED, now=AT + UNDO_WITHIN + timedelta(microseconds=1))
    assert refused.value.field == "step"


def test_what_happened_since_is_not_undone_with_it_and_the_reader_is_told_what_to_do() -> None:
    with pytest.raises(Refused, match=r"sudah ada perubahan lain.* mengembalikan laporannya"):
        undone(OPENED, REPORTED, newest=False)


def test_nobody_undoes_what_another_did() -> None:
    with pytest.raises(Forbidden, match="Hanya yang mencatat"):
        undone(OPENED, STARTED, username="kasi")


def at_meeting(event: ReportedDone) -> ReportedDone:
    return ReportedDone(
        done_on=event.done_on, note=event.note, evidence=event.evidence, typed_by="staf", meeting_id=MEETING
    )


@pytest.mark.parametrize(
    "past",
    [
        (OPENED, Reassigned(in_charge=KASI_POSITION)),
        (OPENED, Corrected(text="Lain")),
        (OPENED, REQUESTED, CannotAccepted()),
        (OPENED, Withdrawn()),
        (OPENED, ASKED, ExtensionGranted(due_on=date(2026, 4, 30), position="sekcam", decided_by=MEETING)),
        (OPENED, Commented(comment_id=MEETING, text="Ya", typed_by="staf", written_on=TODAY)),
        (OPENED, STARTED, undone(OPENED, STARTED)),
        (OPENED, at_meeting(REPORTED)),
        (OPENED, at_meeting(REPORTED), VERIFIED),
        (OPENED, ProgressReported(note="Separuh", reported_on=BEGUN, meeting_id=MEETING)),
    ],
)
def test_decisions_notes_and_what_minutes_say_have_their_own_way_back(past: Sequence[Event]) -> None:
    with pytest.raises(Refused, match="tidak dapat diurungkan; betulkan dengan langkah lain"):
        undone(*past)
