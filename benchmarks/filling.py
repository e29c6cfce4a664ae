"""Appends a made-up history in batches, as fast as the store takes it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from benchmarks.mix import Part
from tracker.domain.event import Event
from tracker.store.envelope import Change, Context
from tracker.store.event_store import EventStore

TOGETHER = 300
"""Streams in one append: few waits for the disk, and transactions that still are of a usual size."""


def fill(store: EventStore, appends: Iterable[list[Part]]) -> None:
    """The streams must be new: versions are counted from zero."""
    versions: dict[UUID, int] = {}
    waiting: dict[UUID, list[Event]] = {}
    for parts in appends:
        for stream, events in parts:
            waiting.setdefault(stream, []).extend(events)
        if len(waiting) >= TOGETHER:
            _append(store, waiting, versions)
    if waiting:
        _append(store, waiting, versions)


def _append(store: EventStore, waiting: dict[UUID, list[Event]], versions: dict[UUID, int]) -> None:
    changes = [Change(stream, versions.get(stream, 0), tuple(new)) for stream, new in waiting.items()]
    request = uuid4().hex
    context = Context(actor="notulis.uji", via="import", request_id=request, correlation_id=request)
    store.append(changes, context=context, occurred_on=date(2026, 5, 4))
    versions |= {change.stream: change.expected_version + len(change.events) for change in changes}
    waiting.clear()
