"""A tiny domain for the tests of the store: notes that are taken and renamed."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from tracker.domain.event import Event
from tracker.store.envelope import Appended, Change, Context
from tracker.store.event_store import EventStore
from tracker.store.mapping import EventMapping

STREAM = UUID("00000000-0000-4000-8000-000000000001")
OTHER_STREAM = UUID("00000000-0000-4000-8000-000000000002")
TODAY = date(2026, 3, 16)


class NoteTaken(Event, frozen=True):
    TOPIC: ClassVar[str] = "note.taken.1"

    text: str
    due_on: date | None = None


class NoteRenamed(Event, frozen=True):
    TOPIC: ClassVar[str] = "note.renamed.1"

    text: str


NOTES = EventMapping([NoteTaken, NoteRenamed])


def texts(state: tuple[str, ...] | None, event: Event) -> tuple[str, ...]:
    assert isinstance(event, NoteTaken | NoteRenamed)
    return (*(state or ()), event.text)


def by(request_id: str | None = None) -> Context:
    return Context(actor="siti", via="web", request_id=request_id or str(uuid4()), correlation_id="k-1")


def take(
    store: EventStore,
    *notes: str,
    stream: UUID = STREAM,
    at: int = 0,
    request_id: str | None = None,
    claims: tuple[tuple[str, UUID], ...] = (),
    fingerprint: str = "",
    answer: bytes = b"",
) -> Appended:
    """Append one note each to `stream`, which stands at version `at`."""
    events = tuple(NoteTaken(text=note) for note in notes)
    return store.append(
        [Change(stream, at, events)],
        context=by(request_id),
        occurred_on=TODAY,
        claims=claims,
        fingerprint=fingerprint,
        answer=answer,
    )
