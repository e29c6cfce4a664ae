"""What is to be reminded of at an instant: shown as a plan, or put into the queue (`dispatch`).

The read model `agenda` says for which follow-ups a step is due; the log has the last word on each, since a read model
may be behind. Asking twice, or from two places, queues each reminder once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from projections import agenda
from projections.agenda import AgendaRow
from tracker.application import dispatch
from tracker.application.dispatch import Dispatch
from tracker.application.messages import time_left
from tracker.application.recipients import Recipient, recipient_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain import follow_up as follow_ups
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office
from tracker.domain.reminder import Step, Task, due_step, reminder_key, task_of

CHANNEL = "email"


class PlannedReminder(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder, to whom and why. `recipient.problem` says why it would fail."""

    key: UUID
    follow_up_id: UUID
    office: str
    text: str
    task: Task
    step: Step
    due_on: date | None
    recipient: Recipient
    why: str


def plan(tracker: Tracker, at: datetime, office: str | None = None) -> list[PlannedReminder]:
    """What would be sent at that instant if nothing else happened until then; changes nothing."""
    with tracker.views.connect() as connection:
        rows = agenda.planned(connection, office, at)
    reminders = list(_reminders(tracker, rows, at))
    over = dispatch.known(tracker, [reminder.key for reminder in reminders])
    return [reminder for reminder in reminders if reminder.key not in over]


def enqueue(tracker: Tracker, now: datetime, limit: int = 500) -> int:
    """Queues what is due and not queued yet, `limit` follow-ups at a time; says how many were new."""
    new = 0
    after: tuple[datetime, UUID] | None = None
    while True:
        with tracker.views.connect() as connection:
            rows = agenda.due(connection, now, limit, after)
        due = [_dispatch(reminder) for reminder in _reminders(tracker, rows, now)]
        if due:
            new += dispatch.put(tracker, due, now)
        if len(rows) < limit:
            return new
        last = rows[-1]
        assert last.next_at is not None
        after = (last.next_at, last.follow_up_id)


def _reminders(tracker: Tracker, rows: Iterable[AgendaRow], at: datetime) -> Iterator[PlannedReminder]:
    offices: dict[str, Office] = {}
    for row in rows:
        office = offices.get(row.office) or offices.setdefault(row.office, tracker.office(row.office))
        step = due_step(row.task, row.due_on, row.since, row.settled, at, ZoneInfo(office.zone))
        follow_up, _ = tracker.store.load(row.follow_up_id, follow_ups.evolve)
        if step is None or follow_up is None or _moved_on(row, follow_up):
            continue
        today = local_day(at, office.zone)
        recipient = recipient_of(tracker, office, follow_up, row.task, today)
        yield PlannedReminder(
            key=reminder_key(row.follow_up_id, step, row.due_on, recipient.person_id, CHANNEL),
            follow_up_id=row.follow_up_id,
            office=row.office,
            text=follow_up.text,
            task=row.task,
            step=step,
            due_on=row.due_on,
            recipient=recipient,
            why=_why(row.task, row.due_on, today),
        )


def _moved_on(row: AgendaRow, follow_up: FollowUp) -> bool:
    return task_of(follow_up) is not row.task or follow_up.due_on != row.due_on


def _why(task: Task, due_on: date | None, today: date) -> str:
    match task:
        case Task.VERIFY:
            return "menunggu verifikasi"
        case Task.DECIDE:
            return "menunggu keputusan"
        case Task.CARRY_OUT:
            return time_left(due_on, today)


def _dispatch(reminder: PlannedReminder) -> Dispatch:
    return Dispatch(
        key=reminder.key,
        follow_up_id=reminder.follow_up_id,
        office=reminder.office,
        step=reminder.step.code,
        due_on=reminder.due_on,
        person_id=reminder.recipient.person_id,
        channel=CHANNEL,
    )
