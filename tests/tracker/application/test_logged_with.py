"""A meeting logged with all that was said of it at once: attendance, review, output; saved together or not at all."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.meetings import SERIES, Meetings, agreed
from tests.support.office import CODE
from tests.support.office_at_work import KASI, OfficeAtWork
from tracker.application import coordinations
from tracker.application.logged_with import LoggedWith, OutputInput
from tracker.application.minutes import AttendeeInput
from tracker.application.reviews import ReviewItem
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Status
from tracker.domain.minutes import Presence, ReviewAnswer
from tracker.domain.role import Role

FEBRUARY, MARCH, PLANNED = date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 6)
LATE = date(2026, 12, 31)


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    made = Meetings(office)
    made.keep_series()
    return made


def log(
    meetings: Meetings,
    said: LoggedWith,
    *,
    kind: str = "rapat_koordinasi",
    planned_on: date | None = None,
    series: str | None = SERIES,
) -> UUID:
    command = coordinations.LogCoordination(
        office=CODE,
        kind=kind,
        title="Rapat Maret",
        held_on=None if planned_on else MARCH,
        planned_on=planned_on,
        series=series,
        said=said,
    )
    work = meetings.office
    return coordinations.log(work.tracker, work.by(Role.NOTULIS), work.asked(), command).id


def test_the_review_is_saved_together_with_its_meeting(meetings: Meetings) -> None:
    first = meetings.hold(FEBRUARY, "Satu", "Dua", "Tiga", due_on=LATE)
    answers = (ReviewAnswer.SELESAI, ReviewAnswer.PROSES, ReviewAnswer.BELUM)
    review = tuple(
        ReviewItem(follow_up_id=agreed(first, number), answer=answer, note=f"Catatan {number}")
        for number, answer in enumerate(answers, 1)
    )
    second = log(meetings, LoggedWith(review=review))
    done, begun, waiting = (meetings.follow_up(agreed(first, number)) for number in (1, 2, 3))
    assert done.report is not None
    assert (done.report.meeting_id, done.report.done_on) == (second, MARCH)
    assert (begun.status, waiting.status) == (Status.DALAM_PROSES, Status.BELUM_DITINDAKLANJUTI)
    assert [one.answer for one in meetings.state(second).minutes.reviewed] == list(answers)
    store = meetings.office.tracker.store
    logged, reported = store.history(second)[0], store.history(agreed(first, 1))[-1]
    assert logged.context.request_id == reported.context.request_id


def test_one_answer_that_cannot_be_given_saves_nothing(meetings: Meetings) -> None:
    first = meetings.hold(FEBRUARY, "Satu", due_on=LATE)
    other = meetings.hold(FEBRUARY, "Bukan seri ini", series=None)
    review = tuple(
        ReviewItem(follow_up_id=agreed(meeting), answer=ReviewAnswer.SELESAI) for meeting in (first, other)
    )
    head = meetings.office.tracker.store.head()
    with pytest.raises(Refused, match="bukan dari rapat sebelumnya") as refused:
        log(meetings, LoggedWith(review=review))
    assert refused.value.field == "review.1.follow_up_id"
    assert meetings.office.tracker.store.head() == head


def test_what_is_only_planned_reviews_nothing(meetings: Meetings) -> None:
    first = meetings.hold(FEBRUARY, "Satu", due_on=LATE)
    item = ReviewItem(follow_up_id=agreed(first), answer=ReviewAnswer.BELUM)
    with pytest.raises(Refused) as refused:
        log(meetings, LoggedWith(review=(item,)), planned_on=PLANNED)
    assert refused.value.field == "held_on"


def test_attendance_comes_along_present_or_invited(meetings: Meetings) -> None:
    def listed(presence: Presence) -> LoggedWith:
        return LoggedWith(attendees=(AttendeeInput(kind="position", code=KASI, presence=presence),))

    held = log(meetings, listed(Presence.HADIR))
    assert [(one.code, one.presence) for one in meetings.state(held).minutes.attendance] == [
        (KASI, Presence.HADIR)
    ]
    planned = log(meetings, listed(Presence.DIUNDANG), planned_on=PLANNED)
    assert meetings.state(planned).minutes.attendance[0].presence is Presence.DIUNDANG


def test_a_facilitation_is_logged_with_its_output_dated_as_itself(meetings: Meetings) -> None:
    output = OutputInput(type=EvidenceType.BERITA_ACARA, number="140/7")
    held = log(meetings, LoggedWith(output=output), kind="fasilitasi", series=None)
    (piece,) = meetings.state(held).outputs
    assert (piece.type, piece.number, piece.dated_on) == (EvidenceType.BERITA_ACARA, "140/7", MARCH)
    proof = OutputInput(type=EvidenceType.RAPAT_KOORDINASI)
    with pytest.raises(Refused, match="bukan keluaran"):
        log(meetings, LoggedWith(output=proof), kind="fasilitasi", series=None)
