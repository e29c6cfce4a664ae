"""A reminder that was given up is tried again, because somebody asked for it: its attempts begin anew."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.matter import Task
from tracker.domain.reminder import Outcome, ReminderFailed


class ReminderRetried(Event, frozen=True, kw_only=True):
    """`subject` is what the matter is about, `step` the name of the step; who asked is in the context."""

    TOPIC: ClassVar[str] = "reminder.retried.1"
    subject: UUID
    task: Task
    key: UUID
    step: str
    person: str
    channel: str


EVENTS: tuple[type[Event], ...] = (ReminderRetried,)


def since_retry(told: Iterable[Event], key: UUID) -> list[Event]:
    """What the log tells of this reminder since somebody last asked for it again, beginning with that."""
    found: list[Event] = []
    for event in told:
        if isinstance(event, ReminderRetried) and event.key == key:
            found = [event]
        elif isinstance(event, Outcome) and event.key == key:
            found.append(event)
    return found


def is_asked_for(told: Iterable[Event], key: UUID) -> bool:
    """Whether it was asked for again, and nothing has come of that yet."""
    found = since_retry(told, key)
    return bool(found) and isinstance(found[-1], ReminderRetried)


def retry(told: Iterable[Event], key: UUID) -> ReminderRetried:
    """Raises NotFound for a reminder that the log does not know, Refused or Conflict where it was not given up."""
    found = since_retry(told, key)
    match found[-1] if found else None:
        case ReminderFailed(final=True) as failed:
            return ReminderRetried(
                subject=failed.subject,
                task=failed.task,
                key=key,
                step=failed.step,
                person=failed.person,
                channel=failed.channel,
            )
        case ReminderRetried():
            raise Conflict("Pengingat ini baru saja diminta dicoba lagi.", "key")
        case None:
            raise NotFound("Pengingat itu tidak ditemukan.", "key")
        case _:
            raise Refused("Pengingat ini tidak gagal: tidak perlu dicoba lagi.", "key")
