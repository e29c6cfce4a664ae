"""The records as the log held them at every position: one row for each state of a coordination, an outcome, a follow-up.

A row holds from `from_position` until `to_position` (exclusive), the one that holds now until OPEN_END. Lists, figures
and their past are the same rows under another condition (`holding`), so two pages never disagree, and reading a past
instant replays nothing. Each table is folded from one stream, so that a row never waits for another stream's event.
"""

from collections.abc import Callable, Hashable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from projections.fold import Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, END_OF_TIME, OPEN_END, metadata
from tracker.domain.coordination import Coordination, Outcome
from tracker.domain.evidence import Evidence
from tracker.domain.follow_up import FollowUp

_NOW = sa.literal_column(str(OPEN_END), sa.BigInteger)
"""Written out, never bound: only then do the partial indexes serve."""


def _interval(*columns: sa.Column[Any], key: tuple[sa.Column[Any], ...]) -> tuple[sa.Column[Any], ...]:
    return (
        *key,
        sa.Column("from_position", sa.BigInteger, primary_key=True),
        sa.Column("to_position", sa.BigInteger, nullable=False),
        *columns,
    )


def _now_by(name: str, *columns: str) -> sa.Index:
    """Over the rows that hold now alone: a list of today does not grow with the past."""
    now = sa.text(f"to_position = {OPEN_END}")
    return sa.Index(name, *columns, sqlite_where=now, postgresql_where=now)


coordination = sa.Table(
    "coordination",
    metadata,
    *_interval(
        sa.Column("office", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("organiser", sa.String),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("held_on", sa.Date),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("within_authority", sa.Boolean, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("outputs", sa.String, nullable=False),
        key=(sa.Column("id", sa.Uuid, primary_key=True),),
    ),
    sa.Index("coordination_office_held_on", "office", "held_on"),
    sa.Index("coordination_office_listed_on", "office", "listed_on", "id"),
    _now_by("coordination_now_held_on", "office", "held_on"),
    _now_by("coordination_now_listed_on", "office", "listed_on", "id"),
    **CLUSTERED,
)
"""`date` is the day held, or else planned; `listed_on` the same, or the end of time for what was postponed without a
new day: it is listed first. `evidence` and `outputs` are types joined by commas."""

outcome = sa.Table(
    "outcome",
    metadata,
    *_interval(
        sa.Column("section", sa.String),
        sa.Column("follow_up_id", sa.Uuid),
        key=(
            sa.Column("coordination_id", sa.Uuid, primary_key=True),
            sa.Column("ordinal", sa.Integer, primary_key=True),
        ),
    ),
    **CLUSTERED,
)
"""The coordination's side of an outcome; `follow_up_id` None: it only informs."""

follow_up = sa.Table(
    "follow_up",
    metadata,
    *_interval(
        sa.Column("office", sa.String, nullable=False),
        sa.Column("coordination_id", sa.Uuid, nullable=False, index=True),
        sa.Column("outcome_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("corrected_section", sa.String),
        sa.Column("in_charge_kind", sa.String),
        sa.Column("in_charge_code", sa.String),
        sa.Column("in_charge_name", sa.String),
        sa.Column("due_on", sa.Date),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("due_proposed", sa.Boolean, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("cannot_requested_by", sa.String),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("begun_on", sa.Date),
        sa.Column("done_on", sa.Date),
        sa.Column("done_by", sa.Uuid),
        sa.Column("typed_by", sa.String),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("by_register", sa.Boolean, nullable=False),
        key=(sa.Column("id", sa.Uuid, primary_key=True),),
    ),
    sa.Index("follow_up_office_listed_on", "office", "listed_on", "id"),
    _now_by("follow_up_now_listed_on", "office", "listed_on", "id"),
    **CLUSTERED,
)
"""`listed_on` is the due date, or the end of time where there is none: those are listed last.

`corrected_section` only where it was corrected; else the outcome's own section counts."""

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("coordination_id", sa.Uuid, primary_key=True),
    sa.Column("recorded_on", sa.Date, nullable=False),
    **CLUSTERED,
)
"""The office's day on which the log was told that a coordination had been held: it never changes."""


def holding(table: sa.Table, at: ColumnElement[int] | int | None) -> ColumnElement[bool]:
    """The rows that held at that position of the log; None: that hold now."""
    if at is None:
        return table.c.to_position == _NOW
    return (table.c.from_position <= at) & (table.c.to_position > at)


def fold(batch: Batch, write: Writer) -> None:
    coordinations = batch.of(Coordination)
    _fold_intervals(coordination, coordinations, _coordination, write)
    _fold_intervals(outcome, coordinations, _outcomes, write)
    _fold_intervals(follow_up, batch.of(FollowUp), _follow_up, write)
    write.insert(entry, [(step.subject, batch.day(step)) for step in coordinations if _is_entered(step)])


READ_MODEL = ReadModel("records", (coordination, outcome, follow_up, entry), fold)

Key = tuple[Hashable, ...]
Facts = dict[Key, tuple[Any, ...]]
"""The rows that a state stands for, by what the key has besides `from_position`."""


def _fold_intervals(
    table: sa.Table, steps: list[Step[Any]], facts: Callable[[Any, Any], Facts], write: Writer
) -> None:
    """What came and went within the batch is written once, with both its ends."""
    opened: dict[Key, tuple[int, tuple[Any, ...]]] = {}
    rows: list[tuple[Any, ...]] = []
    closed: list[tuple[Any, ...]] = []
    for step in steps:
        before = {} if step.before is None else facts(step.subject, step.before)
        after = facts(step.subject, step.after)
        if before == after:
            continue
        position = step.recorded.position
        for key, values in before.items():
            if after.get(key) == values:
                continue
            if key in opened:
                since, held = opened.pop(key)
                rows.append((*key, since, position, *held))
            else:
                closed.append((position, *key))
        for key, values in after.items():
            if before.get(key) != values:
                opened[key] = (position, values)
    write.close(table, closed)
    write.insert(table, rows + [(*key, since, OPEN_END, *held) for key, (since, held) in opened.items()])


def _is_entered(step: Step[Coordination]) -> bool:
    return step.after.held_on is not None and (step.before is None or step.before.held_on is None)


def _coordination(id_: Hashable, state: Coordination) -> Facts:
    details = state.details
    day = state.held_on or state.planned_on
    row = (
        details.office,
        details.number,
        details.kind,
        details.section,
        details.organiser,
        details.title,
        day,
        day or END_OF_TIME,
        state.held_on,
        state.status.value,
        details.within_authority,
        _joined(state.evidence),
        _joined(state.outputs),
    )
    return {(id_,): row}


def _outcomes(id_: Hashable, state: Coordination) -> Facts:
    return {(id_, outcome.ordinal): _outcome(outcome) for outcome in state.outcomes}


def _outcome(state: Outcome) -> tuple[Any, ...]:
    return state.section, state.follow_up_id


def _follow_up(id_: Hashable, state: FollowUp) -> Facts:
    in_charge, report = state.in_charge, state.report
    row = (
        state.office,
        state.coordination_id,
        state.outcome_id,
        state.text,
        state.section,
        state.corrected_section,
        in_charge.kind if in_charge else None,
        in_charge.code if in_charge else None,
        in_charge.name if in_charge else None,
        state.due_on,
        state.due_on or END_OF_TIME,
        state.due_proposed,
        state.status.value,
        state.cannot_requested_by,
        state.agreed_on,
        state.begun_on,
        report.done_on if report else None,
        report.done_by if report else None,
        report.typed_by if report else None,
        report.proven if report else False,
        state.by_register,
    )
    return {(id_,): row}


def _joined(pieces: tuple[Evidence, ...]) -> str:
    return ",".join(sorted({piece.type.value for piece in pieces}))
