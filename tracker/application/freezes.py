"""Penetapan capaian: the Kasubbag Perencanaan proposes a period's figures, the holder of the Camat's position confirms.

What is frozen is what the product itself shows at that instant; nobody types a figure.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from projections import directory
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, check_version, perform
from tracker.application.coordination_step import need_reason
from tracker.application.figure_basis import Question, Record, basis_of, read_record
from tracker.application.figures import Counted, IndicatorFigure, counted_by, figures
from tracker.application.permissions import Action, may, require
from tracker.application.standing import standing_for
from tracker.application.tracker import Tracker
from tracker.domain import achievement
from tracker.domain import period_freeze as domain
from tracker.domain.acting import Capacity
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.identity import freeze_id, indicator_id
from tracker.domain.indicator import Adoption
from tracker.domain.indicator import evolve as evolve_indicator
from tracker.domain.office import Office
from tracker.domain.percent import as_points, as_text
from tracker.domain.period import Period, period
from tracker.domain.period_freeze import (
    Balance,
    FrozenDefinition,
    FrozenFigure,
    LeftOut,
    PeriodFreeze,
    quotient,
)
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


class Comparison(msgspec.Struct, frozen=True):
    """A figure of a freeze beside what its own definition, cohort and cut-off give in today's record."""

    figure: FrozenFigure
    now: FrozenFigure
    stage: domain.Stage

    @property
    def changed(self) -> bool:
        counts = (self.figure.numerator, self.figure.denominator, self.figure.value)
        return counts != (self.now.numerator, self.now.denominator, self.now.value)

    @property
    def sentence(self) -> str:
        """`ditetapkan 66,67 %; kini 75,00 %; selisih +8,33 poin`."""
        then, now = (None if one.value is None else one.value.value for one in (self.figure, self.now))
        moved = achievement.change(now, then)
        difference = "" if moved is None else f"; selisih {as_points(moved)}"
        done = "ditetapkan" if self.stage is domain.Stage.DITETAPKAN else "diusulkan"
        return f"{done} {as_text(then)}; kini {as_text(now)}{difference}"


def propose(tracker: Tracker, actor: Actor, asked: Asked, command: Propose) -> Answer:
    def decide(state: PeriodFreeze | None, office: Office, today: date) -> tuple[Event, Capacity | None]:
        capacity = _planning(actor, office, today)
        if capacity is None:
            who = " atau ".join(position.title for position in domain.proposing(office))
            raise Forbidden(
                "Anda tidak berwenang mengusulkan penetapan capaian. Yang berwenang:"
                f" {who or 'Kepala Subbagian Perencanaan'}, atau yang bertindak baginya."
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
        _need_finished(found)
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
            raise NotFound(f"Kecamatan {office} tidak dikenal.", "office")
        found = directory.every(connection, PeriodFreeze, office, at)
    return sorted(
        (one for one in found if year is None or one.proposal.year == year),
        key=lambda one: (one.period.year, one.period.last, one.period.first),
    )


def compared(
    tracker: Tracker, actor: Actor, found: Sequence[PeriodFreeze]
) -> list[tuple[PeriodFreeze, list[Comparison]]]:
    """Each figure beside today's record, counted by the frozen definition, cohort and cut-off.

    An office's year is read once, however many of its periods are compared.
    """
    for freeze in found:
        require(actor, Action.VIEW, freeze.office)
    records: dict[tuple[str, int], Record] = {}
    with tracker.views.connect() as connection:
        for office, year in {(one.office, one.period.year) for one in found}:
            records[office, year] = read_record(tracker, connection, office, year, None)
    return [(one, _compare(one, records[one.office, one.period.year])) for one in found]


def _compare(freeze: PeriodFreeze, record: Record) -> list[Comparison]:
    proposal = freeze.proposal
    question = Question(
        office=proposal.office,
        year=proposal.year,
        period=proposal.code,
        cumulative=proposal.cumulative,
        cut_off=proposal.cut_off,
    )
    basis = basis_of(record, question)
    return [
        comparison(
            figure, counted_by(figure.definition.scope, figure.definition.reading, basis), freeze.stage
        )
        for figure in proposal.figures
    ]


def comparison(figure: FrozenFigure, now: Counted, stage: domain.Stage) -> Comparison:
    counted = now.figure
    return Comparison(
        figure,
        msgspec.structs.replace(
            figure,
            numerator=counted.numerator if counted else None,
            denominator=counted.denominator if counted else None,
            value=None if now.value is None else quotient(now.value),
        ),
        stage,
    )


def may_propose(actor: Actor, office: Office, today: date) -> bool:
    """Whether the reader proposes for the Kasubbag Perencanaan; the use case decides again."""
    return _planning(actor, office, today) is not None


def may_decide(actor: Actor, office: Office, freeze: PeriodFreeze, today: date) -> bool:
    """Whether the reader decides for the Camat; the use cases decide again."""
    return _capacity(actor, office, freeze, today) is not None


def frozen(answer: IndicatorFigure) -> FrozenFigure:
    """An adopted figure as it is kept for ever."""
    assert answer.adoption is not None
    counted = answer.figure
    return FrozenFigure(
        code=answer.indicator.code,
        official_name=answer.edition.official_name,
        definition=_definition(answer.adoption),
        numerator=counted.numerator if counted else None,
        denominator=counted.denominator if counted else None,
        value=None if answer.value is None else quotient(answer.value),
        survey=answer.survey.name if answer.survey else None,
        respondents=answer.survey.score().respondents if answer.survey else None,
        balance=balance_of(answer),
        flags=flags_of(answer),
        target=answer.target,
        achievement=answer.achievement,
        predicate=answer.predicate,
    )


def _definition(adoption: Adoption) -> FrozenDefinition:
    operational = adoption.operational
    return FrozenDefinition(
        document=adoption.document_number,
        adopted_on=adoption.document_date,
        reading=operational.reading,
        sections=operational.sections,
        kinds=operational.kinds,
        evidence=operational.evidence,
    )


def _adopted(tracker: Tracker, freeze: PeriodFreeze) -> dict[str, FrozenDefinition]:
    """What is in force now for the proposal's year, of its indicators; read from the log, which is never behind."""
    found: dict[str, FrozenDefinition] = {}
    for figure in freeze.proposal.figures:
        indicator, _ = tracker.store.load(indicator_id(freeze.office, figure.code), evolve_indicator)
        adoption = indicator.adopted(freeze.period.year) if indicator else None
        if adoption is not None:
            found[figure.code] = _definition(adoption)
    return found


def balance_of(answer: IndicatorFigure) -> Balance | None:
    counted = answer.figure
    if counted is None:
        return None
    return Balance(
        held=counted.held,
        counted=counted.counted,
        informational=counted.informational,
        unproven=counted.unproven,
        outside_authority=counted.outside_authority,
        withdrawn=counted.withdrawn,
        not_due=counted.not_due,
    )


def flags_of(answer: IndicatorFigure) -> dict[str, int]:
    """By the flag's own name."""
    return {flag.value: count for flag, count in answer.figure.flags.items()} if answer.figure else {}


def freezable(found: Sequence[IndicatorFigure]) -> tuple[FrozenFigure, ...]:
    """The adopted figures, as they would be kept."""
    return tuple(frozen(answer) for answer in found if answer.adoption is not None)


def _need_finished(found: Sequence[IndicatorFigure]) -> None:
    """An index that is still being collected is no figure to be kept. Raises Refused naming the survey."""
    for answer in found:
        if answer.adoption is not None and answer.survey is not None and not answer.survey.finished:
            raise Refused(
                f"Survei “{answer.survey.name}” masih dibuka; tutup dahulu, lalu usulkan penetapannya."
            )


def left_out(found: Sequence[IndicatorFigure]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(answer.indicator.code, answer.edition.official_name, "definisi operasional belum ditetapkan")
        for answer in found
        if answer.adoption is None
    )


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
