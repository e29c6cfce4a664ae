"""When whom is reminded of what: the reminder policy, and what is recorded of each reminder.

The person in charge is reminded three days before the due date, on the day, and then on each working day that it is
overdue; after a report of completion the verifier, on each working day; while "cannot be followed up" waits for a
decision, the Camat. A step that falls on a day off is brought forward to the working day before it. Steps are never
lost: what a stopped worker missed is due when it comes back, as one reminder, the latest (LESSONS, "Reminders").
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from tracker.domain.calendar import at_or_before, working_days_from
from tracker.domain.event import Event

REMIND_AT = time(7, 30)
"""The office's local time at which the reminders of a day become due."""

DAYS_BEFORE = 3


class Task(StrEnum):
    """What somebody is waited for to do."""

    CARRY_OUT = "carry_out"
    VERIFY = "verify"
    DECIDE = "decide"


class Step(msgspec.Struct, frozen=True):
    """One reminder of the plan. `name` is `before`, `due`, `overdue`, `verify` or `decide`; at most one a day."""

    name: str
    on: date

    @property
    def code(self) -> str:
        return f"{self.name}:{self.on.isoformat()}"


class ReminderSent(Event, frozen=True, kw_only=True):
    """`through` is the day up to which earlier steps are settled by this one. No address stands in the log."""

    TOPIC: ClassVar[str] = "reminder.sent.1"
    follow_up_id: UUID
    key: UUID
    step: str
    through: date
    due_on: date | None
    person_id: UUID
    person: str
    channel: str


class ReminderFailed(Event, frozen=True, kw_only=True):
    """`final`: this step is given up, and the next one takes over; else it is tried again."""

    TOPIC: ClassVar[str] = "reminder.failed.1"
    follow_up_id: UUID
    key: UUID
    step: str
    through: date
    due_on: date | None
    person_id: UUID | None
    person: str
    channel: str
    error: str
    attempt: int
    final: bool


EVENTS: tuple[type[Event], ...] = (ReminderSent, ReminderFailed)


def steps(task: Task, due_on: date | None, since: date) -> Iterator[Step]:
    """The plan from the day `since` on, in order and without end; nothing for work without a due date."""
    if task is not Task.CARRY_OUT:
        for day in working_days_from(since + timedelta(days=1)):
            yield Step(task.value, day)
    if due_on is None:
        return
    before = at_or_before(due_on - timedelta(days=DAYS_BEFORE))
    due = at_or_before(due_on)
    if since <= before < due:
        yield Step("before", before)
    if since <= due:
        yield Step("due", due)
    for day in working_days_from(max(since, due_on + timedelta(days=1))):
        yield Step("overdue", day)


def instant(step: Step, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the step becomes due."""
    return datetime.combine(step.on, REMIND_AT, zone).astimezone(UTC)


def next_step(
    task: Task, due_on: date | None, since: date, settled: date | None
) -> Step | None:
    """The first step after the day `settled` (None: nothing settled yet)."""
    for step in steps(task, due_on, _from(since, settled)):
        return step
    return None


def due_step(
    task: Task,
    due_on: date | None,
    since: date,
    settled: date | None,
    now: datetime,
    zone: ZoneInfo,
) -> Step | None:
    """The latest unsettled step that is due by `now`: the earlier ones are merged into it."""
    latest = None
    for step in steps(task, due_on, _from(since, settled)):
        if instant(step, zone) > now:
            break
        latest = step
    return latest


def _from(since: date, settled: date | None) -> date:
    return since if settled is None else max(since, settled + timedelta(days=1))


def reminder_key(
    follow_up: UUID, step: Step, due_on: date | None, person: UUID | None, channel: str
) -> UUID:
    """The same reminder has the same key, whoever computes it, however often."""
    return uuid5(follow_up, f"{step.code}|{due_on}|{person}|{channel}")
