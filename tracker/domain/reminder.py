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

from tracker.domain.calendar import NATIONAL
from tracker.domain.event import Event
from tracker.domain.follow_up import OPEN, FollowUp, Status

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

    @property
    def task(self) -> Task:
        return Task.CARRY_OUT if self.name in {"before", "due", "overdue"} else Task(self.name)


STEP_NAMES = {
    "before": "menjelang batas waktu",
    "due": "pada batas waktu",
    "overdue": "lewat batas waktu",
    "verify": "menunggu verifikasi",
    "decide": "menunggu keputusan Camat",
}


def step_of(code: str) -> Step:
    """The step that has this code. Raises ValueError."""
    name, _, day = code.partition(":")
    return Step(name, date.fromisoformat(day))


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


def task_of(follow_up: FollowUp) -> Task | None:
    """What is waited for; None when closed, or in charge is only a name out of a register, which nobody answers to."""
    if follow_up.status not in OPEN:
        return None
    if follow_up.cannot_requested_by is not None:
        return Task.DECIDE
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        return Task.VERIFY
    if follow_up.in_charge is not None and follow_up.in_charge.kind == "text":
        return None
    return Task.CARRY_OUT


def steps(task: Task, due_on: date | None, since: date, settled: date | None = None) -> Iterator[Step]:
    """The plan after the day `settled`, in order and without end; nothing for work without a due date.

    `since` is the office's day on which the task began. Who has just been asked to verify or to decide is reminded
    from the next working day on.
    """
    first = since if task is Task.CARRY_OUT else since + timedelta(days=1)
    if settled is not None:
        first = max(first, settled + timedelta(days=1))
    if task is not Task.CARRY_OUT:
        for day in NATIONAL.working_days_from(first):
            yield Step(task.value, day)
    if due_on is None:
        return
    before = NATIONAL.at_or_before(due_on - timedelta(days=DAYS_BEFORE))
    due = NATIONAL.at_or_before(due_on)
    if first <= before < due:
        yield Step("before", before)
    if first <= due:
        yield Step("due", due)
    for day in NATIONAL.working_days_from(max(first, due_on + timedelta(days=1))):
        yield Step("overdue", day)


def instant(step: Step, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the step becomes due."""
    return datetime.combine(step.on, REMIND_AT, zone).astimezone(UTC)


def next_step(task: Task, due_on: date | None, since: date, settled: date | None) -> Step | None:
    """The first step after the day `settled` (None: nothing settled yet)."""
    return next(steps(task, due_on, since, settled), None)


def due_step(
    task: Task, due_on: date | None, since: date, settled: date | None, now: datetime, zone: ZoneInfo
) -> Step | None:
    """The reminder to send at `now`: the latest unsettled step; the earlier ones are merged into it.

    What was missed is caught up at any hour, and then stands for the whole day: nobody is reminded twice in one day.
    """
    today = now.astimezone(zone).date()
    latest = None
    for step in steps(task, due_on, since, settled):
        if step.on > today or (latest is None and instant(step, zone) > now):
            break
        latest = step
    return latest


def reminder_key(follow_up: UUID, step: Step, due_on: date | None, person: UUID | None, channel: str) -> UUID:
    """The same reminder has the same key, whoever computes it, however often."""
    return uuid5(follow_up, f"{step.code}|{due_on}|{person}|{channel}")
