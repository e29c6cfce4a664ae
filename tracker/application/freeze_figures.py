"""The figures of a penetapan: as they would be kept, as they are kept, and beside today's record."""

from collections.abc import Sequence

import msgspec

from tracker.application.actor import Actor
from tracker.application.figure_basis import Question, Record, basis_of, read_record
from tracker.application.figures import Counted, IndicatorFigure, counted_by
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import achievement
from tracker.domain.errors import Refused
from tracker.domain.indicator import Adoption
from tracker.domain.percent import as_points, as_text
from tracker.domain.period_freeze import (
    Balance,
    FrozenDefinition,
    FrozenFigure,
    LeftOut,
    PeriodFreeze,
    Stage,
    quotient,
)
from tracker.domain.phrase import say


class Comparison(msgspec.Struct, frozen=True):
    """A figure of a freeze beside what its own definition, cohort and cut-off give in today's record."""

    figure: FrozenFigure
    now: FrozenFigure
    stage: Stage

    @property
    def changed(self) -> bool:
        counts = (self.figure.numerator, self.figure.denominator, self.figure.value)
        return counts != (self.now.numerator, self.now.denominator, self.now.value)

    @property
    def sentence(self) -> str:
        """`ditetapkan 66,67 %; kini 75,00 %; selisih +8,33 poin`."""
        then, now = (None if one.value is None else one.value.value for one in (self.figure, self.now))
        moved = achievement.change(now, then)
        told = say(
            "ditetapkan {then}; kini {now}"
            if self.stage is Stage.DITETAPKAN
            else "diusulkan {then}; kini {now}",
            then=as_text(then),
            now=as_text(now),
        )
        return (
            told
            if moved is None
            else say("{told}; selisih {difference}", told=told, difference=as_points(moved))
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


def comparison(figure: FrozenFigure, now: Counted, stage: Stage) -> Comparison:
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


def frozen(answer: IndicatorFigure) -> FrozenFigure:
    """An adopted figure as it is kept for ever."""
    assert answer.adoption is not None
    counted = answer.figure
    return FrozenFigure(
        code=answer.indicator.code,
        official_name=answer.edition.official_name,
        definition=definition_of(answer.adoption),
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


def definition_of(adoption: Adoption) -> FrozenDefinition:
    operational = adoption.operational
    return FrozenDefinition(
        document=adoption.document_number,
        adopted_on=adoption.document_date,
        reading=operational.reading,
        sections=operational.sections,
        kinds=operational.kinds,
        evidence=operational.evidence,
    )


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


def need_finished(found: Sequence[IndicatorFigure]) -> None:
    """An index that is still being collected is no figure to be kept. Raises Refused naming the survey."""
    for answer in found:
        if answer.adoption is not None and answer.survey is not None and not answer.survey.finished:
            raise Refused(
                say(
                    "Survei “{survey}” masih dibuka; tutup dahulu, lalu usulkan penetapannya.",
                    survey=answer.survey.name,
                )
            )


def left_out(found: Sequence[IndicatorFigure]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            answer.indicator.code, answer.edition.official_name, say("definisi operasional belum ditetapkan")
        )
        for answer in found
        if answer.adoption is None
    )
