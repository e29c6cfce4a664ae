"""given(…).when(…).then(…): the domain as its log tells it.

Every event goes through the bytes that the log would store, and is read back from them, before it is folded or
compared: what could not be stored is not true.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

import pytest

from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.store.envelope import Context
from tracker.store.known_events import KNOWN_EVENTS

S = TypeVar("S")

_MAPPING = KNOWN_EVENTS
_CONTEXT = Context(actor="operator", via="cli", request_id="r", correlation_id="r")


def stored(event: Event) -> Event:
    """The event as the log gives it back."""
    body = _MAPPING.encode(event, _CONTEXT, date(2026, 3, 16))
    return _MAPPING.decode(_MAPPING.topic(event), body).data


def fold(evolve: Callable[[S | None, Event], S], events: Sequence[Event]) -> S:
    state: S | None = None
    for event in events:
        state = evolve(state, stored(event))
    assert state is not None
    return state


class Given(Generic[S]):
    """A past. `evolve` is the aggregate's own."""

    def __init__(self, evolve: Callable[[S | None, Event], S], events: Sequence[Event]) -> None:
        self._evolve = evolve
        self._events = events

    @property
    def state(self) -> S:
        return fold(self._evolve, self._events)

    def when(self, decide: Callable[[S], Event]) -> "When[S]":
        return When(self._evolve, self._events, decide)


class When(Generic[S]):
    def __init__(
        self,
        evolve: Callable[[S | None, Event], S],
        events: Sequence[Event],
        decide: Callable[[S], Event],
    ) -> None:
        self._evolve = evolve
        self._events = events
        self._decide = decide

    def then(self, event: Event) -> S:
        """The decision is that event; gives the state that it leads to."""
        decided = stored(self._decide(fold(self._evolve, self._events)))
        assert decided == event
        return fold(self._evolve, [*self._events, decided])

    def refused(self, match: str, field: str | None = None, kind: type[Refused] = Refused) -> None:
        """The decision is refused with one line that contains the words, naming the field where one is given."""
        with pytest.raises(kind, match=re.escape(match)) as refusal:
            self._decide(fold(self._evolve, self._events))
        assert "\n" not in refusal.value.message
        if field is not None:
            assert refusal.value.field == field


def given(evolve: Callable[[S | None, Event], S], *events: Event) -> Given[S]:
    return Given(evolve, events)
