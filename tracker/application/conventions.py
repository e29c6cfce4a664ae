"""What an office settles about printing and judging its performance, from a year on."""

from datetime import date

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.office_step import OfficeCommand, act
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import office_decisions as domain
from tracker.domain.conventions import Conventions
from tracker.domain.event import Event
from tracker.domain.follow_up_checks import check_reason
from tracker.domain.office import Office


class StateConventions(OfficeCommand, frozen=True, kw_only=True):
    from_year: int
    conventions: Conventions


def state_conventions(tracker: Tracker, actor: Actor, asked: Asked, command: StateConventions) -> Answer:
    """A year that is over needs a reason: its capaian was read."""

    def decide(office: Office, today: date) -> Event:
        event = domain.state_conventions(
            office, from_year=command.from_year, stated=command.conventions, today=today
        )
        if command.from_year < today.year:
            check_reason(asked.reason)
        return event

    return act(tracker, actor, asked, command, Action.DEFINE, decide)
