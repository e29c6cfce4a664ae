"""A process that appends as fast as it can, for the test that nothing is missed."""

import time
from collections.abc import Callable
from uuid import uuid4

from tests.tracker.store.notes import NOTES, take
from tracker.clock import system_clock
from tracker.store.event_store import open_store


def write(database: str, seconds: float, started: Callable[[], object]) -> int:
    """The number of events appended, in appends of one to three."""
    store = open_store(database, mapping=NOTES, clock=system_clock(), lock_timeout=30, create=False)
    store.head()
    started()
    events = 0
    stop_at = time.monotonic() + seconds
    while time.monotonic() < stop_at:
        notes = ["catatan"] * (1 + events % 3)
        take(store, *notes, stream=uuid4())
        events += len(notes)
    store.close()
    return events
