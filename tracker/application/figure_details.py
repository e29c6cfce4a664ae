"""All that an indicator's page tells of one figure, from one reading of the record: every rule side by side, its course
through the year, its months and sections, and the coordinations behind it."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from tracker.application.actor import Actor
from tracker.application.figure_basis import Basis, Question, basis_of, read_record
from tracker.application.figure_course import Point, points_of
from tracker.application.figures import (
    Explanation,
    IndicatorFigure,
    explained,
    figure_of,
    indicator_in,
    verdicts_of,
)
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule, Verdict


class Behind(StrEnum):
    """Which coordinations are listed: those of the numerator, of the denominator, or in neither."""

    NUMERATOR = "pembilang"
    DENOMINATOR = "penyebut"
    NEITHER = "di-luar"


_BELONGS: dict[Behind, Callable[[Verdict], bool]] = {
    Behind.NUMERATOR: lambda verdict: verdict.numerator > 0,
    Behind.DENOMINATOR: lambda verdict: verdict.denominator > 0,
    Behind.NEITHER: lambda verdict: not verdict.counted,
}


class Group(msgspec.Struct, frozen=True):
    """What one month, or one section, adds to the figure; `key` is the month's number, the section's code, or None for
    the whole kecamatan. The groups of a figure add up to it."""

    key: str | None
    held: int
    numerator: int
    denominator: int


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """`readings` by rule, the shown one among them; none for a survey. `behind`: how many coordinations each list has."""

    figure: IndicatorFigure
    readings: dict[Rule, IndicatorFigure]
    explanation: Explanation
    behind: dict[Behind, int]
    points: tuple[Point, ...]
    months: tuple[Group, ...]
    sections: tuple[Group, ...]


def details(
    tracker: Tracker,
    actor: Actor,
    code: str,
    question: Question,
    rules: Sequence[Rule],
    only: Behind | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Details:
    """The figure of the question, and by each of `rules`; of its coordinations, `only` some, at most `limit` behind `after`.

    Raises NotFound for an unknown indicator, Refused naming the part of the question that cannot be answered.
    """
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        record = read_record(tracker, connection, question.office, question.year, question.as_of)
        basis = basis_of(record, question)
        indicator = indicator_in(basis, code)
        shown = figure_of(indicator, question, basis)
        judged = verdicts_of(shown, basis)
        listed = judged if only is None else list(filter(_BELONGS[only], judged))
        return Details(
            figure=shown,
            readings={
                rule: figure_of(indicator, msgspec.structs.replace(question, rule=rule), basis)
                for rule in rules
            },
            explanation=explained(connection, shown, listed, basis.at, after, limit),
            behind={one: sum(map(belongs, judged)) for one, belongs in _BELONGS.items()},
            points=points_of(shown, question, record),
            months=_months(judged, basis),
            sections=_sections(judged, basis),
        )


def _months(judged: Iterable[Verdict], basis: Basis) -> tuple[Group, ...]:
    """Every month of the cohort, by the day held."""
    told = range(basis.period.first.month, basis.period.last.month + 1)
    return _grouped(judged, [f"{month:02}" for month in told], lambda one: f"{one.held_on.month:02}")


def _sections(judged: Sequence[Verdict], basis: Basis) -> tuple[Group, ...]:
    """By who held the coordination, so that each is told once; the largest first."""
    held_by = {fact.id: fact.section for fact in basis.facts}
    keys = {held_by[one.coordination_id] for one in judged}
    groups = _grouped(judged, keys, lambda one: held_by[one.coordination_id])
    return tuple(sorted(groups, key=lambda one: (-one.denominator, -one.held, one.key or "")))


def _grouped(
    judged: Iterable[Verdict], keys: Iterable[str | None], key: Callable[[Verdict], str | None]
) -> tuple[Group, ...]:
    counts = {one: [0, 0, 0] for one in keys}
    for verdict in judged:
        found = counts[key(verdict)]
        found[0] += 1
        found[1] += verdict.numerator
        found[2] += verdict.denominator
    return tuple(Group(one, *numbers) for one, numbers in counts.items())
