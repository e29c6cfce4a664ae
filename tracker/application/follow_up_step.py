"""One step of a follow-up: loaded, decided, and appended, with the capacity in which it was decided.

Whoever comes by a link has to carry out that very follow-up, on that very day.
"""

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
from tracker.domain.carrying import Carrying, carrying
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office
from tracker.domain.phrase import say
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
    on_behalf_of: Callable[[FollowUp, Office, date], str | None] | None = None,
) -> Answer:
    """`on_behalf_of` says for whom the actor does it, where it is done in somebody's name; by a link it is done for
    whoever holds the position."""

    def by_link(state: FollowUp, office: Office, day: date) -> str | None:
        own = None if actor.bearer is None else carried_by(actor, state, office, day)
        return None if own is None else own.on_behalf_of

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command, action)
        today = tracker.today(office)
        for_whom = on_behalf_of or by_link
        return Decision(
            subject=command.follow_up_id,
            changes=(Change(command.follow_up_id, version, (decide_event(state, office, today),)),),
            occurred_on=occurred_on or today,
            on_behalf_of=for_whom(state, office, today),
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
    office = tracker.office(state.office)
    if actor.bearer is not None and (
        actor.bearer.follow_up_id != command.follow_up_id
        or carried_by(actor, state, office, tracker.today(office)) is None
    ):
        raise NotTheirs(say("Tindak lanjut ini sekarang menjadi tugas pihak lain."))
    check_version(asked, version)
    return state, version, office


class NotTheirs(Forbidden):
    """Whoever came by a link does not carry it out, or not any more."""


def carried_by(actor: Actor, state: FollowUp, office: Office, day: date) -> Carrying | None:
    """As whom the actor carries it out on that day; None: not at all."""
    who = actor.person_id if actor.bearer is None else actor.bearer.who
    return None if who is None else carrying(office, together(state.in_charge, state.alongside), who, day)
