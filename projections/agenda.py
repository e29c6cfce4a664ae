"""The agenda of reminders: for each follow-up that somebody is waited for, the instant of the next step.

Deleting and refolding it neither loses nor repeats a reminder: what was sent stands in the log, and settles steps.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, metadata
from tracker.domain.follow_up import FollowUp
from tracker.domain.in_charge import InCharge
from tracker.domain.reminder import ReminderFailed, ReminderSent, Task, instant, next_step, task_of
from tracker.store.kept import Instant

agenda = sa.Table(
    "agenda",
    metadata,
    sa.Column("follow_up_id", sa.Uuid, primary_key=True),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("task", sa.String, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("settled", sa.Date),
    sa.Column("in_charge_kind", sa.String),
    sa.Column("in_charge_code", sa.String),
    sa.Column("in_charge_name", sa.String),
    sa.Column("next_at", Instant, index=True),
    **CLUSTERED,
)


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """`since` is the office's day on which the task began, `settled` the day through which steps are settled.

    `next_at` is the UTC instant of the next step; None where nothing is planned, for want of a due date.
    """

    follow_up_id: UUID
    office: str
    task: Task
    due_on: date | None
    since: date
    settled: date | None
    in_charge: InCharge | None
    next_at: datetime | None


def fold(batch: Batch, write: Writer) -> None:
    """A new task, or a new due date, plans anew; days that have passed until the change are not repeated."""
    steps = sorted([*batch.of(FollowUp), *batch.reminders], key=lambda step: step.recorded.position)
    before = _load(write.connection, {step.subject for step in steps if _needs_row(step)})
    after: dict[UUID, AgendaRow | None] = {}
    for step in steps:
        event, id_ = step.recorded.event, step.subject
        if isinstance(event, ReminderSent | ReminderFailed):
            if (row := after.get(id_, before.get(id_))) is not None:
                after[id_] = _settled(row, event)
        elif _was_waited_for(step) is not task_of(step.after):
            after[id_] = _planned(step, batch.day(step))
        elif _changes_plan(step) and (row := after.get(id_, before.get(id_))) is not None:
            after[id_] = _changed(row, step.after, batch.day(step))
    write.delete(agenda, [(id_,) for id_, row in after.items() if row is None])
    write.upsert(agenda, [_values(row, batch.zone(row.office)) for row in after.values() if row is not None])


READ_MODEL = ReadModel("agenda", (agenda,), fold)


def due(
    connection: Connection, now: datetime, limit: int, after: tuple[datetime, UUID] | None = None
) -> list[AgendaRow]:
    """What has a step due by `now`, the longest waiting first; from behind the row of that instant and id on."""
    query = sa.select(agenda).where(agenda.c.next_at <= now)
    if after is not None:
        instant_, id_ = after
        query = query.where(
            sa.or_(
                agenda.c.next_at > instant_,
                sa.and_(agenda.c.next_at == instant_, agenda.c.follow_up_id > id_),
            )
        )
    return _rows(connection, query.order_by(*_ORDER).limit(limit))


def planned(connection: Connection, office: str | None, until: datetime) -> list[AgendaRow]:
    """What will have a step due by `until`; `office` None: of every office."""
    query = sa.select(agenda).where(agenda.c.next_at <= until)
    return _rows(
        connection, (query if office is None else query.where(agenda.c.office == office)).order_by(*_ORDER)
    )


def of(connection: Connection, follow_up_id: UUID) -> AgendaRow | None:
    """None: nobody is waited for, or nobody can be reminded."""
    return _load(connection, {follow_up_id}).get(follow_up_id)


_ORDER = (agenda.c.next_at, agenda.c.follow_up_id)


def _was_waited_for(step: Step[FollowUp]) -> Task | None:
    return None if step.before is None else task_of(step.before)


def _changes_plan(step: Step[FollowUp]) -> bool:
    before, after = step.before, step.after
    return before is not None and (before.due_on != after.due_on or before.in_charge != after.in_charge)


def _needs_row(step: Step[FollowUp]) -> bool:
    if isinstance(step.recorded.event, ReminderSent | ReminderFailed):
        return True
    return _changes_plan(step) and _was_waited_for(step) is task_of(step.after) is not None


def _planned(step: Step[FollowUp], day: date) -> AgendaRow | None:
    task = task_of(step.after)
    if task is None:
        return None
    return AgendaRow(
        follow_up_id=step.subject,
        office=step.office,
        task=task,
        due_on=step.after.due_on,
        since=day,
        settled=None,
        in_charge=step.after.in_charge,
        next_at=None,
    )


def _changed(row: AgendaRow, state: FollowUp, day: date) -> AgendaRow:
    settled = row.settled
    if row.task is Task.CARRY_OUT and row.due_on != state.due_on and settled is not None:
        settled = max(settled, day)
    return msgspec.structs.replace(row, due_on=state.due_on, in_charge=state.in_charge, settled=settled)


def _settled(row: AgendaRow, event: ReminderSent | ReminderFailed) -> AgendaRow:
    """A late answer about an earlier task settles nothing of the present one."""
    given_up = isinstance(event, ReminderSent) or event.final
    name = event.step.partition(":")[0]
    task = Task.CARRY_OUT if name in {"before", "due", "overdue"} else Task(name)
    if not given_up or task is not row.task:
        return row
    return msgspec.structs.replace(row, settled=max(row.settled or event.through, event.through))


def _values(row: AgendaRow, zone: ZoneInfo) -> tuple[Any, ...]:
    step = next_step(row.task, row.due_on, row.since, row.settled)
    in_charge = row.in_charge
    return (
        row.follow_up_id,
        row.office,
        row.task.value,
        row.due_on,
        row.since,
        row.settled,
        in_charge.kind if in_charge else None,
        in_charge.code if in_charge else None,
        in_charge.name if in_charge else None,
        None if step is None else instant(step, zone),
    )


def _load(connection: Connection, ids: set[UUID]) -> dict[UUID, AgendaRow]:
    if not ids:
        return {}
    rows = _rows(connection, sa.select(agenda).where(agenda.c.follow_up_id.in_(ids)))
    return {row.follow_up_id: row for row in rows}


def _rows(connection: Connection, query: sa.Select[Any]) -> list[AgendaRow]:
    return [
        AgendaRow(
            follow_up_id=row.follow_up_id,
            office=row.office,
            task=Task(row.task),
            due_on=row.due_on,
            since=row.since,
            settled=row.settled,
            in_charge=None
            if row.in_charge_kind is None
            else InCharge(row.in_charge_kind, row.in_charge_code, row.in_charge_name),
            next_at=row.next_at,
        )
        for row in connection.execute(query)
    ]
