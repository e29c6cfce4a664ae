"""The one place where figures are made: page, API, command line, file and live update all ask here.

A figure is a function of (definition, cohort period, cut-off, position of the log that is read).
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import register
from projections.page import Key, key
from tracker.application.actor import Actor
from tracker.application.figure_basis import Basis, Question, read_basis
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import counting
from tracker.domain.achievement import achievement, predicate
from tracker.domain.counting import (
    CountsFrom,
    Figure,
    Reading,
    Scope,
    Verdict,
    Why,
)
from tracker.domain.errors import NotFound
from tracker.domain.indicator import Adoption, Edition, Indicator
from tracker.domain.percent import as_text, number_text, rounded
from tracker.domain.period import Period
from tracker.domain.phrase import say
from tracker.domain.survey.choice import Considered
from tracker.domain.survey.survey import Survey

SIMULATION = say("SIMULASI")
"""The mark of whatever is not the adopted reading (DOMAIN section 2). It stands beside the value itself, in words."""

WHY_TEXT = {
    Why.ALL_FOLLOWED_UP: say("seluruh hasil yang perlu tindak lanjut sudah ditindaklanjuti"),
    Why.SOME_FOLLOWED_UP: say("sebagian hasilnya sudah ditindaklanjuti"),
    Why.NOT_ALL_FOLLOWED_UP: say("belum semua hasilnya ditindaklanjuti"),
    Why.NONE_FOLLOWED_UP: say("belum ada hasilnya yang ditindaklanjuti"),
    Why.INFORMATIONAL: say("tidak ada hasil yang perlu tindak lanjut"),
    Why.WITHDRAWN: say("ditarik, tidak dihitung"),
    Why.OUTSIDE_AUTHORITY: say("di luar kewenangan kecamatan, tidak dihitung"),
    Why.UNPROVEN: say("belum ada bukti dukung, tidak dihitung"),
    Why.HAS_OUTPUT: say("berbukti dan menghasilkan keluaran"),
    Why.NO_OUTPUT: say("berbukti, belum ada keluaran"),
}


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
        return _index(self.surveys)


class Counted(msgspec.Struct, frozen=True):
    """`figure` None: a survey, whose index is the value."""

    figure: Figure | None
    value: Fraction | None


class Line(msgspec.Struct, frozen=True):
    """One coordination of an explanation: the verdict, and the reason in one plain line."""

    verdict: Verdict
    title: str
    number: str | None
    reason: str


class Explanation(msgspec.Struct, frozen=True):
    """`lines` are those that were asked for, of `total`; `next` is handed back as `after` for the following ones."""

    figure: IndicatorFigure
    lines: tuple[Line, ...]
    total: int
    next: str | None


def figures(tracker: Tracker, actor: Actor, question: Question) -> list[IndicatorFigure]:
    """Every indicator of the office, in the order of its document."""
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        basis = read_basis(tracker, connection, question)
    return [figure_of(indicator, question, basis) for indicator in basis.indicators]


def counted_by(scope: Scope, how: Reading | None, basis: Basis) -> Counted:
    """By a definition of another day: that of a freeze. A reading None is a survey's."""
    counted = None if how is None else _count(scope, how, basis)
    return Counted(counted, counted.percentage if counted else _index(basis.surveys))


def explain(
    tracker: Tracker,
    actor: Actor,
    code: str,
    question: Question,
    after: str | None = None,
    limit: int | None = None,
) -> Explanation:
    """The coordinations that make the figure, each with its verdict, by day: at most `limit` (None: all) behind `after`.

    Raises NotFound for an unknown indicator, Refused for an `after` that no answer gave.
    """
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        basis = read_basis(tracker, connection, question)
        answer = figure_of(indicator_in(basis, code), question, basis)
        return explained(connection, answer, verdicts_of(answer, basis), basis.at, after, limit)


def explained(
    connection: Connection,
    answer: IndicatorFigure,
    judged: Sequence[Verdict],
    at: int | None,
    after: str | None,
    limit: int | None,
) -> Explanation:
    """Of some of the verdicts that make the figure. Raises Refused for an `after` that no answer gave."""
    shown, following = _shown(judged, after, limit)
    titles = register.titles(connection, [verdict.coordination_id for verdict in shown], at)
    return Explanation(answer, tuple(_line(verdict, titles) for verdict in shown), len(judged), following)


def _shown(
    judged: Sequence[Verdict], after: str | None, limit: int | None
) -> tuple[list[Verdict], str | None]:
    """By key, so that a coordination recorded between two pages shifts nothing."""
    rows = sorted(judged, key=_key)
    if after is not None:
        behind = key(after)
        rows = [verdict for verdict in rows if _key(verdict) > behind]
    if limit is None or len(rows) <= limit:
        return rows, None
    return rows[:limit], _key(rows[limit - 1]).cursor if limit else None


def _key(verdict: Verdict) -> Key:
    return Key(verdict.held_on, verdict.coordination_id)


def indicator_in(basis: Basis, code: str) -> Indicator:
    """Raises NotFound."""
    for indicator in basis.indicators:
        if indicator.code == code:
            return indicator
    raise NotFound(say("Indikator “{code}” tidak dikenal di kecamatan ini.", code=code), "indicator")


def verdicts_of(answer: IndicatorFigure, basis: Basis) -> list[Verdict]:
    """What the figure is the sum of; nothing for what is no share of coordinations."""
    if answer.reading is None:
        return []
    return counting.verdicts(basis.facts, answer.edition.scope, answer.reading, basis.seen_until)


def figure_of(indicator: Indicator, question: Question, basis: Basis) -> IndicatorFigure:
    edition, adoption = indicator.for_year(question.year), indicator.adopted(question.year)
    how = _reading(edition, question)
    figure = reported = None
    if how is not None:
        figure = _count(edition.scope, how, basis)
        if how.counts_from is not None:
            beside = msgspec.structs.replace(how, counts_from=CountsFrom.REPORTED)
            reported = _count(edition.scope, beside, basis)
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
        surveys=basis.surveys if edition.rule is None else (),
        target=target,
        achievement=None,
        predicate=None,
    )
    achieved = achievement(answer.value, target, edition.better, basis.conventions)
    grade = predicate(achieved, basis.conventions.ladder)
    return msgspec.structs.replace(answer, achievement=achieved, predicate=grade)


def _count(scope: Scope, how: Reading, basis: Basis) -> Figure:
    return counting.figure(counting.verdicts(basis.facts, scope, how, basis.seen_until))


def _index(surveys: Sequence[Considered]) -> Fraction | None:
    """Of the survey that counts."""
    return surveys[0].survey.score().ikm if surveys and surveys[0].counts else None


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
    return Line(verdict, title.title, title.number, reason_of(verdict))


def reason_of(verdict: Verdict) -> str:
    """Why it counts as it does, in one plain line."""
    reason = WHY_TEXT[verdict.why]
    if not verdict.judged:
        return reason
    return say(
        "{reason} ({followed} dari {judged})",
        reason=reason,
        followed=verdict.followed,
        judged=verdict.judged,
    )


def value_text(answer: IndicatorFigure) -> str:
    """`81,04 %`, or the index of a survey without the sign; `n/a`."""
    if answer.figure is not None or answer.value is None:
        return as_text(answer.value)
    return number_text(rounded(answer.value))


def achievement_texts(answer: IndicatorFigure) -> tuple[str | None, str | None]:
    """Capaian (without its sign) and predikat. Of a simulation each carries the mark. A report has neither of a simulation; JSON says `simulation` beside them."""
    achieved = None if answer.achievement is None else number_text(answer.achievement)
    predicate = answer.predicate
    if not answer.simulation:
        return achieved, predicate
    return achieved and simulated(achieved), predicate and simulated(predicate)


def simulated(text: str) -> str:
    """Whoever copies it copies the mark."""
    return say("SIMULASI {text}", text=text)
