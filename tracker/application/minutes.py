"""Use cases of the minutes: discussion points, attendance, submit, ratify, return."""

from datetime import date
from functools import partial
from typing import Literal
from uuid import UUID

import msgspec

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, act, load
from tracker.application.deciders import reporters
from tracker.application.given_at_meeting import waiting
from tracker.application.permissions import Action
from tracker.application.standing import standing_for
from tracker.application.tracker import Tracker
from tracker.domain import follow_up_decisions as decisions
from tracker.domain import minutes_decisions as domain
from tracker.domain.acting import Capacity
from tracker.domain.coordination import Coordination
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.follow_up import FollowUp
from tracker.domain.minutes import Attendee, Presence
from tracker.domain.minutes_decisions import ratifying_positions
from tracker.domain.office import Office, Position
from tracker.domain.phrase import either, say
from tracker.store.envelope import Change


class AddNote(CoordinationCommand, frozen=True, kw_only=True):
    text: str


class ChangeNote(CoordinationCommand, frozen=True, kw_only=True):
    note_id: UUID
    text: str


class RemoveNote(CoordinationCommand, frozen=True, kw_only=True):
    note_id: UUID


class AttendeeInput(msgspec.Struct, frozen=True, kw_only=True):
    """`code` of a position or body of the office; for `role` its words ("Ketua RT 02"): never a private name."""

    kind: Literal["position", "body", "role"]
    code: str = ""
    name: str = ""
    presence: Presence = Presence.HADIR
    came_late: bool = False
    left_early: bool = False


class RecordAttendance(CoordinationCommand, frozen=True, kw_only=True):
    """The whole list as it is to stand."""

    attendees: tuple[AttendeeInput, ...]


class SubmitMinutes(CoordinationCommand, frozen=True, kw_only=True):
    """For the chair to ratify; closed for editing from then on."""


class RatifyMinutes(CoordinationCommand, frozen=True, kw_only=True):
    """By the chair; verifies in the same append what the review reported done."""


class ReturnMinutes(CoordinationCommand, frozen=True, kw_only=True):
    """Needs a reason: what is to be mended."""


def add_note(tracker: Tracker, actor: Actor, asked: Asked, command: AddNote) -> Answer:
    note_id = tracker.new_id()
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: domain.add_note(state, note_id, command.text),
    )


def change_note(tracker: Tracker, actor: Actor, asked: Asked, command: ChangeNote) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: domain.change_note(state, command.note_id, command.text),
    )


def remove_note(tracker: Tracker, actor: Actor, asked: Asked, command: RemoveNote) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: domain.remove_note(state, command.note_id),
    )


def record_attendance(tracker: Tracker, actor: Actor, asked: Asked, command: RecordAttendance) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: domain.record_attendance(
            state, tuple(attendee(office, number, one) for number, one in enumerate(command.attendees))
        ),
    )


def submit(tracker: Tracker, actor: Actor, asked: Asked, command: SubmitMinutes) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: domain.submit(state, actor.username, actor.person_id),
    )


def ratify(tracker: Tracker, actor: Actor, asked: Asked, command: RatifyMinutes) -> Answer:
    """With what the review reported done: verified in the same append, except what the chair did or typed."""

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.RATIFY)
        today = tracker.today(office)
        position, capacity = _chair(actor, office, state, today)
        ratified = domain.ratify(
            state,
            position=position,
            username=actor.username,
            person_id=capacity.person_id,
            ratified_on=today,
        )
        return Decision(
            subject=command.coordination_id,
            changes=(
                Change(command.coordination_id, version, (ratified,)),
                *_verified(tracker, actor, office, command.coordination_id, state, position, today),
            ),
            occurred_on=today,
            on_behalf_of=capacity.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def return_(tracker: Tracker, actor: Actor, asked: Asked, command: ReturnMinutes) -> Answer:
    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.RATIFY)
        today = tracker.today(office)
        position, capacity = _chair(actor, office, state, today)
        returned = domain.return_(state, position=position, person_id=capacity.person_id, reason=asked.reason)
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, (returned,)),),
            occurred_on=today,
            on_behalf_of=capacity.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def chair_of(
    actor: Actor, office: Office, state: Coordination, day: date
) -> tuple[Position, Capacity] | None:
    """As which of the positions that may ratify these minutes the actor acts on that day; None: as none of them."""
    submission = state.minutes.submission
    own_work = frozenset({submission.person_id} if submission and submission.person_id else ())
    for position in ratifying_positions(office, state.details):
        capacity = standing_for(actor, office, position, day, own_work)
        if capacity is not None:
            return position, capacity
    return None


def _chair(actor: Actor, office: Office, state: Coordination, day: date) -> tuple[Position, Capacity]:
    found = chair_of(actor, office, state, day)
    if found is None:
        who = either(*(position.title for position in ratifying_positions(office, state.details)))
        raise Forbidden(say("Notulen ini disahkan oleh {who}.", who=who or "Camat"))
    return found


def _verified(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    meeting_id: UUID,
    state: Coordination,
    position: Position,
    today: date,
) -> list[Change]:
    changes = []
    for id_, follow_up, version in waiting(tracker, meeting_id, state):
        if _is_chairs_own(tracker, actor, office, follow_up, position, today):
            continue
        verified = decisions.verify(
            follow_up,
            username=actor.username,
            person_id=actor.person_id,
            position=position.code,
            verified_on=today,
            today=today,
        )
        changes.append(Change(id_, version, (verified,)))
    return changes


def _is_chairs_own(
    tracker: Tracker, actor: Actor, office: Office, follow_up: FollowUp, position: Position, day: date
) -> bool:
    """Done, alone or alongside, or typed by whoever ratifies, or by the holder of the position in whose place it is: for
    the ordinary verifier."""
    report = follow_up.report
    assert report is not None
    chair = {actor.person_id, office.holder(position.code, day)}
    own_work = reporters(partial(find, tracker), follow_up)
    return report.typed_by == actor.username or not own_work.isdisjoint(chair)


def attendee(office: Office, number: int, given: AttendeeInput) -> Attendee:
    """With its title on that day. Raises NotFound naming the row."""
    name = given.name.strip()
    if given.kind != "role":
        try:
            name = office.in_charge(given.kind, given.code).name
        except Refused as error:
            raise type(error)(
                say("Jabatan atau pihak “{given}” tidak dikenal; pilih dari daftar.", given=given.code),
                f"attendees.{number}.code",
            ) from None
    return Attendee(
        kind=given.kind,
        code="" if given.kind == "role" else given.code,
        name=name,
        presence=given.presence,
        came_late=given.came_late,
        left_early=given.left_early,
    )
