"""Penetapan capaian: the Kasubbag Perencanaan proposes a period's figures, the holder of the Camat's position confirms.

What is frozen is what the product itself shows at that instant; nobody types a figure.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import msgspec

from projections import directory
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, check_version, perform
from tracker.application.coordination_step import need_reason
from tracker.application.figure_basis import Question
from tracker.application.figures import figures
from tracker.application.freeze_figures import definition_of, freezable, left_out, need_finished
from tracker.application.permissions import Action, may, require
from tracker.application.standing import standing_for
from tracker.application.tracker import Tracker
from tracker.domain import period_freeze as domain
from tracker.domain.acting import Capacity
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.identity import freeze_id, indicator_id
from tracker.domain.indicator import evolve as evolve_indicator
from tracker.domain.office import Office
from tracker.domain.period import Period, period
from tracker.domain.period_freeze import (
    FrozenDefinition,
    PeriodFreeze,
)
from tracker.domain.phrase import either, say
from tracker.domain.role import Rank
from tracker.store.envelope import Change

WAIT_SECONDS = 5.0
"""How long a proposal waits for the read models: its figures are those of the whole log."""


class PeriodCommand(msgspec.Struct, frozen=True, kw_only=True):
    """`period` None is the whole year."""

    office: str
    year: int
    period: str | None = None
    cumulative: bool = False


C = TypeVar("C", bound=PeriodCommand)


def of_period(kind: type[C], office: str, told: Period, **more: Any) -> C:
    """The command of that kind about that period; `more` are its own fields."""
    return kind(office=office, year=told.year, period=told.code, cumulative=told.cumulative, **more)


class Propose(PeriodCommand, frozen=True, kw_only=True):
    """`cut_off` None: the end of the period."""

    cut_off: date | None = None


class TakeBack(PeriodCommand, frozen=True, kw_only=True):
    pass


class Return(PeriodCommand, frozen=True, kw_only=True):
    pass


class Confirm(PeriodCommand, frozen=True, kw_only=True):
    """`document` is the number of the decision or minutes, where the office writes one."""

    document: str = ""


class Reopen(PeriodCommand, frozen=True, kw_only=True):
    pass


def propose(tracker: Tracker, actor: Actor, asked: Asked, command: Propose) -> Answer:
    def decide(state: PeriodFreeze | None, office: Office, today: date) -> tuple[Event, Capacity | None]:
        capacity = _planning(actor, office, today)
        if capacity is None:
            who = either(*(position.title for position in domain.proposing(office)))
            raise Forbidden(
                say(
                    "Anda tidak berwenang mengusulkan penetapan capaian. Yang berwenang: {who}, atau yang bertindak baginya.",
                    who=who or say("Kepala Subbagian Perencanaan"),
                )
            )
        cohort = period(command.year, command.period, cumulative=command.cumulative)
        if not tracker.views.wait_for(tracker.store.head(), WAIT_SECONDS):
            raise Refused("Data sedang diperbarui; usulkan lagi sebentar lagi.")
        question = Question(
            office=command.office,
            year=command.year,
            period=command.period,
            cumulative=command.cumulative,
            cut_off=command.cut_off,
        )
        found = figures(tracker, actor, question)
        position = found[0].position if found else tracker.store.head()
        event = domain.propose(
            state,
            office=command.office,
            period=cohort,
            cut_off=command.cut_off or cohort.last,
            as_of=max([tracker.clock(), tracker.store.recorded_at(position)]),
            position=position,
            figures=freezable(found),
            left_out=left_out(found),
            typed_by=actor.username,
            proposed_by=actor.person_id,
            today=today,
        )
        need_finished(found)
        return event, capacity

    return _act(tracker, actor, asked, command, decide)


def take_back(tracker: Tracker, actor: Actor, asked: Asked, command: TakeBack) -> Answer:
    """By the position that proposes: whoever holds it now answers for what waits in its name."""

    def decide(state: PeriodFreeze | None, office: Office, today: date) -> tuple[Event, Capacity | None]:
        capacity = _planning(actor, office, today)
        if capacity is None:
            raise Forbidden("Hanya Kasubbag Perencanaan, atau yang bertindak baginya, yang menarik usulan.")
        if state is None:
            raise _never_proposed()
        need_reason(asked)
        return domain.take_back(state), capacity

    return _act(tracker, actor, asked, command, decide)


def return_(tracker: Tracker, actor: Actor, asked: Asked, command: Return) -> Answer:
    def decide(state: PeriodFreeze, capacity: Capacity, today: date) -> Event:
        need_reason(asked)
        return domain.return_(state)

    return _as_camat(tracker, actor, asked, command, decide)


def confirm(tracker: Tracker, actor: Actor, asked: Asked, command: Confirm) -> Answer:
    def decide(state: PeriodFreeze, capacity: Capacity, today: date) -> Event:
        return domain.confirm(
            state,
            confirmed_by=capacity.person_id,
            username=actor.username,
            document=command.document,
            today=today,
            adopted=_adopted(tracker, state),
        )

    return _as_camat(tracker, actor, asked, command, decide)


def reopen(tracker: Tracker, actor: Actor, asked: Asked, command: Reopen) -> Answer:
    def decide(state: PeriodFreeze, capacity: Capacity, today: date) -> Event:
        need_reason(asked)
        return domain.reopen(state)

    return _as_camat(tracker, actor, asked, command, decide)


def freezes(
    tracker: Tracker, actor: Actor, office: str, year: int | None = None, at: int | None = None
) -> list[PeriodFreeze]:
    """Of one year or of all, as position `at` of the log had them (None: now), in the order of the periods."""
    require(actor, Action.VIEW, office)
    with tracker.views.connect() as connection:
        if directory.office(connection, office) is None:
            raise NotFound(say("Kecamatan {office} tidak dikenal.", office=office), "office")
        found = directory.every(connection, PeriodFreeze, office, at)
    return sorted(
        (one for one in found if year is None or one.proposal.year == year),
        key=lambda one: (one.period.year, one.period.last, one.period.first),
    )


def may_propose(actor: Actor, office: Office, today: date) -> bool:
    """Whether the reader proposes for the Kasubbag Perencanaan; the use case decides again."""
    return _planning(actor, office, today) is not None


def may_decide(actor: Actor, office: Office, freeze: PeriodFreeze, today: date) -> bool:
    """Whether the reader decides for the Camat; the use cases decide again."""
    return _capacity(actor, office, freeze, today) is not None


def _adopted(tracker: Tracker, freeze: PeriodFreeze) -> dict[str, FrozenDefinition]:
    """What is in force now for the proposal's year, of its indicators; read from the log, which is never behind."""
    found: dict[str, FrozenDefinition] = {}
    for figure in freeze.proposal.figures:
        indicator, _ = tracker.store.load(indicator_id(freeze.office, figure.code), evolve_indicator)
        adoption = indicator.adopted(freeze.period.year) if indicator else None
        if adoption is not None:
            found[figure.code] = definition_of(adoption)
    return found


def _as_camat(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: PeriodCommand,
    decide: Callable[[PeriodFreeze, Capacity, date], Event],
) -> Answer:
    """Bound to the position, not to the role of the account: a Sekcam who is Plt. Camat decides."""

    def decide_in_capacity(
        state: PeriodFreeze | None, office: Office, today: date
    ) -> tuple[Event, Capacity | None]:
        if state is None:
            raise _never_proposed()
        capacity = _capacity(actor, office, state, today)
        if capacity is None:
            raise Forbidden("Hanya Camat, atau yang bertindak baginya, yang memutuskan penetapan capaian.")
        return decide(state, capacity, today), capacity

    return _act(tracker, actor, asked, command, decide_in_capacity)


def _never_proposed() -> NotFound:
    return NotFound("Periode itu belum pernah diusulkan untuk ditetapkan.", "period")


def _capacity(actor: Actor, office: Office, freeze: PeriodFreeze, today: date) -> Capacity | None:
    camat = office.position_of_rank(Rank.CAMAT)
    if camat is None:
        return None
    proposed_by = freeze.proposal.proposed_by
    return standing_for(actor, office, camat, today, frozenset() if proposed_by is None else {proposed_by})


def _planning(actor: Actor, office: Office, today: date) -> Capacity | None:
    """Bound to the position, as the Camat's decision is: a Kasi who is Plt. Kasubbag Perencanaan proposes."""
    if not may(actor, Action.PROPOSE_FREEZE, office.code):
        return None
    standings = (standing_for(actor, office, position, today) for position in domain.proposing(office))
    return next((one for one in standings if one is not None), None)


def _act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: PeriodCommand,
    decide_event: Callable[[PeriodFreeze | None, Office, date], tuple[Event, Capacity | None]],
) -> Answer:
    def decide() -> Decision:
        require(actor, Action.VIEW, command.office)
        office = tracker.office(command.office)
        cohort = period(command.year, command.period, cumulative=command.cumulative)
        stream = freeze_id(command.office, cohort.year, cohort.code, cohort.cumulative)
        state, version = tracker.store.load(stream, domain.evolve)
        check_version(asked, version)
        today = tracker.today(office)
        event, capacity = decide_event(state, office, today)
        return Decision(
            subject=stream,
            changes=(Change(stream, version, (event,)),),
            occurred_on=today,
            on_behalf_of=None if capacity is None else capacity.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)
