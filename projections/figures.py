"""The facts that figures count, each with the interval of log positions in which the record held it.

As-of is a query: the record at a position is the rows whose interval contains it, whatever came later.
Three tables, each folded from one stream, so that a fact never waits for another stream's event.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, OPEN_END, metadata
from tracker.domain.coordination import Coordination, OutcomeAdded
from tracker.domain.coordination import Status as Held
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import FollowUp, Status

coordination_fact = sa.Table(
    "coordination_fact",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("to_position", sa.BigInteger, nullable=False),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("section", sa.String),
    sa.Column("within_authority", sa.Boolean, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("evidence", sa.String, nullable=False),
    sa.Column("outputs", sa.String, nullable=False),
    sa.Index("coordination_fact_office_held_on", "office", "held_on"),
    **CLUSTERED,
)
"""Held by the office itself; `evidence` and `outputs` are types joined by commas."""

outcome_fact = sa.Table(
    "outcome_fact",
    metadata,
    sa.Column("coordination_id", sa.Uuid, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("from_position", sa.BigInteger, nullable=False),
    sa.Column("section", sa.String),
    sa.Column("follow_up_id", sa.Uuid),
    **CLUSTERED,
)
"""The coordination's side of an outcome, which never changes."""

follow_up_fact = sa.Table(
    "follow_up_fact",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("to_position", sa.BigInteger, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("begun_on", sa.Date),
    sa.Column("done_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("section", sa.String),
    **CLUSTERED,
)
"""`section` only where it was corrected; else the outcome's own counts."""


def fold(batch: Batch, write: Writer) -> None:
    coordinations = batch.of(Coordination)
    _fold_intervals(coordination_fact, coordinations, _held, write)
    write.insert(outcome_fact, [_outcome(step) for step in coordinations if _adds_outcome(step)])
    _fold_intervals(follow_up_fact, batch.of(FollowUp), _carried, write)


READ_MODEL = ReadModel("figures", (coordination_fact, outcome_fact, follow_up_fact), fold)


def facts(
    connection: Connection, office: str, first: date, last: date, at: int | None = None
) -> list[CoordinationFact]:
    """The office's coordinations held from `first` to `last`, as the record stood at position `at` (None: now).

    By day and id. Two indexed queries; their cost does not grow with the log.
    """
    moment = OPEN_END - 1 if at is None else at
    asked = {"office": office, "first": first, "last": last, "moment": moment}
    outcomes: dict[object, list[OutcomeFact]] = {}
    for key, section, needs, status, begun_on, done_on, due_on in connection.execute(_OUTCOMES, asked):
        at_that_moment = Status.BELUM_DITINDAKLANJUTI if status is None else Status(status)
        outcome = OutcomeFact(section, needs, at_that_moment, begun_on, done_on, due_on)
        outcomes.setdefault(key, []).append(outcome)
    return [
        CoordinationFact(
            id=row.id,
            held_on=row.held_on,
            kind=row.kind,
            section=row.section,
            within_authority=row.within_authority,
            withdrawn=row.withdrawn,
            evidence=_types(row.evidence),
            outputs=_types(row.outputs),
            outcomes=tuple(outcomes.get(row.key, ())),
        )
        for row in connection.execute(_HELD, asked)
    ]


def _as_stored(id_: sa.Column[UUID]) -> sa.ColumnElement[object]:
    """Only to be compared: making UUIDs took a quarter of the whole."""
    return sa.type_coerce(id_, sa.types.NullType())


def _questions() -> tuple[sa.Select[Any], sa.Select[Any]]:
    c, o, f = coordination_fact.c, outcome_fact.c, follow_up_fact.c
    first, last = (sa.bindparam(name, type_=sa.Date) for name in ("first", "last"))
    moment = sa.bindparam("moment", type_=sa.BigInteger)
    held = (
        c.office == sa.bindparam("office"),
        c.held_on.between(first, last),
        c.from_position <= moment,
        c.to_position > moment,
    )
    known = sa.and_(f.id == o.follow_up_id, f.from_position <= moment, f.to_position > moment)
    joined = coordination_fact.join(outcome_fact, o.coordination_id == c.id).outerjoin(follow_up_fact, known)
    needs_follow_up = o.follow_up_id.is_not(None)
    section = sa.func.coalesce(f.section, o.section)
    return (
        sa.select(coordination_fact, _as_stored(c.id).label("key")).where(*held).order_by(c.held_on, c.id),
        sa.select(_as_stored(c.id), section, needs_follow_up, f.status, f.begun_on, f.done_on, f.due_on)
        .select_from(joined)
        .where(*held, o.from_position <= moment)
        .order_by(o.coordination_id, o.ordinal),
    )


_HELD, _OUTCOMES = _questions()
"""Put together once: that took as long as the queries."""


def _held(state: Coordination | None) -> tuple[Any, ...] | None:
    if state is None or state.held_on is None or state.details.organiser is not None:
        return None
    details = state.details
    return (
        details.office,
        state.held_on,
        details.kind,
        details.section,
        details.within_authority,
        state.status is Held.DITARIK,
        _joined(state.evidence),
        _joined(state.outputs),
    )


def _carried(state: FollowUp | None) -> tuple[Any, ...] | None:
    if state is None:
        return None
    done_on = state.report.done_on if state.report else None
    return state.status.value, state.begun_on, done_on, state.due_on, state.corrected_section


def _adds_outcome(step: Step[Coordination]) -> bool:
    return isinstance(step.recorded.event, OutcomeAdded)


def _outcome(step: Step[Coordination]) -> tuple[Any, ...]:
    outcome = step.after.outcomes[-1]
    return step.subject, outcome.ordinal, step.recorded.position, outcome.section, outcome.follow_up_id


def _fold_intervals(
    table: sa.Table, steps: list[Step[Any]], fact: Callable[[Any], tuple[Any, ...] | None], write: Writer
) -> None:
    """A fact that came and went within the batch is written once, with both its ends."""
    opened: dict[UUID, tuple[int, tuple[Any, ...]]] = {}
    rows: list[tuple[Any, ...]] = []
    closed: list[tuple[int, UUID]] = []
    for step in steps:
        before, after = fact(step.before), fact(step.after)
        if before == after:
            continue
        position, id_ = step.recorded.position, step.subject
        if before is not None:
            if id_ in opened:
                since, values = opened.pop(id_)
                rows.append((id_, since, position, *values))
            else:
                closed.append((position, id_))
        if after is not None:
            opened[id_] = (position, after)
    write.close(table, closed)
    write.insert(table, rows + [(id_, since, OPEN_END, *values) for id_, (since, values) in opened.items()])


def _joined(pieces: tuple[Evidence, ...]) -> str:
    return ",".join(sorted({piece.type.value for piece in pieces}))


@lru_cache(maxsize=256)
def _types(joined: str) -> frozenset[EvidenceType]:
    return frozenset(EvidenceType(name) for name in joined.split(",") if name)
