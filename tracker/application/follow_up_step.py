"""One step of a follow-up: loaded, decided, and appended, with the capacity in which it was decided."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, check_version, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import follow_up as domain
from tracker.domain.acting import Capacity
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office
from tracker.store.envelope import Change


class FollowUpCommand(msgspec.Struct, frozen=True, kw_only=True):
    follow_up_id: UUID


def act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: FollowUpCommand,
    action: Action,
    decide_event: Callable[[FollowUp, Office, date], Event],
    occurred_on: date | None = None,
    on_behalf_of: Callable[[FollowUp, Office, date], str | None] = lambda state, office, today: None,
) -> Answer:
    """`on_behalf_of` says for whom the actor does it, where it is done in somebody's name."""

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command, action)
        today = tracker.today(office)
        return Decision(
            subject=command.follow_up_id,
            changes=(Change(command.follow_up_id, version, (decide_event(state, office, today),)),),
            occurred_on=occurred_on or today,
            on_behalf_of=on_behalf_of(state, office, today),
        )

    return perform(tracker, actor, asked, command, decide)


def act_in_office(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: FollowUpCommand,
    action: Action,
    standing: Callable[[FollowUp, Office, date], Capacity],
    decide_event: Callable[[FollowUp, Office, date, Capacity], Event],
) -> Answer:
    """A decision of a position; `standing` raises Forbidden where the actor does not decide for it."""
    return act(
        tracker,
        actor,
        asked,
        command,
        action,
        lambda state, office, today: decide_event(state, office, today, standing(state, office, today)),
        on_behalf_of=lambda state, office, today: standing(state, office, today).on_behalf_of,
    )


def load(
    tracker: Tracker, actor: Actor, asked: Asked, command: FollowUpCommand, action: Action
) -> tuple[FollowUp, int, Office]:
    state, version = tracker.store.load(command.follow_up_id, domain.evolve)
    if state is None:
        raise NotFound("Tindak lanjut itu tidak ditemukan.")
    require(actor, action, state.office)
    check_version(asked, version)
    return state, version, tracker.office(state.office)
