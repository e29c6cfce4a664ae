"""A document attached in error: who takes it back before submission, and who after ratification."""

from datetime import date
from uuid import UUID

import pytest

from projections.figures import facts
from tests.support.meetings import Meetings
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tracker.application import coordinations, wrong_evidence
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
LATE = date(2026, 12, 31)


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    return Meetings(office)


def meeting_with_output(meetings: Meetings, by: Role = Role.STAF) -> UUID:
    meeting = meetings.hold(HELD, "Satu", due_on=LATE, series=None)
    command = coordinations.RecordOutput(coordination_id=meeting, type=EvidenceType.SK_CAMAT, dated_on=HELD)
    coordinations.record_output(meetings.office.tracker, meetings.by(by), meetings.office.asked(), command)
    return meeting


def take_back(meetings: Meetings, meeting: UUID, by: Role, reason: str = "Berkas lain") -> None:
    (piece,) = meetings.state(meeting).outputs
    command = wrong_evidence.WithdrawEvidence(coordination_id=meeting, evidence_id=piece.id)
    wrong_evidence.withdraw_evidence(
        meetings.office.tracker, meetings.by(by), meetings.office.asked(reason), command
    )


@pytest.mark.parametrize("by", [Role.STAF, Role.KASI, Role.SEKCAM, Role.CAMAT])
def test_before_submission_a_leader_or_whoever_attached_it_takes_it_back(
    meetings: Meetings, by: Role
) -> None:
    meeting = meeting_with_output(meetings)
    take_back(meetings, meeting, by)
    assert meetings.state(meeting).outputs == ()
    meetings.office.catch_up()
    with meetings.office.tracker.views.connect() as connection:
        (fact,) = facts(connection, CODE, HELD, HELD)
    assert fact.outputs == frozenset()


@pytest.mark.parametrize("by", [Role.NOTULIS, Role.AUDITOR, Role.ADMIN])
def test_nobody_else_takes_it_back_and_nobody_without_a_reason(meetings: Meetings, by: Role) -> None:
    meeting = meeting_with_output(meetings)
    with pytest.raises(Forbidden):
        take_back(meetings, meeting, by)
    with pytest.raises(Refused, match="Isi alasannya"):
        take_back(meetings, meeting, Role.KASI, reason=" ")
    assert len(meetings.state(meeting).outputs) == 1


def test_what_was_submitted_keeps_its_documents_and_after_ratification_the_camat_takes_them_back(
    meetings: Meetings,
) -> None:
    meeting = meeting_with_output(meetings)
    meetings.attend(meeting)
    meetings.submit(meeting)
    with pytest.raises(Refused, match="mintalah dikembalikan dahulu"):
        take_back(meetings, meeting, Role.CAMAT)
    meetings.ratify(meeting)
    for by in (Role.STAF, Role.KASI, Role.SEKCAM):
        with pytest.raises(Forbidden, match="ditarik oleh Camat"):
            take_back(meetings, meeting, by)
    take_back(meetings, meeting, Role.CAMAT)
    assert meetings.state(meeting).outputs == ()


def test_what_was_taken_back_is_not_taken_back_again(meetings: Meetings) -> None:
    meeting = meeting_with_output(meetings)
    (piece,) = meetings.state(meeting).outputs
    take_back(meetings, meeting, Role.KASI)
    command = wrong_evidence.WithdrawEvidence(coordination_id=meeting, evidence_id=piece.id)
    with pytest.raises(NotFound, match="sudah ditarik"):
        wrong_evidence.withdraw_evidence(
            meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked("x"), command
        )
