"""The records as they stand now: one row for each coordination and for each follow-up.

`register` and `board` ask here; both tables move together, so the two never disagree.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from projections.fold import STICKY, Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, metadata
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp, Imported, Opened
from tracker.store.kept import Instant

coordination = sa.Table(
    "coordination",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("number", sa.String),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("section", sa.String),
    sa.Column("organiser", sa.String),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("date", sa.Date),
    sa.Column("listed_on", sa.Date, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("within_authority", sa.Boolean, nullable=False),
    sa.Column("outcomes", sa.Integer, nullable=False),
    sa.Column("needing", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("coordination_office_listed_on", "office", "listed_on", "id"),
    **CLUSTERED,
)
"""`listed_on` is `date`, or the end of time for what was postponed without a new day: it is listed first."""


follow_up = sa.Table(
    "follow_up",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("coordination_id", sa.Uuid, nullable=False, index=True),
    sa.Column("outcome_id", sa.Uuid, nullable=False),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("section", sa.String),
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
    sa.Column("by_register", sa.Boolean, info=STICKY),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("changed_position", sa.BigInteger, nullable=False),
    sa.Column("opened_at", Instant, info=STICKY),
    sa.Index("follow_up_office_listed_on", "office", "listed_on", "id"),
    **CLUSTERED,
)
"""`listed_on` is the due date, or the end of time where there is none: those are listed last."""


def fold(batch: Batch, write: Writer) -> None:
    write.upsert(coordination, [_coordination(step) for step in batch.newest(Coordination)])
    opened: dict[UUID, datetime] = {}
    by_register: dict[UUID, bool] = {}
    for step in batch.of(FollowUp):
        event = step.recorded.event
        if step.before is None:
            opened[step.subject] = step.recorded.recorded_at
        if isinstance(event, Opened | Imported):
            by_register[step.subject] = isinstance(event, Imported)
        elif step.before is not None and step.before.status is not step.after.status:
            by_register[step.subject] = False
    write.upsert(
        follow_up,
        [_follow_up(s, by_register.get(s.subject), opened.get(s.subject)) for s in batch.newest(FollowUp)],
    )


READ_MODEL = ReadModel("current", (coordination, follow_up), fold)


def _coordination(step: Step[Coordination]) -> tuple[Any, ...]:
    state = step.after
    details = state.details
    day = state.held_on or state.planned_on
    return (
        step.subject,
        details.office,
        details.number,
        details.kind,
        details.section,
        details.organiser,
        details.title,
        day,
        day or date.max,
        state.status.value,
        details.within_authority,
        len(state.outcomes),
        sum(outcome.follow_up_id is not None for outcome in state.outcomes),
        step.recorded.version,
    )


def _follow_up(step: Step[FollowUp], by_register: bool | None, opened_at: datetime | None) -> tuple[Any, ...]:
    state = step.after
    in_charge, report = state.in_charge, state.report
    return (
        step.subject,
        state.office,
        state.coordination_id,
        state.outcome_id,
        state.text,
        state.section,
        in_charge.kind if in_charge else None,
        in_charge.code if in_charge else None,
        in_charge.name if in_charge else None,
        state.due_on,
        state.due_on or date.max,
        state.due_proposed,
        state.status.value,
        state.cannot_requested_by,
        state.agreed_on,
        state.begun_on,
        report.done_on if report else None,
        report.done_by if report else None,
        report.typed_by if report else None,
        report.proven if report else False,
        by_register,
        step.recorded.version,
        step.recorded.position,
        opened_at,
    )
