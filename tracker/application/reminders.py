"""What is to be reminded of at an instant: shown as a plan, or put into the queue (`dispatch`).

The read model `agenda` says which matters have a step due; the log has the last word on each, since a read model may be
behind. Asking twice, or from two places, queues each reminder once.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, partial
from uuid import UUID

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from projections import agenda, states
from projections.agenda import AgendaRow
from tracker.application import dispatch
from tracker.application.accounts import find
from tracker.application.channels import channels_for, withheld
from tracker.application.deciders import Account
from tracker.application.dispatch import Dispatch
from tracker.application.items import has_something_to_tell
from tracker.application.matters import state_of, text_of
from tracker.application.messages import time_left
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker
from tracker.domain.matter import TASK_NAMES, Task, waited_for
from tracker.domain.office import Office
from tracker.domain.outgoing import outgoing
from tracker.domain.phrase import capital
from tracker.domain.reminder import Reason, reminder_key
from tracker.domain.reminder_plan import Step, Terms, due_step, instant, is_open, terms_of
from tracker.store.errors import StoreError

log = logging.getLogger(__name__)

Closed = Callable[[str, Recipient, Task, str], Reason | None]
"""What keeps a channel closed for a recipient of that office, about that task."""
_AT_ONCE = 10_000
"""Ids in one query: PostgreSQL takes 65,535 parameters."""


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
    now, office_of = min(at, tracker.clock()), cache(tracker.office)
    with tracker.views.connect() as connection:
        rows = agenda.planned(connection, office, at)
        going = [(row, step) for row in rows if (step := _going_out(row, office_of(row.office), now, at))]
        stood: dict[UUID, object] = {}
        for some in _by(_AT_ONCE, [row.subject for row, _ in going]):
            stood |= {subject: one.state for subject, one in states.load(connection, some).items()}
    reminders = list(
        _reminders(
            tracker,
            going,
            office_of,
            lambda row: stood.get(row.subject),
            at,
            cache(partial(withheld, tracker)),
        )
    )
    over = set[UUID]()
    for some in _by(_AT_ONCE, [reminder.key for reminder in reminders]):
        over |= dispatch.known(tracker, some)
    return [reminder for reminder in reminders if reminder.key not in over]


def enqueue(tracker: Tracker, now: datetime, limit: int = 500) -> int:
    """Queues what is due and not queued yet, `limit` matters at a time; says how many reminders were new.

    Offices that are closed, or in their quiet hours, wait: theirs is caught up when they open.
    """
    with tracker.views.connect() as connection:
        offices = [
            code for code in agenda.offices_due(connection, now) if open_for_reminders(tracker, code, now)
        ]

    def state_in_log(row: AgendaRow) -> object:
        return state_of(tracker, row.task, row.subject)

    new, office_of = 0, cache(tracker.office)
    last: AgendaRow | None = None
    while offices:
        with tracker.views.connect() as connection:
            rows = agenda.due(connection, now, offices, limit, last)
        found = [one for row in rows for one in _to_queue(tracker, row, office_of, state_in_log, now)]
        if found:
            new += dispatch.put(tracker, found, now)
        if len(rows) < limit:
            break
        last = rows[-1]
    return new


def _to_queue(
    tracker: Tracker,
    row: AgendaRow,
    office_of: Callable[[str], Office],
    state_of_row: Callable[[AgendaRow], object],
    now: datetime,
) -> list[Dispatch]:
    """A matter that cannot be planned holds up no other; the audit finds that it is due and not queued."""
    try:
        step = _due(row, office_of(row.office), now)
        due = [] if step is None else [(row, step)]
        return [_dispatch(one) for one in _reminders(tracker, due, office_of, state_of_row, now, None)]
    except (StoreError, SQLAlchemyError):
        raise
    except Exception:
        log.exception("the reminders of %s cannot be planned", row.subject)
        return []


def _by(size: int, ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[first : first + size] for first in range(0, len(ids), size))


def open_for_reminders(tracker: Tracker, office: str, now: datetime) -> bool:
    """By the newest policy: whether that office's reminders may go out at that instant."""
    found = tracker.office(office)
    return is_open(terms_of(found, found.newest_policy), now)


def _reminders(
    tracker: Tracker,
    due: Iterable[tuple[AgendaRow, Step]],
    office_of: Callable[[str], Office],
    state_of_row: Callable[[AgendaRow], object],
    at: datetime,
    closed: Closed | None,
) -> Iterator[PlannedReminder]:
    """Of what is still waited for; on the office's day of `at`. Accounts are looked up once each. `closed` says what keeps each of them back; None: it is
    not asked, since it is asked anew before it is sent."""
    account = cache(partial(find, tracker))
    for row, step in due:
        state = state_of_row(row)
        if state is None or waited_for(state).get(row.task, ...) != row.due_on:
            continue
        office = office_of(row.office)
        terms = terms_of(office, row.policy)
        day = at.astimezone(terms.zone).date()
        yield from _of_step(tracker, office, terms, row, step, state, day, account, closed)


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
    tracker: Tracker,
    office: Office,
    terms: Terms,
    row: AgendaRow,
    step: Step,
    state: object,
    day: date,
    account: Account,
    closed: Closed | None,
) -> Iterator[PlannedReminder]:
    for recipient in recipients_of(tracker, office, state, row.task, terms.policy, step.late, day, account):
        for channel in channels_for(recipient):
            yield PlannedReminder(
                key=reminder_key(row.subject, row.task, step, row.due_on, recipient.person_id, channel),
                subject=row.subject,
                task=row.task,
                office=row.office,
                text=text_of(state) or capital(TASK_NAMES[row.task]),
                step=step,
                due_on=row.due_on,
                policy=row.policy,
                planned_at=instant(step, terms),
                recipient=recipient,
                channel=channel,
                withheld=closed and _withheld(tracker, office, row, step, recipient, channel, day, closed),
                why=_why(row.task, row.due_on, day),
            )


def _withheld(
    tracker: Tracker,
    office: Office,
    row: AgendaRow,
    step: Step,
    recipient: Recipient,
    channel: str,
    day: date,
    closed: Closed,
) -> Reason | None:
    reason = closed(row.office, recipient, row.task, channel)
    if reason is None and not has_something_to_tell(tracker, office, row.task, step.on, recipient, day):
        return Reason.NOTHING_TO_TELL
    return reason


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
