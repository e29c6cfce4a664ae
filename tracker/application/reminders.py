"""What is to be reminded of at an instant: shown as a plan, or put into the queue (`dispatch`).

The read model `agenda` says which matters have a step due; the log has the last word on each, since a read model may be
behind. Asking twice, or from two places, queues each reminder once.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec

from projections import agenda
from projections.agenda import AgendaRow
from tracker.application import dispatch
from tracker.application.channels import CHANNELS, withheld
from tracker.application.dispatch import Dispatch
from tracker.application.matters import state_of
from tracker.application.messages import time_left
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import FollowUp
from tracker.domain.matter import TASK_NAMES, Task, waited_for
from tracker.domain.office import Office
from tracker.domain.outgoing import outgoing
from tracker.domain.reminder import Reason, reminder_key
from tracker.domain.reminder_plan import Step, Terms, due_step, instant, is_open, terms_of


class PlannedReminder(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder, to whom, over what and why. `recipient.problem` says why it would fail, `withheld` why it will not
    be sent. `planned_at`: the UTC instant of the step."""

    key: UUID
    subject: UUID
    task: Task
    office: str
    text: str
    step: Step
    due_on: date | None
    policy: int
    planned_at: datetime
    recipient: Recipient
    channel: str
    withheld: Reason | None
    why: str


def plan(tracker: Tracker, at: datetime, office: str | None = None) -> list[PlannedReminder]:
    """What goes out on the day of `at` up to then, if nothing else happens until then; changes nothing.

    What is due before that day counts as sent. Of a past instant: what was due by then and is still unsaid.
    """
    with tracker.views.connect() as connection:
        rows = agenda.planned(connection, office, at)
    now = min(at, tracker.clock())
    reminders = list(_reminders(tracker, rows, lambda row, office: _going_out(row, office, now, at), at))
    over = dispatch.known(tracker, [reminder.key for reminder in reminders])
    return [reminder for reminder in reminders if reminder.key not in over]


def enqueue(tracker: Tracker, now: datetime, limit: int = 500) -> int:
    """Queues what is due and not queued yet, `limit` matters at a time; says how many reminders were new.

    Offices that are closed, or in their quiet hours, wait: theirs is caught up when they open.
    """
    with tracker.views.connect() as connection:
        offices = [
            code for code in agenda.offices_due(connection, now) if open_for_reminders(tracker, code, now)
        ]
    new = 0
    last: AgendaRow | None = None
    while offices:
        with tracker.views.connect() as connection:
            rows = agenda.due(connection, now, offices, limit, last)
        due = _reminders(tracker, rows, lambda row, office: _due(row, office, now), now)
        found = [_dispatch(reminder) for reminder in due]
        if found:
            new += dispatch.put(tracker, found, now)
        if len(rows) < limit:
            break
        last = rows[-1]
    return new


def open_for_reminders(tracker: Tracker, office: str, now: datetime) -> bool:
    """By the newest policy: whether that office's reminders may go out at that instant."""
    found = tracker.office(office)
    return is_open(terms_of(found, found.newest_policy), now)


def _reminders(
    tracker: Tracker,
    rows: Iterable[AgendaRow],
    step_of: Callable[[AgendaRow, Office], Step | None],
    at: datetime,
) -> Iterator[PlannedReminder]:
    offices: dict[str, Office] = {}
    for row in rows:
        office = offices.get(row.office) or offices.setdefault(row.office, tracker.office(row.office))
        step = step_of(row, office)
        if step is None:
            continue
        state = state_of(tracker, row.task, row.subject)
        if state is None or waited_for(state).get(row.task, ...) != row.due_on:
            continue
        terms = terms_of(office, row.policy)
        yield from _of_step(tracker, office, terms, row, step, state, at.astimezone(terms.zone).date())


def _due(row: AgendaRow, office: Office, now: datetime) -> Step | None:
    return due_step(row.task, row.due_on, row.since, terms_of(office, row.policy), row.settled, now)


def _going_out(row: AgendaRow, office: Office, now: datetime, at: datetime) -> Step | None:
    """On the day of `at` and up to then; a matter is reminded of once a day at most."""
    terms, opening = terms_of(office, row.policy), terms_of(office, office.newest_policy)
    day = at.astimezone(terms.zone).date()
    for step, moment in outgoing(row.task, row.due_on, row.since, terms, row.settled, now, at, opening):
        if moment.astimezone(terms.zone).date() == day:
            return step
    return None


def _of_step(
    tracker: Tracker, office: Office, terms: Terms, row: AgendaRow, step: Step, state: object, day: date
) -> Iterator[PlannedReminder]:
    for recipient in recipients_of(tracker, office, state, row.task, terms.policy, step.late, day):
        for channel in CHANNELS:
            yield PlannedReminder(
                key=reminder_key(row.subject, row.task, step, row.due_on, recipient.person_id, channel),
                subject=row.subject,
                task=row.task,
                office=row.office,
                text=state.text if isinstance(state, FollowUp) else TASK_NAMES[row.task],
                step=step,
                due_on=row.due_on,
                policy=row.policy,
                planned_at=instant(step, terms),
                recipient=recipient,
                channel=channel,
                withheld=withheld(tracker, recipient, row.task, channel),
                why=_why(row.task, row.due_on, day),
            )


def _why(task: Task, due_on: date | None, today: date) -> str:
    return time_left(due_on, today) if task is Task.CARRY_OUT else TASK_NAMES[task]


def _dispatch(reminder: PlannedReminder) -> Dispatch:
    return Dispatch(
        key=reminder.key,
        subject=reminder.subject,
        task=reminder.task,
        office=reminder.office,
        step=reminder.step.name,
        on_day=reminder.step.on,
        late=reminder.step.late,
        due_on=reminder.due_on,
        policy=reminder.policy,
        person_id=reminder.recipient.person_id,
        because=reminder.recipient.because,
        channel=reminder.channel,
        planned_at=reminder.planned_at,
    )
