"""Use cases that would take something out of the figures: done at once while the minutes are open, and with the consent
of the Camat once they are ratified (DOMAIN section 2, "Nothing can be hidden").

Withdraw the coordination, withdraw an outcome, say of an outcome that it needs follow-up or that it only informs.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

import msgspec

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, act, load, need_reason
from tracker.application.given_at_meeting import waiting
from tracker.application.outcomes import opened, standing
from tracker.application.permissions import Action
from tracker.application.standing import standing_for
from tracker.application.tracker import Tracker
from tracker.domain import consent_decisions, coordination_decisions, follow_up_decisions
from tracker.domain import coordination as domain
from tracker.domain.acting import Capacity
from tracker.domain.consent import ConsentRequest, ConsentRequested, Wish, consenting_position
from tracker.domain.coordination import Coordination
from tracker.domain.coordination_decisions import NewOutcome
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.identity import follow_up_id
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office, Position
from tracker.domain.phrase import say
from tracker.domain.verification import workers
from tracker.store.envelope import Change


class Withdraw(CoordinationCommand, frozen=True, kw_only=True):
    """With every follow-up that it opened. Needs a reason."""


class WithdrawOutcome(CoordinationCommand, frozen=True, kw_only=True):
    """With its follow-up. Needs a reason."""

    outcome_id: UUID


class ReclassifyOutcome(CoordinationCommand, frozen=True, kw_only=True):
    """Needs a reason. `in_charge_*` and `due_on` are for one that is to need follow-up."""

    outcome_id: UUID
    needs_follow_up: bool
    in_charge_kind: str | None = None
    in_charge_code: str | None = None
    due_on: date | None = None


class DecideConsent(CoordinationCommand, frozen=True, kw_only=True):
    """`number` is that of the request. Refusing needs a reason."""

    number: int
    given: bool


class TakeBackRequest(CoordinationCommand, frozen=True, kw_only=True):
    """By whoever asked, while it waits."""

    number: int


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to happen, asked now or waiting already. `outcome_id` None: to the coordination as a whole."""

    wish: Wish
    outcome_id: UUID | None = None
    needs_follow_up: bool = False
    in_charge: InCharge | None = None
    due_on: date | None = None


Carried = Mapping[UUID, tuple[InCharge, ...]]
"""Who carries out the follow-up of each outcome; loaded once, however much is asked of it."""


class Step(msgspec.Struct, frozen=True):
    """What is appended to the coordination and to its follow-ups. `happens` False: it is only asked, and waits."""

    events: tuple[Event, ...]
    changes: tuple[Change, ...]
    happens: bool
    on_behalf_of: str | None = None


def withdraw(tracker: Tracker, actor: Actor, asked: Asked, command: Withdraw) -> Answer:
    return _act(tracker, actor, asked, command, lambda office: Wanted(wish=Wish.WITHDRAW))


def withdraw_outcome(tracker: Tracker, actor: Actor, asked: Asked, command: WithdrawOutcome) -> Answer:
    wanted = Wanted(wish=Wish.WITHDRAW_OUTCOME, outcome_id=command.outcome_id)
    return _act(tracker, actor, asked, command, lambda office: wanted)


def reclassify(tracker: Tracker, actor: Actor, asked: Asked, command: ReclassifyOutcome) -> Answer:
    def wanted(office: Office) -> Wanted:
        in_charge = None
        if command.in_charge_code:
            in_charge = office.in_charge(command.in_charge_kind or "position", command.in_charge_code)
        return Wanted(
            wish=Wish.RECLASSIFY_OUTCOME,
            outcome_id=command.outcome_id,
            needs_follow_up=command.needs_follow_up,
            in_charge=in_charge,
            due_on=command.due_on,
        )

    return _act(tracker, actor, asked, command, wanted)


def decide(tracker: Tracker, actor: Actor, asked: Asked, command: DecideConsent) -> Answer:
    """What was asked happens in the same append as the consent, for the reason that was given when it was asked."""

    def decision() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.CONSENT)
        request = consent_decisions.find_request(state, command.number)
        today = tracker.today(office)
        wanted = _waiting(state, request)
        asker = _person(tracker, request.asked_by)
        carried = _carried(tracker, state)
        position, capacity = _consenting(actor, office, carried, request.outcome_id, asker, today)
        if position is None:
            raise Forbidden("Belum ada pejabat yang dapat menyetujui; lengkapi pemegang jabatan Camat.")
        if capacity is None:
            raise Forbidden(say("Persetujuan ini diputuskan oleh {position}.", position=position.title))
        events: tuple[Event, ...]
        changes: tuple[Change, ...] = ()
        if command.given:
            event, changes = _effect(tracker, command.coordination_id, state, wanted, request.reason)
            events = (consent_decisions.give(command.number, position, capacity.person_id), event)
        else:
            refused = consent_decisions.refuse(command.number, position, capacity.person_id, asked.reason)
            events = (refused,)
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, events), *changes),
            occurred_on=today,
            on_behalf_of=capacity.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decision)


def take_back(tracker: Tracker, actor: Actor, asked: Asked, command: TakeBackRequest) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.WITHDRAW,
        lambda state, office, today: consent_decisions.take_back(state, command.number, actor.username),
    )


def step(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    coordination_id: UUID,
    state: Coordination,
    wanted: Wanted,
    reason: str,
) -> Step:
    """While the minutes are open it happens; once they are ratified whoever gives consent consents in the same step,
    and whoever else asks has to wait. The step of whoever consents decides what waits of the same matter.

    Raises Refused where it could not happen at all."""
    event, changes = _effect(tracker, coordination_id, state, wanted, reason)
    if not state.minutes.is_ratified:
        return Step((event,), changes, True)
    carried, today = _carried(tracker, state), tracker.today(office)
    position, capacity = _consenting(actor, office, carried, wanted.outcome_id, actor.person_id, today)
    if position is None or capacity is None:
        return Step((_request(state, actor, wanted, reason),), (), False)
    waiting = consent_decisions.waiting_about(state, wanted.outcome_id)
    decided: tuple[Event, ...]
    if waiting is not None and waiting.wish is wanted.wish:
        decided = (consent_decisions.give(waiting.number, position, capacity.person_id),)
    else:
        decided = ()
        if waiting is not None:
            refused = consent_decisions.refuse(waiting.number, position, capacity.person_id, reason)
            decided, state = (refused,), domain.evolve(state, refused)
        asked = _request(state, actor, wanted, reason)
        decided = (*decided, asked, consent_decisions.give(asked.number, position, capacity.person_id))
    return Step((*decided, event), changes, True, capacity.on_behalf_of)


def _request(state: Coordination, actor: Actor, wanted: Wanted, reason: str) -> ConsentRequested:
    return consent_decisions.request(
        state,
        wanted.wish,
        outcome=None if wanted.outcome_id is None else state.outcome(wanted.outcome_id),
        in_charge=wanted.in_charge,
        due_on=wanted.due_on,
        reason=reason,
        asked_by=actor.username,
    )


def may_decide(tracker: Tracker, actor: Actor, office: Office, state: Coordination) -> frozenset[int]:
    """The numbers of the waiting requests that the actor decides about today."""
    today, carried = tracker.today(office), _carried(tracker, state)
    askers = {
        name: _person(tracker, name) for name in {request.asked_by for request in state.requests.waiting}
    }
    return frozenset(
        request.number
        for request in state.requests.waiting
        if _consenting(actor, office, carried, request.outcome_id, askers[request.asked_by], today)[1]
        is not None
    )


def _act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: CoordinationCommand,
    wanted: Callable[[Office], Wanted],
) -> Answer:
    need_reason(asked)

    def decision() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.WITHDRAW)
        taken = step(
            tracker, actor, office, command.coordination_id, state, wanted(office), asked.reason.strip()
        )
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, taken.events), *taken.changes),
            occurred_on=tracker.today(office),
            on_behalf_of=taken.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decision)


def _waiting(state: Coordination, request: ConsentRequest) -> Wanted:
    outcome = None if request.outcome_id is None else state.outcome(request.outcome_id)
    return Wanted(
        wish=request.wish,
        outcome_id=request.outcome_id,
        needs_follow_up=outcome is not None and outcome.follow_up_id is None,
        in_charge=request.in_charge,
        due_on=request.due_on,
    )


def _carried(tracker: Tracker, state: Coordination) -> Carried:
    return {
        outcome.id: tuple(one for one in (follow_up.in_charge, *follow_up.alongside) if one is not None)
        for outcome, _, follow_up, _ in standing(tracker, state)
    }


def _person(tracker: Tracker, username: str) -> UUID | None:
    account = find(tracker, username)
    return None if account is None else account.person_id


def consenting_positions(
    tracker: Tracker, office: Office, state: Coordination, day: date
) -> tuple[Position, ...]:
    """Those that are waited for, each once, in the order of the requests."""
    carried = _carried(tracker, state)
    found = (
        consenting_position(office, _concerned(carried, request.outcome_id), day)
        for request in state.requests.waiting
    )
    return tuple({position.code: position for position in found if position is not None}.values())


def _concerned(carried: Carried, outcome_id: UUID | None) -> list[InCharge]:
    return [one for id_, ones in carried.items() if outcome_id in (None, id_) for one in ones]


def _consenting(
    actor: Actor, office: Office, carried: Carried, outcome_id: UUID | None, asker: UUID | None, day: date
) -> tuple[Position | None, Capacity | None]:
    """The position that consents, and as what the actor acts for it (None: not at all). About what the actor asked, or
    the holder, nobody consents by mandate."""
    concerned = _concerned(carried, outcome_id)
    position = consenting_position(office, concerned, day)
    if position is None:
        return None, None
    own = workers(office, concerned, day) | ({asker} if asker is not None else frozenset())
    return position, standing_for(actor, office, position, day, own)


def _effect(
    tracker: Tracker, coordination_id: UUID, state: Coordination, wanted: Wanted, reason: str
) -> tuple[Event, tuple[Change, ...]]:
    """The event of the coordination, and what happens to its follow-ups; a report that has only its minutes for proof is
    returned where it is withdrawn."""
    if wanted.outcome_id is None:
        event: Event = coordination_decisions.withdraw(state)
        returned = (
            Change(id_, version, (follow_up_decisions.return_(reported, reason),))
            for id_, reported, version in waiting(tracker, coordination_id, state)
        )
        return event, (*_withdrawn(tracker, state, reason, None), *returned)
    outcome = coordination_decisions.find_outcome(state, wanted.outcome_id)
    if wanted.wish is Wish.WITHDRAW_OUTCOME:
        event = coordination_decisions.withdraw_outcome(state, outcome.id)
        return event, tuple(_withdrawn(tracker, state, reason, outcome.id))
    if not wanted.needs_follow_up:
        event = coordination_decisions.reclassify(state, outcome.id, None)
        return event, tuple(_withdrawn(tracker, state, reason, outcome.id))
    opening = NewOutcome(
        outcome_id=outcome.id,
        text=outcome.text,
        section=outcome.section,
        follow_up_id=follow_up_id(outcome.id, outcome.openings + 1),
        in_charge=wanted.in_charge,
        due_on=wanted.due_on,
    )
    event = coordination_decisions.reclassify(state, outcome.id, opening.follow_up_id)
    return event, tuple(opened(tracker, coordination_id, state, opening))


def _withdrawn(
    tracker: Tracker, state: Coordination, reason: str, outcome_id: UUID | None
) -> Iterator[Change]:
    """The follow-up of that outcome, or of each (None)."""
    for outcome, id_, follow_up, version in standing(tracker, state):
        if outcome_id is None or outcome.id == outcome_id:
            yield Change(id_, version, (follow_up_decisions.withdraw(follow_up, reason),))
