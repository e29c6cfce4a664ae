"""The one place where figures are made: page, API, command line, file and live update all ask here.

A figure is a function of (definition, cohort period, cut-off, position of the log that is read).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import directory, register
from projections import figures as facts_model
from projections.progress import position as reached
from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.survey_records import considered_record
from tracker.application.tracker import Tracker, local_day
from tracker.domain import counting
from tracker.domain.achievement import achievement, predicate
from tracker.domain.conventions import Conventions
from tracker.domain.counting import (
    CannotFollowUp,
    CoordinationFact,
    CountsFrom,
    Figure,
    Informational,
    Reading,
    Rule,
    Verdict,
    Why,
)
from tracker.domain.errors import NotFound, Refused
from tracker.domain.indicator import Adoption, Edition, Indicator, in_document_order
from tracker.domain.percent import as_json
from tracker.domain.period import Period, period
from tracker.domain.survey.choice import Considered, consider
from tracker.domain.survey.survey import Survey

WHY_TEXT = {
    Why.ALL_FOLLOWED_UP: "seluruh hasil yang perlu tindak lanjut sudah ditindaklanjuti",
    Why.SOME_FOLLOWED_UP: "sebagian hasilnya sudah ditindaklanjuti",
    Why.NOT_ALL_FOLLOWED_UP: "belum semua hasilnya ditindaklanjuti",
    Why.NONE_FOLLOWED_UP: "belum ada hasilnya yang ditindaklanjuti",
    Why.INFORMATIONAL: "tidak ada hasil yang perlu tindak lanjut",
    Why.WITHDRAWN: "ditarik, tidak dihitung",
    Why.OUTSIDE_AUTHORITY: "di luar kewenangan kecamatan, tidak dihitung",
    Why.UNPROVEN: "belum ada bukti dukung, tidak dihitung",
    Why.HAS_OUTPUT: "berbukti dan menghasilkan keluaran",
    Why.NO_OUTPUT: "berbukti, belum ada keluaran",
}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked (CONTRACT, `indicators`). None: the indicator's own rule and the defaults of the house."""

    office: str
    year: int
    period: str | None = None
    cumulative: bool = False
    rule: Rule | None = None
    counts_from: CountsFrom | None = None
    cannot_follow_up: CannotFollowUp | None = None
    informational: Informational | None = None
    cut_off: date | None = None
    as_of: datetime | None = None


def year_so_far(office: str, year: int, today: date) -> Question:
    """A year as the dashboard and its live updates show it: the running one with today as its cut-off."""
    return Question(office=office, year=year, cut_off=today if year == today.year else None)


class IndicatorFigure(msgspec.Struct, frozen=True, kw_only=True):
    """`figure` None: the indicator is not a share of coordinations. `reported` is the same figure counted from
    *reported*, which stands beside the verified one; None where that does not apply.

    `edition` is the definition of the year that is asked for, `adoption` what the Camat signed of it, if anything;
    `simulation`: another reading than the adopted one. `achievement` and `predicate` are as printed.
    `surveys`: what there is for an indicator that is the score of a survey; at most the first counts.
    """

    indicator: Indicator
    edition: Edition
    adoption: Adoption | None
    reading: Reading | None
    period: Period
    cut_off: date
    as_of: datetime
    position: int
    simulation: bool
    figure: Figure | None
    reported: Figure | None
    surveys: tuple[Considered, ...]
    target: Decimal | None
    achievement: Decimal | None
    predicate: str | None

    @property
    def survey(self) -> Survey | None:
        """The one whose index is the value of this indicator."""
        return self.surveys[0].survey if self.surveys and self.surveys[0].counts else None

    @property
    def value(self) -> Fraction | None:
        """A percentage, or for a survey its index (25–100); None: n/a."""
        if self.figure is not None:
            return self.figure.percentage
        return None if self.survey is None else self.survey.score().ikm


class Line(msgspec.Struct, frozen=True):
    """One coordination of an explanation: the verdict, and the reason in one plain line."""

    verdict: Verdict
    title: str
    number: str | None
    reason: str


class Explanation(msgspec.Struct, frozen=True):
    figure: IndicatorFigure
    lines: tuple[Line, ...]


class _Basis(msgspec.Struct, frozen=True):
    """`seen_until` is the cut-off, or the day of the record that is read where that is earlier: what falls due
    between the two is not due yet."""

    facts: Sequence[CoordinationFact]
    conventions: Conventions
    period: Period
    cut_off: date
    seen_until: date
    as_of: datetime
    position: int


def figures(tracker: Tracker, actor: Actor, question: Question) -> list[IndicatorFigure]:
    """Every indicator of the office, in the order of its document."""
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        indicators = directory.indicators(connection, question.office)
        basis = _basis(tracker, connection, question)
        surveys = _surveys(connection, indicators, question, basis)
    return [_figure(one, question, basis, surveys) for one in in_document_order(indicators, question.year)]


def explain(tracker: Tracker, actor: Actor, code: str, question: Question) -> Explanation:
    """The coordinations that make the figure, each with its verdict. Raises NotFound for an unknown indicator."""
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        indicator = directory.indicator(connection, question.office, code)
        if indicator is None:
            raise NotFound(f"Indikator “{code}” tidak dikenal di kecamatan ini.", "indicator")
        basis = _basis(tracker, connection, question)
        surveys = _surveys(connection, [indicator], question, basis)
        answer = _figure(indicator, question, basis, surveys)
        if answer.reading is None:
            return Explanation(answer, ())
        judged = counting.verdicts(basis.facts, answer.edition.scope, answer.reading, basis.seen_until)
        titles = register.titles(connection, [verdict.coordination_id for verdict in judged])
    return Explanation(answer, tuple(_line(verdict, titles) for verdict in judged))


def as_record(answer: IndicatorFigure) -> dict[str, object]:
    """The JSON of CONTRACT, "Figures, as JSON"."""
    how, figure = answer.reading, answer.figure
    return {
        "code": answer.indicator.code,
        "name": answer.edition.official_name,
        "rule": how.rule if how else None,
        "counts_from": how.counts_from if how else None,
        "cannot_follow_up": how.cannot_follow_up if how else None,
        "informational": how.informational if how else None,
        "period": answer.period.code or str(answer.period.year),
        "cumulative": answer.period.cumulative,
        "cut_off": answer.cut_off,
        "as_of": answer.as_of,
        "position": answer.position,
        "simulation": answer.simulation,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "percentage": as_json(answer.value),
        "target": None if answer.target is None else f"{answer.target:.2f}",
        "achievement": None if answer.achievement is None else str(answer.achievement),
        "predicate": answer.predicate,
        "balance": _balance(figure) if figure else None,
        "reported_percentage": as_json(answer.reported.percentage) if answer.reported else None,
        "surveys": [considered_record(one) for one in answer.surveys],
    }


def line_record(line: Line) -> dict[str, object]:
    verdict = line.verdict
    return {
        "coordination": verdict.coordination_id,
        "number": line.number,
        "title": line.title,
        "held_on": verdict.held_on,
        "counted": verdict.counted,
        "fulfilled": verdict.fulfilled,
        "numerator": verdict.numerator,
        "denominator": verdict.denominator,
        "why": verdict.why,
        "reason": line.reason,
    }


def _balance(figure: Figure) -> dict[str, int]:
    return {
        "held": figure.held,
        "counted": figure.counted,
        "informational": figure.informational,
        "unproven": figure.unproven,
        "outside_authority": figure.outside_authority,
        "withdrawn": figure.withdrawn,
        "not_due": figure.not_due,
    }


def _basis(tracker: Tracker, connection: Connection, question: Question) -> _Basis:
    office = directory.office(connection, question.office)
    if office is None:
        raise NotFound(f"Kecamatan {question.office} tidak dikenal.", "office")
    cohort = period(question.year, question.period, cumulative=question.cumulative)
    if question.cut_off is not None and question.cut_off < cohort.first:
        raise Refused("Tanggal batas tindak lanjut tidak boleh sebelum awal periode.", "cut_off")
    now = tracker.clock()
    if question.as_of is not None and question.as_of > now:
        raise Refused("Keadaan per tanggal tidak boleh sesudah sekarang.", "as_of")
    as_of = question.as_of or now
    at = None if question.as_of is None else tracker.store.position_at(as_of.astimezone(UTC))
    facts = facts_model.facts(connection, question.office, cohort.first, cohort.last, at)
    position = reached(connection) if at is None else at
    cut_off = question.cut_off or cohort.last
    seen_until = min(cut_off, local_day(as_of, office.zone))
    conventions = office.conventions_for(question.year)
    return _Basis(facts, conventions, cohort, cut_off, seen_until, as_of, position)


def _surveys(
    connection: Connection, indicators: Sequence[Indicator], question: Question, basis: _Basis
) -> tuple[Considered, ...]:
    """Asked for only where an indicator is the score of a survey."""
    if all(one.for_year(question.year).rule is not None for one in indicators):
        return ()
    at = None if question.as_of is None else basis.position
    return tuple(consider(directory.every(connection, Survey, question.office, at), basis.period))


def _figure(
    indicator: Indicator, question: Question, basis: _Basis, surveys: tuple[Considered, ...]
) -> IndicatorFigure:
    edition, adoption = indicator.for_year(question.year), indicator.adopted(question.year)
    how = _reading(edition, question)
    figure = reported = None
    if how is not None:
        figure = _count(edition, how, basis)
        if how.counts_from is not None:
            beside = msgspec.structs.replace(how, counts_from=CountsFrom.REPORTED)
            reported = _count(edition, beside, basis)
    target = indicator.target(question.year, basis.period.code)
    answer = IndicatorFigure(
        indicator=indicator,
        edition=edition,
        adoption=adoption,
        reading=how,
        period=basis.period,
        cut_off=basis.cut_off,
        as_of=basis.as_of,
        position=basis.position,
        simulation=adoption is None or how != adoption.operational.reading,
        figure=figure,
        reported=reported,
        surveys=surveys if edition.rule is None else (),
        target=target,
        achievement=None,
        predicate=None,
    )
    achieved = achievement(answer.value, target, edition.better, basis.conventions)
    grade = predicate(achieved, basis.conventions.ladder)
    return msgspec.structs.replace(answer, achievement=achieved, predicate=grade)


def _count(edition: Edition, how: Reading, basis: _Basis) -> Figure:
    return counting.figure(counting.verdicts(basis.facts, edition.scope, how, basis.seen_until))


def _reading(edition: Edition, question: Question) -> Reading | None:
    """What is not asked for is as the definition of the year has it."""
    if edition.rule is None:
        return None
    return counting.reading(
        question.rule or edition.rule,
        question.counts_from or edition.counts_from,
        question.cannot_follow_up or edition.cannot_follow_up,
        question.informational or edition.informational,
    )


def _line(verdict: Verdict, titles: dict[UUID, register.Title]) -> Line:
    title = titles[verdict.coordination_id]
    reason = WHY_TEXT[verdict.why]
    if verdict.judged:
        reason += f" ({verdict.followed} dari {verdict.judged})"
    return Line(verdict, title.title, title.number, reason)
