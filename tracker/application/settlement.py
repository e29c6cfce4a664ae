"""What came of a reminder: asked of the log before it is sent, and told to the log before the queue forgets it."""

from datetime import date, datetime
from typing import Any

import msgspec

from tracker.application import dispatch
from tracker.application.accounts import email_of
from tracker.application.actor import system
from tracker.application.channels import withheld
from tracker.application.dispatch import Claimed, Dispatch
from tracker.application.matters import state_of
from tracker.application.messages import ReminderNotice
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain import coordination as coordinations
from tracker.domain.coordination import Coordination
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.identity import reminder_stream
from tracker.domain.matter import waited_for
from tracker.domain.office import Office
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.reminder import (
    Outcome,
    Reason,
    ReminderFailed,
    ReminderSent,
    ReminderSuppressed,
    ends,
)
from tracker.domain.reminder_retry import since_retry
from tracker.store.envelope import Change, Context, Recorded
from tracker.store.errors import VersionConflict


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder that is still wanted. `email` None: the recipient has no address.

    `failures`: earlier attempts that the log knows of, since it was last asked for; `interrupted`: those that ended
    nobody knows how. `failed_before`: failures of all time.
    """

    claimed: Claimed
    row: Dispatch
    recipient: Recipient
    notice: ReminderNotice
    email: str | None
    failures: int
    interrupted: int
    failed_before: int


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing is to be sent. `reason` None: the log tells already how it ended, in `state`."""

    state: str = "suppressed"
    reason: Reason | None = None
    recipient: Recipient | None = None


_CONFLICTS = 5


def examine(tracker: Tracker, claimed: Claimed, row: Dispatch, now: datetime) -> Ready | Over:
    """Whether the matter, its due date and its recipient are still those that the reminder was planned for."""
    told = tracker.store.history(reminder_stream(row.subject))
    own = since_retry([past.event for past in told], row.key)
    for event in own:
        if isinstance(event, Outcome) and ends(event):
            return Over(state=_STATES[type(event)])
    state = state_of(tracker, row.task, row.subject)
    changed = _changed(state, row)
    if changed is not None:
        return Over(reason=changed)
    office = tracker.office(row.office)
    today = local_day(now, office.zone)
    policy = office.policy(row.policy)
    found = recipients_of(tracker, office, state, row.task, policy, row.late, today)
    recipient = next((one for one in found if one.person_id == row.person_id), None)
    if recipient is None:
        return Over(reason=Reason.REASSIGNED)
    closed = withheld(tracker, recipient, row.task, row.channel)
    if closed is not None:
        return Over(reason=closed, recipient=recipient)
    if dispatch.superseded(tracker, row) or any(_covers(past, row, office.zone, today) for past in told):
        return Over(reason=Reason.SUPERSEDED, recipient=recipient)
    failures = sum(isinstance(event, ReminderFailed) for event in own)
    return Ready(
        claimed=claimed,
        row=row,
        recipient=recipient,
        notice=_notice(tracker, row, office, state, recipient, today),
        email=None if recipient.person_id is None else email_of(tracker, recipient.person_id),
        failures=failures,
        interrupted=row.begun - 1 - failures,
        failed_before=sum(
            isinstance(past.event, ReminderFailed) and past.event.key == row.key for past in told
        ),
    )


_STATES: dict[type[Any], str] = {
    ReminderSent: "sent",
    ReminderFailed: "failed",
    ReminderSuppressed: "suppressed",
}


def settle_sent(tracker: Tracker, ready: Ready, now: datetime) -> None:
    """Raises StoreUnavailable: the row then stays as it is, and its lease runs out."""
    assert ready.recipient.person_id is not None
    event = ReminderSent(**_facts(ready.row, ready.recipient))
    _tell(tracker, ready.row, event, f"reminder:{ready.row.key}:sent", now)
    dispatch.finish(tracker, ready.claimed, now, "sent")


def settle_failed(
    tracker: Tracker, ready: Ready, now: datetime, error: str, *, again_at: datetime | None
) -> None:
    """`again_at` None: given up. `error` is one line without any address. Raises as `settle_sent` does."""
    attempt = ready.failures + 1
    event = ReminderFailed(
        **_facts(ready.row, ready.recipient), error=error, attempt=attempt, final=again_at is None
    )
    _tell(tracker, ready.row, event, f"reminder:{ready.row.key}:failed:{ready.failed_before + 1}", now)
    if again_at is None:
        dispatch.finish(tracker, ready.claimed, now, "failed", error)
    else:
        dispatch.try_again(tracker, ready.claimed, again_at, error)


def settle_over(tracker: Tracker, claimed: Claimed, row: Dispatch, over: Over, now: datetime) -> None:
    """Raises as `settle_sent` does."""
    if over.reason is not None:
        event = ReminderSuppressed(**_facts(row, over.recipient), reason=over.reason)
        _tell(tracker, row, event, f"reminder:{row.key}:suppressed", now)
    dispatch.finish(tracker, claimed, now, over.state, over.reason)


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


def _tell(tracker: Tracker, row: Dispatch, event: Event, request_id: str, now: datetime) -> None:
    """Once, however often: the request id is that of the reminder's outcome, not of this try to write it down."""
    stream = reminder_stream(row.subject)
    actor = system()
    context = Context(actor=actor.username, via=actor.via, request_id=request_id, correlation_id=str(row.key))
    day = local_day(now, tracker.office(row.office).zone)
    for left in reversed(range(_CONFLICTS)):
        version = len(tracker.store.history(stream))
        try:
            tracker.store.append([Change(stream, version, (event,))], context=context, occurred_on=day)
        except VersionConflict:
            if not left:
                raise
        else:
            return


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


def _notice(
    tracker: Tracker, row: Dispatch, office: Office, state: Any, recipient: Recipient, today: date
) -> ReminderNotice:
    told = _told(tracker, row, state)
    return ReminderNotice(
        addressee=recipient.name or recipient.position,
        office=office.name.removeprefix("Kecamatan "),
        task=row.task,
        due_on=row.due_on,
        today=today,
        forward_to=recipient.forward_to,
        **told,
    )


def _told(tracker: Tracker, row: Dispatch, state: Any) -> dict[str, Any]:
    """What the message says of the matter, and the page that shows it."""
    match state:
        case FollowUp():
            coordination, _ = tracker.store.load(state.coordination_id, coordinations.evolve)
            return {
                "text": state.text,
                "coordination": "" if coordination is None else coordination.details.title,
                "agreed_on": state.agreed_on,
                "in_charge": None if state.in_charge is None else state.in_charge.name,
                "link": f"{tracker.base_url}/tindak-lanjut/{row.subject}",
            }
        case Coordination():
            return {
                "text": state.details.title,
                "coordination": state.details.title,
                "agreed_on": state.held_on or state.planned_on or row.on_day,
                "in_charge": None,
                "link": f"{tracker.base_url}/kegiatan/{row.subject}",
            }
        case PeriodFreeze():
            return {
                "text": f"Penetapan capaian {state.period.label}",
                "coordination": "",
                "agreed_on": state.proposal.cut_off,
                "in_charge": None,
                "link": f"{tracker.base_url}/penetapan",
            }
        case _:
            raise ValueError(f"a {type(state).__name__} is not reminded of")
