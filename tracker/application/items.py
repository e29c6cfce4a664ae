"""What a message tells of one matter when its day has come, and whether there is anything to tell."""

from datetime import date, datetime
from typing import Any

from tracker.application import one_tap
from tracker.application.channels import INBOX
from tracker.application.contacts import contact_of
from tracker.application.digests import digest_of
from tracker.application.dispatch import Dispatch
from tracker.application.matters import path_of, text_of
from tracker.application.message import Item
from tracker.application.messages import ReminderNotice
from tracker.application.office_deadlines import deadline_text
from tracker.application.preferences import kind_of
from tracker.application.recipients import Recipient
from tracker.application.tracker import Tracker, local_day
from tracker.domain import coordination as coordinations
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.identity import body_id
from tracker.domain.matter import OF_AN_OFFICE, Task
from tracker.domain.office import Office
from tracker.domain.reminder import Because


def has_something_to_tell(
    tracker: Tracker, office: Office, task: Task, on_day: date, recipient: Recipient, day: date
) -> bool:
    """On that day, of the step of `on_day`; what is waited for always has."""
    if task is Task.DIGEST:
        return digest_of(tracker, office, recipient, day) is not None
    return task not in OF_AN_OFFICE or deadline_text(tracker, office, task, on_day) is not None


def item_of(
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
        told = _of_state(tracker, row, state)
    if told is None:
        return None
    notice = _notice(row, office, recipient, today, told)
    return Item(
        subject=row.subject,
        version=version,
        kind=kind_of(recipient.because, row.task),
        tap=_tap(tracker, office, row, state, recipient, now),
        forward_phone=_forward_phone(tracker, office, row, state, recipient),
        notice=notice,
        digest=digest,
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


def _forward_phone(tracker: Tracker, office: Office, row: Dispatch, state: Any, recipient: Recipient) -> str:
    """It is not kept with what lies in the inbox: there it could not be erased."""
    if row.channel == INBOX or recipient.forward_to is None or not isinstance(state, FollowUp):
        return ""
    assert state.in_charge is not None
    return contact_of(tracker, body_id(office.code, state.in_charge.code)).phone


def _notice(
    row: Dispatch, office: Office, recipient: Recipient, today: date, told: dict[str, Any]
) -> ReminderNotice:
    return ReminderNotice(
        addressee=recipient.name or recipient.position,
        office=office.name.removeprefix("Kecamatan "),
        task=row.task,
        today=today,
        forward_to=recipient.forward_to,
        from_below=recipient.because is Because.ESCALATION,
        **({"due_on": row.due_on} | told),
    )


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


def _of_state(tracker: Tracker, row: Dispatch, state: Any) -> dict[str, Any]:
    """What the message says of the matter, and the page that shows it."""
    told = {
        "text": text_of(state),
        "coordination": "",
        "agreed_on": row.on_day,
        "in_charge": None,
        "link": f"{tracker.base_url}{path_of(state, row.subject)}",
    }
    match state:
        case FollowUp():
            coordination, _ = tracker.store.load(state.coordination_id, coordinations.evolve)
            return told | {
                "coordination": "" if coordination is None else coordination.details.title,
                "agreed_on": state.agreed_on,
                "due_on": state.due_on,
                "in_charge": None if state.in_charge is None else state.in_charge.name,
            }
        case Coordination():
            return told | {"agreed_on": state.held_on or state.planned_on or row.on_day}
        case _:
            return told
