"""The agenda of reminders: for each matter, the instant of the next step.

Deleting and refolding it neither loses nor repeats a reminder: what was sent stands in the log, and settles steps. A
change of the office's calendar, or of the policy of what runs, plans all its matters anew.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Step, Writer
from projections.tables import CLUSTERED, metadata
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.matter import Task
from tracker.domain.matter_plan import Plan, followed, settled_by
from tracker.domain.office import Office
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.reminder import Outcome
from tracker.domain.reminder_plan import instant, next_step, terms_of
from tracker.domain.reminder_policy import PolicyAdopted
from tracker.store.kept import Instant

agenda = sa.Table(
    "agenda",
    metadata,
    sa.Column("subject", sa.Uuid, primary_key=True),
    sa.Column("task", sa.String, primary_key=True),
    sa.Column("office", sa.String, nullable=False, index=True),
    sa.Column("due_on", sa.Date),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("settled", sa.Date),
    sa.Column("policy", sa.Integer, nullable=False),
    sa.Column("next_at", Instant),
    sa.Index("agenda_next_at", "next_at", "subject", "task", "office"),
    **CLUSTERED,
)


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """`since` is the office's day on which the matter began, `settled` the day through which steps are settled, `policy`
    the number of the policy that it is reminded by.

    `next_at` is the UTC instant of the next step; None where nothing is planned, for want of a due date.
    """

    subject: UUID
    task: Task
    office: str
    due_on: date | None
    since: date
    settled: date | None
    policy: int
    next_at: datetime | None


Key = tuple[UUID, Task]


class _Plans:
    """Those that stand, read once, and what the batch makes of them."""

    def __init__(self, rows: Iterable[AgendaRow]) -> None:
        self.by_subject: dict[UUID, dict[Task, Plan]] = {}
        self.offices: dict[UUID, str] = {}
        self.changed: dict[Key, None] = {}
        for row in rows:
            plan = Plan(row.due_on, row.since, row.settled, row.policy)
            self.by_subject.setdefault(row.subject, {})[row.task] = plan
            self.offices[row.subject] = row.office

    def of(self, subject: UUID) -> dict[Task, Plan]:
        return self.by_subject.get(subject, {})

    def put(self, subject: UUID, task: Task, office: str, plan: Plan) -> None:
        plans = self.by_subject.setdefault(subject, {})
        if plans.get(task) != plan:
            plans[task] = plan
            self.offices[subject] = office
            self.changed[subject, task] = None

    def end(self, subject: UUID, task: Task) -> None:
        del self.by_subject[subject][task]
        self.changed[subject, task] = None

    def adopt(self, office: str, policy: int) -> None:
        """What runs in that office changes to that policy."""
        for subject, plans in self.by_subject.items():
            if self.offices[subject] == office:
                for task, plan in plans.items():
                    plans[task] = plan._replace(policy=policy)

    def moved(self, offices: Collection[str]) -> Iterable[Key]:
        """What has changed by itself, and all that is planned anew with the calendars or policies of those offices."""
        for subject, plans in self.by_subject.items() if offices else ():
            if self.offices.get(subject) in offices:
                self.changed |= dict.fromkeys((subject, task) for task in plans)
        return self.changed


def fold(batch: Batch, write: Writer) -> None:
    """A new matter, or a new due date, plans anew; days that have passed until the change are not repeated."""
    steps = [step for step in batch.all if _may_matter(step)]
    if not steps:
        return
    touched = {step.office for step in steps if isinstance(step.after, Office) and step.before is not None}
    plans = _Plans(_standing(write.connection, {step.subject for step in steps}, touched))
    for step in steps:
        if isinstance(step.recorded.event, Outcome):
            _settle(plans, step.recorded.event)
        else:
            _follow(plans, batch, step)
    ended, planned_anew = [], []
    for subject, task in plans.moved(touched):
        plan = plans.of(subject).get(task)
        if plan is None:
            ended.append((subject, task.value))
        else:
            code = plans.offices[subject]
            planned_anew.append(_row(subject, task, code, plan, batch.office(code)))
    write.delete(agenda, ended)
    write.upsert(agenda, planned_anew)


READ_MODEL = ReadModel("agenda", (agenda,), fold)


def anything_due(connection: Connection, now: datetime) -> bool:
    first = connection.scalar(_FIRST)
    return first is not None and first <= now


_FIRST = sa.select(sa.func.min(agenda.c.next_at))
"""By the end of the index alone: EXISTS was answered by reading a million rows where PostgreSQL expected to find one soon."""


def offices_due(connection: Connection, now: datetime) -> list[str]:
    """The offices that have a step due by `now`."""
    return list(connection.scalars(sa.select(agenda.c.office).distinct().where(agenda.c.next_at <= now)))


def due(
    connection: Connection,
    now: datetime,
    offices: Iterable[str],
    limit: int,
    after: AgendaRow | None = None,
) -> list[AgendaRow]:
    """What those offices have due by `now`, the longest waiting first, behind the row `after`."""
    c = agenda.c
    query = sa.select(agenda).where(c.next_at <= now, c.office.in_(list(offices)))
    if after is not None:
        query = query.where(
            sa.tuple_(c.next_at, c.subject, c.task)
            > sa.tuple_(
                sa.literal(after.next_at, Instant), sa.literal(after.subject, sa.Uuid), after.task.value
            )
        )
    return _rows(connection, query.order_by(*_ORDER).limit(limit))


def planned(connection: Connection, office: str | None, until: datetime) -> list[AgendaRow]:
    """What will have a step due by `until`; `office` None: of every office."""
    query = sa.select(agenda).where(agenda.c.next_at <= until)
    return _rows(
        connection, (query if office is None else query.where(agenda.c.office == office)).order_by(*_ORDER)
    )


def of_office(connection: Connection, office: str) -> list[AgendaRow]:
    """All that is waited for in that office."""
    return _rows(connection, sa.select(agenda).where(agenda.c.office == office))


def waiting(connection: Connection, office: str, without: Iterable[Task], limit: int) -> list[AgendaRow]:
    """What is waited for in that office, other than those tasks; the longest waiting first."""
    c = agenda.c
    query = sa.select(agenda).where(c.office == office, c.task.not_in([task.value for task in without]))
    return _rows(connection, query.order_by(c.since, c.subject, c.task).limit(limit))


def of(connection: Connection, subject: UUID) -> dict[Task, AgendaRow]:
    """What is waited for; what nobody is reminded of has no row."""
    found = _rows(connection, sa.select(agenda).where(agenda.c.subject == subject))
    return {row.task: row for row in found}


_ORDER = (agenda.c.next_at, agenda.c.subject, agenda.c.task)


def _may_matter(step: Step[Any]) -> bool:
    """Lets most steps go by quickly: a state is copied field by field, so what stays is the same object."""
    before, after = step.before, step.after
    if isinstance(step.recorded.event, Outcome) or before is None:
        return True
    match after:
        case FollowUp():
            return (
                before.status is not after.status
                or before.cannot_requested_by is not after.cannot_requested_by
                or before.extension is not after.extension
                or before.in_charge is not after.in_charge
                or before.disowned_by is not after.disowned_by
                or before.due_on is not after.due_on
            )
        case Coordination():
            return before.minutes is not after.minutes or before.requests is not after.requests
        case Office():
            return before.calendar is not after.calendar or before.policies is not after.policies
        case _:
            return isinstance(after, PeriodFreeze)


def _follow(plans: _Plans, batch: Batch, step: Step[Any]) -> None:
    subject, code, event = step.subject, step.office, step.recorded.event
    standing = plans.of(subject)
    found = followed(
        standing,
        step.before,
        step.after,
        lambda: batch.day(step),
        lambda: batch.office_at(step).newest_policy,
    )
    for task in standing.keys() - found.keys():
        plans.end(subject, task)
    for task, plan in found.items():
        plans.put(subject, task, code, plan)
    if isinstance(event, PolicyAdopted) and event.for_running:
        plans.adopt(code, event.number)


def _settle(plans: _Plans, event: Outcome) -> None:
    """A late answer about an earlier task settles nothing of the present one."""
    plan = plans.of(event.subject).get(event.task)
    if plan is not None:
        plans.put(event.subject, event.task, plans.offices[event.subject], settled_by(plan, event))


def _row(subject: UUID, task: Task, code: str, plan: Plan, office: Office) -> tuple[Any, ...]:
    terms = terms_of(office, plan.policy)
    following = next_step(task, plan.due_on, plan.since, terms, plan.settled)
    return (
        subject,
        task.value,
        code,
        plan.due_on,
        plan.since,
        plan.settled,
        plan.policy,
        None if following is None else instant(following, terms),
    )


def _standing(connection: Connection, subjects: set[UUID], offices: set[str]) -> list[AgendaRow]:
    found = _rows(connection, sa.select(agenda).where(agenda.c.subject.in_(subjects)))
    if offices:
        found += _rows(connection, sa.select(agenda).where(agenda.c.office.in_(offices)))
    return found


def _rows(connection: Connection, query: sa.Select[Any]) -> list[AgendaRow]:
    return [
        AgendaRow(
            subject=row.subject,
            task=Task(row.task),
            office=row.office,
            due_on=row.due_on,
            since=row.since,
            settled=row.settled,
            policy=row.policy,
            next_at=row.next_at,
        )
        for row in connection.execute(query)
    ]
