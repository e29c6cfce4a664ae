"""The agenda of reminders: for each follow-up that somebody is waited for, the instant of the next step.

Deleting and refolding it neither loses nor repeats a reminder: what was sent stands in the log, and settles steps.
"""

from datetime import date, datetime
from typing import Any, NamedTuple
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


class Plan(NamedTuple):
    since: date
    settled: date | None


def fold(batch: Batch, write: Writer) -> None:
    """A new task, or a new due date, plans anew; days that have passed until the change are not repeated."""
    steps: list[Step[FollowUp]] = [step for step in batch.all if _may_matter(step)]
    plans: dict[UUID, Plan | None] = {
        **_plans(write.connection, {s.subject for s in steps if _builds_on_plan(s)})
    }
    newest: dict[UUID, Step[FollowUp]] = {}
    for step in steps:
        event, id_ = step.recorded.event, step.subject
        task = task_of(step.after)
        if _was_waited_for(step) is not task:
            plans[id_] = None if task is None else Plan(batch.day(step), None)
            newest[id_] = step
        elif _builds_on_plan(step) and (plan := plans.get(id_)) is not None:
            if isinstance(event, ReminderSent | ReminderFailed):
                plans[id_] = _settled(plan, task, event)
            elif task is Task.CARRY_OUT and plan.settled is not None and _moves_due_date(step):
                plans[id_] = Plan(plan.since, max(plan.settled, batch.day(step)))
            newest[id_] = step
    write.delete(agenda, [(id_,) for id_ in newest if plans[id_] is None])
    write.upsert(
        agenda,
        [_row(step, plan, batch.zone(step.office)) for id_, step in newest.items() if (plan := plans[id_])],
    )


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
    found = _rows(connection, sa.select(agenda).where(agenda.c.follow_up_id == follow_up_id))
    return found[0] if found else None


_ORDER = (agenda.c.next_at, agenda.c.follow_up_id)


def _was_waited_for(step: Step[FollowUp]) -> Task | None:
    return None if step.before is None else task_of(step.before)


def _may_matter(step: Step[Any]) -> bool:
    """Lets most steps go by quickly: a state is copied field by field, so what stays is the same object."""
    before, after = step.before, step.after
    return isinstance(after, FollowUp) and (
        before is after
        or before is None
        or before.status is not after.status
        or before.cannot_requested_by is not after.cannot_requested_by
        or before.in_charge is not after.in_charge
        or before.due_on is not after.due_on
    )


def _moves_due_date(step: Step[FollowUp]) -> bool:
    return step.before is not None and step.before.due_on != step.after.due_on


def _builds_on_plan(step: Step[FollowUp]) -> bool:
    """Whether the plan goes on, with a change: the row that stands has to be known."""
    before, after = step.before, step.after
    if before is None or isinstance(step.recorded.event, ReminderSent | ReminderFailed):
        return before is not None
    return (before.due_on != after.due_on or before.in_charge != after.in_charge) and task_of(
        before
    ) is task_of(after) is not None


def _settled(plan: Plan, task: Task | None, event: ReminderSent | ReminderFailed) -> Plan:
    """A late answer about an earlier task settles nothing of the present one."""
    given_up = isinstance(event, ReminderSent) or event.final
    name = event.step.partition(":")[0]
    about = Task.CARRY_OUT if name in {"before", "due", "overdue"} else Task(name)
    if not given_up or about is not task:
        return plan
    return Plan(plan.since, max(plan.settled or event.through, event.through))


def _row(step: Step[FollowUp], plan: Plan, zone: ZoneInfo) -> tuple[Any, ...]:
    state = step.after
    task, in_charge = task_of(state), state.in_charge
    assert task is not None
    following = next_step(task, state.due_on, plan.since, plan.settled)
    return (
        step.subject,
        step.office,
        task.value,
        state.due_on,
        plan.since,
        plan.settled,
        in_charge.kind if in_charge else None,
        in_charge.code if in_charge else None,
        in_charge.name if in_charge else None,
        None if following is None else instant(following, zone),
    )


def _plans(connection: Connection, ids: set[UUID]) -> dict[UUID, Plan]:
    if not ids:
        return {}
    c = agenda.c
    found = connection.execute(sa.select(c.follow_up_id, c.since, c.settled).where(c.follow_up_id.in_(ids)))
    return {id_: Plan(since, settled) for id_, since, settled in found}


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
