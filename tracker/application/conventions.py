"""What an office settles about printing and judging its performance, from a year on."""

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import office as domain
from tracker.domain.conventions import Conventions
from tracker.domain.follow_up_checks import check_reason
from tracker.domain.identity import office_id
from tracker.store.envelope import Change


class StateConventions(msgspec.Struct, frozen=True, kw_only=True):
    office: str
    from_year: int
    conventions: Conventions


def state_conventions(tracker: Tracker, actor: Actor, asked: Asked, command: StateConventions) -> Answer:
    """A year that is over needs a reason: its capaian was read."""

    def decide() -> Decision:
        require(actor, Action.DEFINE, command.office)
        office = tracker.office(command.office)
        today = tracker.today(office)
        event = domain.state_conventions(
            office, from_year=command.from_year, stated=command.conventions, today=today
        )
        if command.from_year < today.year:
            check_reason(asked.reason)
        stream = office_id(command.office)
        _, version = tracker.store.load(stream, domain.evolve)
        return Decision(subject=stream, changes=(Change(stream, version, (event,)),), occurred_on=today)

    return perform(tracker, actor, asked, command, decide)
