"""What people decide about the read side: that it goes on without an event that it cannot fold."""

from typing import ClassVar
from uuid import UUID, uuid5

from tracker.domain.event import Event


class EventSkipped(Event, frozen=True, kw_only=True):
    """The event at `position` of `stream` is left out of the read models; the log itself keeps it."""

    TOPIC: ClassVar[str] = "projection.event_skipped.1"
    position: int
    stream: UUID


EVENTS: tuple[type[Event], ...] = (EventSkipped,)


def skip_stream(skipped: EventSkipped) -> UUID:
    """A stream of its own for each skipped event, so that one is skipped once only."""
    return uuid5(skipped.stream, f"skipped/{skipped.position}")
