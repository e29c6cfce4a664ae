"""One step in the life of an office: allowed? → what the office decides → one event in its stream."""

from collections.abc import Callable
from datetime import date

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.event import Event
from tracker.domain.identity import office_id
from tracker.domain.office import Office
from tracker.store.envelope import Change


class OfficeCommand(msgspec.Struct, frozen=True, kw_only=True):
    office: str


def act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: OfficeCommand,
    action: Action,
    decide_event: Callable[[Office, date], Event],
) -> Answer:
    """`decide_event` takes the office and its day. Raises what it raises, NotFound, Forbidden."""

    def decide() -> Decision:
        require(actor, action, command.office)
        office, version = tracker.office_at(command.office)
        today = tracker.today(office)
        stream = office_id(command.office)
        change = Change(stream, version, (decide_event(office, today),))
        return Decision(subject=stream, changes=(change,), occurred_on=today)

    return perform(tracker, actor, asked, command, decide)
