"""What the log keeps around an event: who, for whom, why, when, and in answer to what."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from tracker.domain.event import Event


class Context(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who caused an append, and why. Stored with each of its events, in the canonical bytes.

    `actor` is a user name, `operator` (command line) or `system` (workers). `request_id` makes the
    command idempotent: the same id is answered again, never done again.
    """

    actor: str
    via: str
    request_id: str
    correlation_id: str
    causation_id: str | None = None
    on_behalf_of: str | None = None
    reason: str | None = None


class Change(msgspec.Struct, frozen=True):
    """New events for one stream, valid only if the stream stands at `expected_version` (0: new).

    `occurred_on` is for events that did not happen on the day of the append as a whole.
    """

    stream: UUID
    expected_version: int
    events: tuple[Event, ...]
    occurred_on: date | None = None


class Appended(msgspec.Struct, frozen=True):
    """What an append answers: the position of its last event, and the bytes to answer a repeat with.

    `repeated` is true where the request had been done before: nothing was written this time.
    """

    position: int
    answer: bytes
    repeated: bool


class Recorded(msgspec.Struct, frozen=True):
    """One stored event as the log tells it. `body` is the canonical stored bytes."""

    position: int
    stream: UUID
    version: int
    topic: str
    recorded_at: datetime
    occurred_on: date
    context: Context
    event: Event
    body: bytes
