"""What came of the reminders of one message: told to the log in one append, before the queue forgets them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tracker.application import dispatch
from tracker.application.actor import system
from tracker.application.dispatch import Dispatch
from tracker.application.examination import Examined
from tracker.application.recipients import Recipient
from tracker.application.tracker import Tracker, local_day
from tracker.domain.identity import reminder_stream
from tracker.domain.reminder import Outcome, ReminderFailed, ReminderSent, ReminderSuppressed
from tracker.store.envelope import Change, Context, Recorded
from tracker.store.errors import VersionConflict


class Failure(msgspec.Struct, frozen=True):
    """`again_at` None: given up. `error` is one line without any address."""

    error: str
    again_at: datetime | None


_CONFLICTS = 20
"""Others may write to some of the streams meanwhile: each conflict means that one of them got on."""


def settle(tracker: Tracker, found: Examined, now: datetime, failure: Failure | None = None) -> None:
    """`failure` None: what was ready has been sent.

    Raises StoreUnavailable: the rows then stay as they are, and their lease runs out.
    """
    _tell(tracker, found, failure, now)
    for one in found.over:
        dispatch.finish(tracker, [one.row], now, one.state, one.reason or one.error)
    rows = [one.row for one in found.ready]
    if not rows:
        return
    if failure is None:
        dispatch.finish(tracker, rows, now, "sent")
    elif failure.again_at is None:
        dispatch.finish(tracker, rows, now, "failed", failure.error)
    else:
        dispatch.try_again(tracker, rows, failure.again_at, failure.error)


def _tell(tracker: Tracker, found: Examined, failure: Failure | None, now: datetime) -> None:
    """Once, however often: the request id is that of the message's outcome, not of this try to write it down."""
    events: dict[UUID, list[Outcome]] = {}
    for event in _events(found, failure):
        events.setdefault(reminder_stream(event.subject), []).append(event)
    if not events:
        return
    message = found.rows[0].message
    actor = system()
    context = Context(
        actor=actor.username,
        via=actor.via,
        request_id=f"message:{message}:{_outcome(found, failure)}",
        correlation_id=str(message),
    )
    day = local_day(now, tracker.office(found.rows[0].office).zone)
    for left in reversed(range(_CONFLICTS)):
        changes = []
        for stream, told in events.items():
            history = tracker.store.history(stream)
            new = tuple(event for event in told if not _is_told(event, history, context))
            if new:
                changes.append(Change(stream, len(history), new))
        if not changes:
            return
        try:
            tracker.store.append(changes, context=context, occurred_on=day)
        except VersionConflict:
            if not left:
                raise
        else:
            return


def _is_told(event: Outcome, history: Sequence[Recorded], context: Context) -> bool:
    """That this message holds the reminder back, by a process that died over it."""
    return isinstance(event, ReminderSuppressed) and any(
        past.context.correlation_id == context.correlation_id and past.event == event for past in history
    )


def _outcome(found: Examined, failure: Failure | None) -> str:
    if not found.ready:
        return "suppressed"
    return "sent" if failure is None else f"failed:{_attempt(found)}"


def _attempt(found: Examined) -> int:
    return 1 + max(one.failures for one in found.ready)


def _events(found: Examined, failure: Failure | None) -> list[Outcome]:
    events: list[Outcome] = [
        ReminderSuppressed(**_facts(one.row, one.recipient), reason=one.reason)
        for one in found.over
        if one.reason is not None
    ]
    events += [
        ReminderFailed(**_facts(one.row, None), error=one.error, attempt=one.row.begun, final=True)
        for one in found.over
        if one.error is not None
    ]
    for one in found.ready:
        facts = _facts(one.row, one.recipient)
        if failure is None:
            events.append(ReminderSent(**facts, message=one.row.message, together=len(found.ready)))
        else:
            final = failure.again_at is None
            attempt = one.failures + 1
            events.append(ReminderFailed(**facts, error=failure.error, attempt=attempt, final=final))
    return events


def _facts(row: Dispatch, recipient: Recipient | None) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "task": row.task,
        "key": row.key,
        "step": row.step,
        "through": row.on_day,
        "due_on": row.due_on,
        "person_id": row.person_id,
        "person": "" if recipient is None else recipient.name,
        "because": row.because,
        "channel": row.channel,
        "planned_at": row.planned_at,
    }
