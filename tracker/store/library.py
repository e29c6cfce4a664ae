"""Our events in the shape that the `eventsourcing` library carries from and to its recorders."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from tracker.domain.event import Event
from tracker.store.envelope import Context
from tracker.store.mapping import EventMapping


@dataclass(frozen=True)
class StreamEvent:
    """An event with its place in its stream."""

    originator_id: UUID
    originator_version: int
    event: Event
    occurred_on: date
    context: Context


class StreamEventMapper(Mapper[UUID]):
    """Topics from our own table instead of module paths; bytes by msgspec, so the transcoder is idle."""

    def __init__(self, mapping: EventMapping) -> None:
        super().__init__(JSONTranscoder())
        self._mapping = mapping

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        if not isinstance(domain_event, StreamEvent):
            raise TypeError(f"not an event of a stream: {domain_event!r}")
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=self._mapping.topic(domain_event.event),
            state=self._mapping.encode(domain_event.event, domain_event.context, domain_event.occurred_on),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> StreamEvent:
        stream = stored_event.originator_id
        stored = self._mapping.decode(stored_event.topic, stored_event.state)
        return StreamEvent(
            originator_id=stream if isinstance(stream, UUID) else UUID(stream),
            originator_version=stored_event.originator_version,
            event=stored.data,
            occurred_on=stored.occurred_on,
            context=stored.by,
        )
