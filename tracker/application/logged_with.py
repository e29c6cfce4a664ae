"""What is said of a coordination in the same breath as it is logged: its output, who was there, and the review of what
earlier meetings of its series left open. All of it is saved with it, or none of it."""

from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.minutes import AttendeeInput, attendee
from tracker.application.reviews import ReviewItem, said_of
from tracker.application.tracker import Tracker
from tracker.domain import coordination as domain
from tracker.domain import coordination_decisions, minutes_decisions
from tracker.domain.coordination import Coordination
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.office import Office
from tracker.store.envelope import Change


class OutputInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the activity produced. Without a date of its own it bears that of the activity."""

    type: EvidenceType
    number: str = ""
    dated_on: date | None = None


class LoggedWith(msgspec.Struct, frozen=True, kw_only=True):
    attendees: tuple[AttendeeInput, ...] = ()
    review: tuple[ReviewItem, ...] = ()
    output: OutputInput | None = None


def logged_with(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    coordination_id: UUID,
    state: Coordination,
    said: LoggedWith,
    today: date,
) -> tuple[list[Event], list[Change]]:
    """The coordination's own events, and the changes of the follow-ups that were spoken of. Raises Refused."""
    events: list[Event] = []
    if said.output is not None:
        output = _output(tracker, state, said.output)
        events.append(coordination_decisions.record_output(state, output, today))
    if said.attendees:
        listed = tuple(attendee(office, number, one) for number, one in enumerate(said.attendees))
        events.append(minutes_decisions.record_attendance(state, listed))
    for event in events:
        state = domain.evolve(state, event)
    if not said.review:
        return events, []
    if state.held_on is None:
        raise Refused(
            "Yang masih terbuka ditinjau pada rapat yang sudah dilaksanakan; kosongkan dahulu jawabannya.",
            "held_on",
        )
    try:
        reviewed, changes = said_of(tracker, actor, office, coordination_id, state, said.review, today)
    except Refused as error:
        raise type(error)(error.message, error.field.replace("items", "review", 1)) from None
    return [*events, *reviewed], changes


def _output(tracker: Tracker, state: Coordination, given: OutputInput) -> Evidence:
    if state.held_on is None:
        raise Refused("Keluaran dicatat sesudah kegiatan dilaksanakan; kosongkan dahulu.", "output.type")
    return Evidence(
        id=tracker.new_id(),
        type=given.type,
        number=given.number.strip(),
        dated_on=given.dated_on or state.held_on,
    )
