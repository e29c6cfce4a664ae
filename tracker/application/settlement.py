"""What came of a reminder: asked of the log before it is sent, and told to the log before the queue forgets it."""

from datetime import date, datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa

from tracker.application import dispatch
from tracker.application.actor import system
from tracker.application.dispatch import Claimed, Dispatch
from tracker.application.messages import ReminderNotice
from tracker.application.recipients import Recipient, recipient_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.identity import reminder_stream
from tracker.domain.office import Office
from tracker.domain.reminder import ReminderFailed, ReminderSent, Step, step_of, task_of
from tracker.store.envelope import Change, Context, Recorded
from tracker.store.errors import VersionConflict
from tracker.store.kept import contact


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder that is still wanted. `email` None: the recipient has no address.

    `failures`: earlier attempts that the log knows of; `interrupted`: those that ended nobody knows how.
    """

    claimed: Claimed
    row: Dispatch
    step: Step
    recipient: Recipient
    notice: ReminderNotice
    email: str | None
    failures: int
    interrupted: int


class Over(msgspec.Struct, frozen=True):
    """Nothing is to be sent: `state` is sent (told to the log already) or cancelled."""

    state: str
    reason: str | None = None


_CONFLICTS = 5


def examine(tracker: Tracker, claimed: Claimed, row: Dispatch, now: datetime) -> Ready | Over:
    """Whether the follow-up, its due date and its recipient are still those that the reminder was planned for."""
    step = step_of(row.step)
    follow_up, _ = tracker.store.load(row.follow_up_id, follow_ups.evolve)
    told = tracker.store.history(reminder_stream(row.follow_up_id))
    if any(isinstance(past.event, ReminderSent) and past.event.key == row.key for past in told):
        return Over("sent")
    if follow_up is None or task_of(follow_up) is not step.task:
        return Over("cancelled", "keadaan tindak lanjut sudah berubah")
    if follow_up.due_on != row.due_on:
        return Over("cancelled", "batas waktu sudah berubah")
    office = tracker.office(row.office)
    today = local_day(now, office.zone)
    recipient = recipient_of(tracker, office, follow_up, step.task, today)
    if recipient.person_id != row.person_id:
        return Over("cancelled", "penerima sudah berganti")
    if any(_covers(past, row, step, office.zone, today) for past in told):
        return Over("cancelled", "sudah diingatkan hari ini")
    failures = sum(isinstance(past.event, ReminderFailed) and past.event.key == row.key for past in told)
    return Ready(
        claimed=claimed,
        row=row,
        step=step,
        recipient=recipient,
        notice=_notice(tracker, row, office, follow_up, recipient, today),
        email=_email(tracker, recipient.person_id),
        failures=failures,
        interrupted=row.begun - 1 - failures,
    )


def settle_sent(tracker: Tracker, ready: Ready, now: datetime) -> None:
    """Raises StoreUnavailable: the row then stays as it is, and its lease runs out."""
    assert ready.recipient.person_id is not None
    event = ReminderSent(
        follow_up_id=ready.row.follow_up_id,
        key=ready.row.key,
        step=ready.step.name,
        through=ready.step.on,
        due_on=ready.row.due_on,
        person_id=ready.recipient.person_id,
        person=ready.recipient.name,
        channel=ready.row.channel,
    )
    _tell(tracker, ready, event, f"reminder:{ready.row.key}:sent", now)
    dispatch.finish(tracker, ready.claimed, now, "sent")


def settle_failed(
    tracker: Tracker, ready: Ready, now: datetime, error: str, *, again_at: datetime | None
) -> None:
    """`again_at` None: given up. `error` is one line without any address. Raises as `settle_sent` does."""
    attempt = ready.failures + 1
    event = ReminderFailed(
        follow_up_id=ready.row.follow_up_id,
        key=ready.row.key,
        step=ready.step.name,
        through=ready.step.on,
        due_on=ready.row.due_on,
        person_id=ready.recipient.person_id,
        person=ready.recipient.name,
        channel=ready.row.channel,
        error=error,
        attempt=attempt,
        final=again_at is None,
    )
    _tell(tracker, ready, event, f"reminder:{ready.row.key}:failed:{attempt}", now)
    if again_at is None:
        dispatch.finish(tracker, ready.claimed, now, "failed", error)
    else:
        dispatch.try_again(tracker, ready.claimed, again_at, error)


def _tell(tracker: Tracker, ready: Ready, event: Event, request_id: str, now: datetime) -> None:
    """Once, however often: the request id is that of the reminder's outcome, not of this try to write it down."""
    stream = reminder_stream(ready.row.follow_up_id)
    actor = system()
    context = Context(
        actor=actor.username, via=actor.via, request_id=request_id, correlation_id=str(ready.row.key)
    )
    day = local_day(now, tracker.office(ready.row.office).zone)
    for left in reversed(range(_CONFLICTS)):
        version = len(tracker.store.history(stream))
        try:
            tracker.store.append([Change(stream, version, (event,))], context=context, occurred_on=day)
        except VersionConflict:
            if not left:
                raise
        else:
            return


def _covers(past: Recorded, row: Dispatch, step: Step, zone: str, today: date) -> bool:
    """The same person was reminded of the same task today, or of a later step."""
    event = past.event
    return (
        isinstance(event, ReminderSent)
        and event.person_id == row.person_id
        and event.due_on == row.due_on
        and Step(event.step, event.through).task is step.task
        and (event.through >= step.on or local_day(past.recorded_at, zone) == today)
    )


def _notice(
    tracker: Tracker, row: Dispatch, office: Office, follow_up: FollowUp, recipient: Recipient, today: date
) -> ReminderNotice:
    step = step_of(row.step)
    coordination, _ = tracker.store.load(follow_up.coordination_id, coordinations.evolve)
    return ReminderNotice(
        addressee=recipient.name or recipient.position,
        office=office.name.removeprefix("Kecamatan "),
        task=step.task,
        text=follow_up.text,
        coordination=coordination.details.title if coordination is not None else "",
        agreed_on=follow_up.agreed_on,
        in_charge=follow_up.in_charge.name if follow_up.in_charge is not None else None,
        due_on=follow_up.due_on,
        today=today,
        link=f"{tracker.base_url}/tindak-lanjut/{row.follow_up_id}",
        forward_to=recipient.forward_to,
    )


def _email(tracker: Tracker, person: UUID | None) -> str | None:
    with tracker.kept.connect() as connection:
        return connection.scalar(sa.select(contact.c.email).where(contact.c.person_id == person)) or None
