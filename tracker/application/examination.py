"""What is still wanted of the reminders that were claimed, asked of the log just before they are sent."""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from tracker.application import dispatch
from tracker.application.channels import withheld
from tracker.application.dispatch import Dispatch
from tracker.application.items import item_of
from tracker.application.matters import versioned_state_of
from tracker.application.message import Item, Message
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.identity import reminder_stream
from tracker.domain.matter import waited_for
from tracker.domain.office import Office
from tracker.domain.outgoing import next_open
from tracker.domain.reminder import (
    Outcome,
    Reason,
    ReminderFailed,
    ReminderSent,
    ReminderSuppressed,
    settles,
)
from tracker.domain.reminder_plan import terms_of
from tracker.domain.reminder_retry import since_retry
from tracker.store.envelope import Recorded
from tracker.store.errors import StoreError

UNTOLD = "isi pengingat tidak dapat disusun; periksa log worker"

log = logging.getLogger(__name__)


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder that is still wanted.

    `failures`: earlier attempts that the log knows of, since it was last asked for; `interrupted`: those that ended
    nobody knows how.
    """

    row: Dispatch
    recipient: Recipient
    item: Item
    failures: int
    interrupted: int


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing is to be sent. `error`: it cannot be told, and is given up. Neither `reason` nor `error`: the log tells
    already how it ended, in `state`."""

    row: Dispatch
    state: str = "suppressed"
    reason: Reason | None = None
    error: str | None = None
    recipient: Recipient | None = None


class Examined(NamedTuple):
    """What becomes of the reminders that were begun together. `message` None: nothing of them is to be sent."""

    rows: tuple[Dispatch, ...]
    ready: tuple[Ready, ...]
    over: tuple[Over, ...]
    message: Message | None


def opens_at(tracker: Tracker, row: Dispatch, now: datetime) -> datetime | None:
    """When its office, closed meanwhile, is open for reminders again; None: it is open."""
    office = tracker.office(row.office)
    opening = next_open(terms_of(office, office.newest_policy), now)
    return opening if opening > now else None


def examine(tracker: Tracker, rows: Sequence[Dispatch], now: datetime) -> Examined:
    """Whether the matters, their due dates and their recipient are still those that the reminders were planned for.

    `rows` are for one person over one channel.
    """
    office = tracker.office(rows[0].office)
    today = local_day(now, office.zone)
    found = [_examined(tracker, office, row, now) for row in rows]
    ready = sorted((one for one in found if isinstance(one, Ready)), key=_order)
    over = tuple(one for one in found if isinstance(one, Over))
    message = _message(tracker, office, ready, today) if ready else None
    return Examined(tuple(rows), tuple(ready), over, message)


def _examined(tracker: Tracker, office: Office, row: Dispatch, now: datetime) -> Ready | Over:
    """One that cannot be told is given up where it can be seen, and holds up nothing that goes with it."""
    try:
        return _examine(tracker, office, row, now)
    except (StoreError, SQLAlchemyError):
        raise
    except Exception:
        log.exception("reminder %s cannot be told", row.key)
        return Over(row=row, state="failed", error=UNTOLD)


def _examine(tracker: Tracker, office: Office, row: Dispatch, now: datetime) -> Ready | Over:
    today = local_day(now, office.zone)
    told = tracker.store.history(reminder_stream(row.subject))
    own = since_retry([past.event for past in told], row.key)
    for event in own:
        if isinstance(event, Outcome) and settles(event):
            return Over(row=row, state=_STATES[type(event)])
    state, version = versioned_state_of(tracker, row.task, row.subject)
    changed = _changed(state, row)
    if changed is not None:
        return Over(row=row, reason=changed)
    policy = office.policy(row.policy)
    found = recipients_of(tracker, office, state, row.task, policy, row.late, today)
    recipient = next((one for one in found if one.person_id == row.person_id), None)
    if recipient is None:
        return Over(row=row, reason=Reason.REASSIGNED)
    closed = withheld(tracker, office.code, recipient, row.task, row.channel)
    if closed is not None:
        return Over(row=row, reason=closed, recipient=recipient)
    if dispatch.superseded(tracker, row) or any(_covers(past, row, office.zone, today) for past in told):
        return Over(row=row, reason=Reason.SUPERSEDED, recipient=recipient)
    item = item_of(tracker, row, office, state, version, recipient, now)
    if item is None:
        return Over(row=row, reason=Reason.NOTHING_TO_TELL, recipient=recipient)
    failures = sum(isinstance(event, ReminderFailed) for event in own)
    return Ready(
        row=row,
        recipient=recipient,
        item=item,
        failures=failures,
        interrupted=row.begun - 1 - failures,
    )


_STATES: dict[type[Any], str] = {
    ReminderSent: "sent",
    ReminderFailed: "failed",
    ReminderSuppressed: "suppressed",
}


def _order(ready: Ready) -> tuple[date, str, str]:
    """The longest overdue first; what has no due date, by the day on which it is reminded of."""
    row = ready.row
    return (row.due_on or row.on_day, ready.item.notice.text, row.key.hex)


def _message(tracker: Tracker, office: Office, ready: Sequence[Ready], today: date) -> Message:
    first = ready[0]
    assert first.row.message is not None
    return Message(
        id=first.row.message,
        channel=first.row.channel,
        office=office.code,
        office_name=office.name.removeprefix("Kecamatan "),
        person_id=first.recipient.person_id,
        addressee=first.recipient.name or first.recipient.position,
        today=today,
        items=tuple(one.item for one in ready),
        most_items=office.policy(office.newest_policy).most_items,
        base_url=tracker.base_url,
        body=first.recipient.body,
    )


def _changed(state: Any, row: Dispatch) -> Reason | None:
    waits = {} if state is None else waited_for(state)
    if row.task in waits:
        return None if waits[row.task] == row.due_on else Reason.CHANGED
    if isinstance(state, FollowUp) and state.status is Status.DITARIK:
        return Reason.WITHDRAWN
    if isinstance(state, FollowUp) and state.status in {Status.SELESAI, Status.DILAPORKAN_SELESAI}:
        return Reason.FINISHED
    return Reason.CHANGED


def _covers(past: Recorded, row: Dispatch, zone: str, today: date) -> bool:
    """The same person was reminded of the same matter today over this channel, or of a later step."""
    event = past.event
    return (
        isinstance(event, ReminderSent)
        and event.task is row.task
        and event.person_id == row.person_id
        and event.channel == row.channel
        and event.due_on == row.due_on
        and (event.through >= row.on_day or local_day(past.recorded_at, zone) == today)
    )
