"""Outcomes of a coordination: what is asked for, and the follow-up that each opens in the same append."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import msgspec

from projections import series
from projections.engine.errors import NoGeneration
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, load
from tracker.application.permissions import Action
from tracker.application.sharing import named
from tracker.application.survey_origin import check_origin
from tracker.application.tracker import Tracker
from tracker.domain import coordination_decisions
from tracker.domain import follow_up as follow_ups
from tracker.domain import follow_up_decisions as decisions
from tracker.domain.coordination import Coordination, Details, Origin, Outcome
from tracker.domain.coordination_decisions import NewOutcome
from tracker.domain.errors import Refused
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_decisions import PROPOSED_DAYS, Opening
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.store.envelope import Change


class OutcomeInput(msgspec.Struct, frozen=True, kw_only=True):
    """`in_charge_kind` position or body, with its code; both empty: belum ditetapkan. `alongside` has kinds and codes."""

    text: str
    section: str | None = None
    needs_follow_up: bool = True
    in_charge_kind: str | None = None
    in_charge_code: str | None = None
    due_on: date | None = None
    alongside: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = None


class AddOutcome(CoordinationCommand, frozen=True, kw_only=True):
    outcome: OutcomeInput


def add_outcome(tracker: Tracker, actor: Actor, asked: Asked, command: AddOutcome) -> Answer:
    """The outcome and its follow-up are saved in one append."""

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.LOG)
        outcome_id = nth_outcome_id(command.coordination_id, len(state.outcomes) + 1)
        check_origin(tracker, office.code, command.outcome.origin)
        new = new_outcome(office, outcome_id, command.outcome, state.details.section)
        added = coordination_decisions.add_outcome(state, new)
        openings = opened(tracker, command.coordination_id, state, new)
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, (added,)), *openings),
            occurred_on=tracker.today(office),
        )

    return perform(tracker, actor, asked, command, decide)


def new_outcome(office: Office, outcome_id: UUID, outcome: OutcomeInput, section: str | None) -> NewOutcome:
    if outcome.section is not None:
        office.section(outcome.section)
    in_charge: InCharge | None = None
    if outcome.in_charge_code:
        in_charge = office.in_charge(outcome.in_charge_kind or "position", outcome.in_charge_code)
    alongside = named(office, outcome.alongside, "alongside")
    if alongside and in_charge is None:
        raise Refused("Pilih dahulu penanggung jawabnya; pelaksana bersama membantunya.", "in_charge")
    return NewOutcome(
        outcome_id=outcome_id,
        text=outcome.text,
        section=outcome.section if outcome.section != section else None,
        follow_up_id=follow_up_id(outcome_id) if outcome.needs_follow_up else None,
        in_charge=in_charge,
        due_on=outcome.due_on,
        alongside=alongside,
        origin=outcome.origin,
    )


def opened(tracker: Tracker, coordination_id: UUID, state: Coordination, new: NewOutcome) -> list[Change]:
    """The follow-up of an outcome that needs it, due on a proposed day where none was given."""
    if new.follow_up_id is None or state.held_on is None:
        return []
    opening = Opening(
        office=state.details.office,
        coordination_id=coordination_id,
        outcome_id=new.outcome_id,
        text=new.text,
        agreed_on=state.held_on,
        section=new.section or state.details.section,
        in_charge=new.in_charge,
        due_on=new.due_on,
        alongside=new.alongside,
    )
    proposed = opening.due_on or _proposed(tracker, state.details, state.held_on)
    return [Change(new.follow_up_id, 0, (decisions.open_(opening, proposed),))]


def _proposed(tracker: Tracker, details: Details, held_on: date) -> date:
    """The series' next meeting that is planned, else thirty days (DOMAIN section 5).

    A read model is good enough for a proposal, and its absence no reason to refuse a record.
    """
    thirty_days = held_on + timedelta(days=PROPOSED_DAYS)
    if details.series is None:
        return thirty_days
    try:
        with tracker.views.connect() as connection:
            following = series.next_planned(connection, details.office, details.series, held_on)
    except NoGeneration:
        return thirty_days
    return following or thirty_days


def standing(tracker: Tracker, state: Coordination) -> Iterator[tuple[Outcome, UUID, FollowUp, int]]:
    """The outcomes with their follow-up and its version; withdrawn ones are left out."""
    for outcome in state.outcomes:
        if outcome.follow_up_id is None:
            continue
        follow_up, version = tracker.store.load(outcome.follow_up_id, follow_ups.evolve)
        if follow_up is not None and follow_up.status is not follow_ups.Status.DITARIK:
            yield outcome, outcome.follow_up_id, follow_up, version
