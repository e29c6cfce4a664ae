"""What was submitted waits for the chair as it is, and what was ratified moves by the Camat's hand alone."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.meetings import Meetings, agreed
from tests.support.office_at_work import OfficeAtWork
from tracker.application import consents, coordinations, follow_ups, minutes
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.follow_up import Status
from tracker.domain.identity import nth_outcome_id
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
LATE = date(2026, 12, 31)
SUBMITTED = "Notulen sudah diajukan; mintalah dikembalikan dahulu"


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    found = Meetings(office)
    found.keep_series()
    return found


@pytest.fixture
def submitted(meetings: Meetings) -> UUID:
    meeting = meetings.hold(HELD, "Satu", "Dua", due_on=LATE, series=None)
    meetings.attend(meeting)
    meetings.submit(meeting)
    return meeting


def corrections(meeting: UUID) -> list[coordinations.Correct]:
    none = coordinations.Correct(coordination_id=meeting)
    return [
        replace(none, kind="fasilitasi"),
        replace(none, section=None),
        replace(none, organiser="Polsek"),
        replace(none, held_on=date(2026, 3, 1)),
        replace(none, within_authority=False),
        replace(none, chair_position="sekcam"),
        replace(none, series="bulanan"),
    ]


def correct(meetings: Meetings, command: coordinations.Correct, by: Role) -> None:
    coordinations.correct(meetings.office.tracker, meetings.by(by), meetings.office.asked("Salah"), command)


def test_what_was_submitted_loses_nothing_until_it_is_returned(meetings: Meetings, submitted: UUID) -> None:
    tracker, asked = meetings.office.tracker, meetings.office.asked
    outcome = nth_outcome_id(submitted, 1)
    whole = consents.Withdraw(coordination_id=submitted)
    gone = consents.WithdrawOutcome(coordination_id=submitted, outcome_id=outcome)
    informs = consents.ReclassifyOutcome(coordination_id=submitted, outcome_id=outcome, needs_follow_up=False)
    taken = follow_ups.Withdraw(follow_up_id=agreed(submitted))
    for by in (meetings.by(Role.KASI), meetings.by(Role.CAMAT)):
        with pytest.raises(Refused, match=SUBMITTED):
            consents.withdraw(tracker, by, asked("x"), whole)
        with pytest.raises(Refused, match=SUBMITTED):
            consents.withdraw_outcome(tracker, by, asked("x"), gone)
        with pytest.raises(Refused, match=SUBMITTED):
            consents.reclassify(tracker, by, asked("x"), informs)
        with pytest.raises(Refused, match=SUBMITTED):
            follow_ups.withdraw(tracker, by, asked("x"), taken)
    back = minutes.ReturnMinutes(coordination_id=submitted)
    minutes.return_(tracker, meetings.by(Role.CAMAT), asked("Betulkan"), back)
    consents.withdraw(tracker, meetings.by(Role.KASI), asked("x"), whole)
    assert meetings.follow_up(agreed(submitted)).status is Status.DITARIK


def test_what_the_minutes_stand_for_is_not_corrected_while_they_wait(
    meetings: Meetings, submitted: UUID
) -> None:
    for command in corrections(submitted):
        with pytest.raises(Refused, match=SUBMITTED):
            correct(meetings, command, Role.CAMAT)
    correct(meetings, coordinations.Correct(coordination_id=submitted, title="Judul benar"), Role.NOTULIS)
    assert meetings.state(submitted).details.title == "Judul benar"


def test_after_ratification_it_is_the_camats_to_correct(meetings: Meetings, submitted: UUID) -> None:
    meetings.ratify(submitted)
    for command in corrections(submitted):
        with pytest.raises(Forbidden, match="dibetulkan oleh Camat"):
            correct(meetings, command, Role.SEKCAM)
        correct(meetings, command, Role.CAMAT)
