"""How a figure came to where it stands: the same figure at the end of each month of the year, from one reading.

Each point is what `indicators --period MM --cumulative` tells; the last one is the figure itself.
"""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from tracker.application.actor import Actor
from tracker.application.figure_basis import Question, Record, basis_of, read_record
from tracker.application.figures import IndicatorFigure, counted_by, figure_of
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker, local_day
from tracker.domain.counting import Figure
from tracker.domain.period import Period, period
from tracker.domain.survey.choice import consider

_SURVEYS = 6


class Point(msgspec.Struct, frozen=True):
    """`figure` None: a survey. `value` None: n/a at that time."""

    period: Period
    figure: Figure | None
    value: Fraction | None


class Course(msgspec.Struct, frozen=True):
    """`points` by time: the months of the year, none after the day of the record or the cut-off; of a survey, the latest
    surveys that count."""

    figure: IndicatorFigure
    points: tuple[Point, ...]


def courses(tracker: Tracker, actor: Actor, question: Question) -> list[Course]:
    """Every indicator of the office, in the order of its document, each with its course through the year.

    As many queries as `figures` takes. Raises what `figures` raises.
    """
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        record = read_record(tracker, connection, question.office, question.year, question.as_of)
    basis = basis_of(record, question)
    answers = [figure_of(indicator, question, basis) for indicator in basis.indicators]
    return [Course(answer, points_of(answer, question, record)) for answer in answers]


def points_of(answer: IndicatorFigure, question: Question, record: Record) -> tuple[Point, ...]:
    """Of the year that the question is about, month by month, by the reading of the answer."""
    if answer.reading is None:
        return _surveys(answer, record)
    last = local_day(record.as_of, record.office.zone)
    if question.cut_off is not None:
        last = min(last, question.cut_off)
    months = [period(question.year, f"{month:02}", cumulative=True) for month in range(1, 13)]
    points = []
    for told in months:
        if told.last.replace(day=1) > last:
            break
        until = told.last if question.cut_off is None else min(told.last, question.cut_off)
        asked = msgspec.structs.replace(question, period=told.code, cumulative=True, cut_off=until)
        found = counted_by(answer.edition.scope, answer.reading, basis_of(record, asked))
        points.append(Point(told, found.figure, found.value))
    return tuple(points)


def _surveys(answer: IndicatorFigure, record: Record) -> tuple[Point, ...]:
    """Each period that has a survey which counts, up to the one that is told."""
    told: Sequence[Period] = sorted(
        {survey.period for survey in record.surveys if survey.period.last <= answer.period.last},
        key=lambda one: (one.last, one.first),
    )
    points = []
    for one in told:
        chosen = next((found.survey for found in consider(record.surveys, one) if found.counts), None)
        if chosen is not None and chosen.period == one:
            points.append(Point(one, None, chosen.score().ikm))
    return tuple(points[-_SURVEYS:])
