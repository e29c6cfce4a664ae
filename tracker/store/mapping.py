"""Events to stored bytes and back, through an explicit table of topics."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

from tracker.domain.event import Event
from tracker.domain.phrase import plain
from tracker.store.envelope import Context
from tracker.store.errors import UnknownTopic

Upcaster = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
"""Takes the data of an old topic; gives the newer topic and the data in that one's shape."""

D = TypeVar("D")


class Envelope(msgspec.Struct, Generic[D], frozen=True):
    """The stored bytes of one event: JSON with these three keys, in this order."""

    occurred_on: date
    by: Context
    data: D


class EventMapping:
    """The topics that this version of the product knows.

    Only the current topic of an event is written. An old one is read through its upcaster, in as
    many steps as it takes; the stored bytes never change. Raises ValueError for a class without
    `TOPIC`, a topic used twice, or an upcaster for a topic that is current.
    """

    def __init__(
        self, events: Iterable[type[Event]], upcasters: Mapping[str, Upcaster] | None = None
    ) -> None:
        self._upcasters = dict(upcasters or {})
        self._classes: dict[str, type[Event]] = {}
        for kind in events:
            topic = getattr(kind, "TOPIC", None)
            if not topic:
                raise ValueError(f"{kind.__name__} has no TOPIC")
            if topic in self._classes or topic in self._upcasters:
                raise ValueError(f"topic {topic} is used twice")
            self._classes[topic] = kind
        self._encoder = msgspec.json.Encoder(order="deterministic", decimal_format="string", enc_hook=plain)
        self._decoders: dict[str, msgspec.json.Decoder[Envelope[Event]]] = {
            topic: msgspec.json.Decoder(Envelope[kind])  # type: ignore[valid-type]  # a type made at run time
            for topic, kind in self._classes.items()
        }
        self._old: msgspec.json.Decoder[Envelope[dict[str, Any]]] = msgspec.json.Decoder(
            Envelope[dict[str, Any]]
        )

    def topic(self, event: Event) -> str:
        """Raises UnknownTopic for an event that the table does not name: it could not be read again."""
        if self._classes.get(event.TOPIC) is not type(event):
            raise UnknownTopic(f"topic {event.TOPIC} ({type(event).__name__}) is not in the event mapping")
        return event.TOPIC

    def encode(self, event: Event, context: Context, occurred_on: date) -> bytes:
        return self._encoder.encode(Envelope(occurred_on, context, event))

    def decode(self, topic: str, body: bytes) -> Envelope[Event]:
        """Raises UnknownTopic, and msgspec.DecodeError where the bytes do not have the topic's shape."""
        decoder = self._decoders.get(topic)
        if decoder is not None:
            return decoder.decode(body)
        old = self._old.decode(body)
        current, data = self._upcast(topic, old.data)
        event = msgspec.convert(data, self._classes[current], str_keys=True)
        return Envelope(old.occurred_on, old.by, event)

    def _upcast(self, topic: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        current = topic
        for _ in range(len(self._upcasters) + 1):
            if current in self._classes:
                return current, data
            if current not in self._upcasters:
                break
            current, data = self._upcasters[current](data)
        raise UnknownTopic(f"the log holds topic {topic}, which this version of the product does not know")
