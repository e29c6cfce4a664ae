"""Use case of several in charge: who carries a follow-up out alongside the one responsible."""

from collections.abc import Sequence
from datetime import date

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.follow_up_step import FollowUpCommand, act
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import follow_up_sharing_decisions as decisions
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office


class NameAlongside(FollowUpCommand, frozen=True, kw_only=True):
    """All of them from now on, as (kind, code); empty: nobody."""

    alongside: tuple[tuple[str, str], ...]


def name_alongside(tracker: Tracker, actor: Actor, asked: Asked, command: NameAlongside) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.name_alongside(state, named(office, command.alongside, "alongside"))

    return act(tracker, actor, asked, command, Action.ASSIGN, decide)


def named(office: Office, given: Sequence[tuple[str, str]], field: str) -> tuple[InCharge, ...]:
    """The positions and bodies of those kinds and codes. Raises NotFound naming the field."""
    try:
        return tuple(office.in_charge(kind, code) for kind, code in given)
    except NotFound as error:
        raise NotFound(error.message, field) from None
