"""Penyebab perubahan: why a figure is another than at an earlier instant, coordination by coordination, event by event."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from projections import fact_history, register, timeline
from projections.fact_history import FactHistory
from projections.timeline import Entry
from tracker.application.actor import Actor
from tracker.application.figure_basis import Basis, Question, read_basis
from tracker.application.figures import (
    IndicatorFigure,
    figure_of,
    indicator_in,
    reason_of,
    verdicts_of,
)
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import counting
from tracker.domain.comparison import Difference, differences, is_other
from tracker.domain.counting import Verdict
from tracker.domain.errors import Refused
from tracker.domain.identity import indicator_id, survey_id


class Change(msgspec.Struct, frozen=True):
    """What one coordination adds to the difference. `events` are those at which its verdict changed, in their order;
    none where only the definition did. `before` and `after` are reasons in one line, None: not looked at."""

    difference: Difference
    title: str
    number: str | None
    before: str | None
    after: str | None
    events: tuple[Entry, ...]


class Changes(msgspec.Struct, frozen=True):
    """`changes` add up to the difference of the two figures. `stated`: events of the definition, its adoption and
    targets, or of the survey whose score it is, between the two instants."""

    before: IndicatorFigure
    after: IndicatorFigure
    changes: tuple[Change, ...]
    stated: tuple[Entry, ...]


_MOST_STATED = 100


def changes(tracker: Tracker, actor: Actor, code: str, question: Question, since: datetime) -> Changes:
    """From `since` to the instant that the question names (None: now).

    Raises Refused where the one is not before the other, NotFound for an unknown indicator.
    """
    require(actor, Action.VIEW, question.office)
    if since >= (question.as_of or tracker.clock()):
        raise Refused("Saat awal harus sebelum saat akhir.", "since")
    earlier = msgspec.structs.replace(question, as_of=since)
    with tracker.views.connect() as connection:
        old, new = read_basis(tracker, connection, earlier), read_basis(tracker, connection, question)
        before = figure_of(indicator_in(old, code), earlier, old)
        after = figure_of(indicator_in(new, code), question, new)
        found = differences(verdicts_of(before, old), verdicts_of(after, new))
        traced = _trace(connection, found, after, old, new)
        subjects = [indicator_id(question.office, code)]
        subjects += [survey_id(question.office, one.survey.name) for one in (*before.surveys, *after.surveys)]
        stated = timeline.of(connection, subjects, after=old.position, until=new.position, limit=_MOST_STATED)
    return Changes(before, after, tuple(traced), tuple(stated))


def _trace(
    connection: Connection, found: Sequence[Difference], after: IndicatorFigure, old: Basis, new: Basis
) -> list[Change]:
    ids = [one.coordination_id for one in found]
    histories = fact_history.histories(connection, ids)
    turns = {
        one.coordination_id: _turns(histories[one.coordination_id], one.before, after, old, new)
        for one in found
    }
    entries = timeline.at(connection, {position for positions in turns.values() for position in positions})
    titles = register.titles(connection, ids)
    return [
        Change(
            one,
            titles[one.coordination_id].title,
            titles[one.coordination_id].number,
            None if one.before is None else reason_of(one.before),
            None if one.after is None else reason_of(one.after),
            tuple(_known(entries, turns[one.coordination_id])),
        )
        for one in found
    ]


def _turns(
    history: FactHistory, verdict: Verdict | None, after: IndicatorFigure, old: Basis, new: Basis
) -> list[int]:
    """The positions of the events after which the coordination added something else to the figure than before."""
    assert after.reading is not None
    turns = []
    for position in history.positions(old.position, new.position):
        fact = history.at(position)
        facts = [fact] if fact is not None and new.period.first <= fact.held_on <= new.period.last else []
        judged = counting.verdicts(facts, after.edition.scope, after.reading, new.seen_until)
        following = judged[0] if judged else None
        if is_other(verdict, following):
            turns.append(position)
        verdict = following
    return turns


def _known(entries: dict[int, Entry], positions: Iterable[int]) -> Iterable[Entry]:
    return (entries[position] for position in positions if position in entries)
