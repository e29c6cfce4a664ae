"""What is still wanted of the reminders that were claimed, asked of the log just before they are sent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from tracker.application import dispatch, one_tap
from tracker.application.channels import INBOX, withheld
from tracker.application.digests import digest_of
from tracker.application.dispatch import Dispatch
from tracker.application.matters import versioned_state_of
from tracker.application.message import Item, Message
from tracker.application.messages import ReminderNotice
from tracker.application.office_deadlines import deadline_text
from tracker.application.preferences import kind_of
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain import coordination as coordinations
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.identity import reminder_stream
from tracker.domain.matter import OF_AN_OFFICE, Task, waited_for
from tracker.domain.office import Office
from tracker.domain.outgoing import next_open
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.reminder import (
    Because,
    Outcome,
    Reason,
    ReminderFailed,
    ReminderSent,
    ReminderSuppressed,
    ends,
)
from tracker.domain.reminder_plan import terms_of
from tracker.domain.reminder_retry import since_retry
from tracker.store.envelope import Recorded


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
    """Nothing is to be sent. `reason` None: the log tells already how it ended, in `state`."""

    row: Dispatch
    state: str = "suppressed"
    reason: Reason | None = None
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
    found = [_examine(tracker, office, row, now) for row in rows]
    ready = sorted((one for one in found if isinstance(one, Ready)), key=_order)
    over = tuple(one for one in found if isinstance(one, Over))
    message = _message(tracker, office, ready, today) if ready else None
    return Examined(tuple(rows), tuple(ready), over, message)


def _examine(tracker: Tracker, office: Office, row: Dispatch, now: datetime) -> Ready | Over:
    today = local_day(now, office.zone)
    told = tracker.store.history(reminder_stream(row.subject))
    own = since_retry([past.event for past in told], row.key)
    for event in own:
        if isinstance(event, Outcome) and ends(event):
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
    item = _item(tracker, row, office, state, version, recipient, now)
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


def _tap(
    tracker: Tracker, office: Office, row: Dispatch, state: Any, recipient: Recipient, now: datetime
) -> str:
    """In the inbox the reader has signed in already."""
    who = recipient.person_id if recipient.body is None else recipient.body
    if row.channel == INBOX or row.task is not Task.CARRY_OUT or who is None:
        return ""
    if not one_tap.may_tap(office, state, who, now):
        return ""
    return one_tap.link(tracker, row.subject, who, now)


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
        office_name=_short(office),
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


def _item(
    tracker: Tracker,
    row: Dispatch,
    office: Office,
    state: Any,
    version: int,
    recipient: Recipient,
    now: datetime,
) -> Item | None:
    """None where there is nothing to tell when the day has come."""
    today = local_day(now, office.zone)
    told, digest = None, None
    if row.task is Task.DIGEST:
        digest = digest_of(tracker, office, recipient, today)
        told = None if digest is None else _of_digest(tracker, today)
    elif row.task in OF_AN_OFFICE:
        told = _of_deadline(tracker, office, row)
    else:
        told = _told(tracker, row, state)
    if told is None:
        return None
    notice = _notice(row, office, recipient, today, told)
    return Item(
        subject=row.subject,
        version=version,
        kind=kind_of(recipient.because, row.task),
        tap=_tap(tracker, office, row, state, recipient, now),
        notice=notice,
        digest=digest,
    )


def _notice(
    row: Dispatch, office: Office, recipient: Recipient, today: date, told: dict[str, Any]
) -> ReminderNotice:
    return ReminderNotice(
        addressee=recipient.name or recipient.position,
        office=_short(office),
        task=row.task,
        today=today,
        forward_to=recipient.forward_to,
        from_below=recipient.because is Because.ESCALATION,
        **({"due_on": row.due_on} | told),
    )


def _short(office: Office) -> str:
    return office.name.removeprefix("Kecamatan ")


def _of_digest(tracker: Tracker, today: date) -> dict[str, Any]:
    return {
        "text": "Rekap mingguan",
        "coordination": "",
        "agreed_on": today,
        "in_charge": None,
        "link": f"{tracker.base_url}/",
    }


def _of_deadline(tracker: Tracker, office: Office, row: Dispatch) -> dict[str, Any] | None:
    found = deadline_text(tracker, office, row.task, row.on_day)
    if found is None:
        return None
    text, due = found
    return {
        "text": text,
        "coordination": "",
        "agreed_on": due,
        "in_charge": None,
        "due_on": due,
        "link": f"{tracker.base_url}{_DEADLINE_PATHS[row.task]}",
    }


_DEADLINE_PATHS = {Task.CLOSE_QUARTER: "/penetapan", Task.SURVEY: "/survei"}


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
