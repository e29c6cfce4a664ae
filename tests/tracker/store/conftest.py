"""The store of a test: over `database`, so once on SQLite and once, as the application, on PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.tracker.store.notes import NOTES
from tracker.store.event_store import EventStore, open_store

OpenStore = Callable[..., EventStore]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def open_here(clock: FixedClock) -> Iterator[OpenStore]:
    """Opens stores over any database and closes them after the test."""
    opened: list[EventStore] = []

    def open_one(database: str, *, lock_timeout: float = 15.0) -> EventStore:
        opened.append(
            open_store(database, mapping=NOTES, clock=clock, lock_timeout=lock_timeout, create=False)
        )
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(database: Database, open_here: OpenStore) -> EventStore:
    return open_here(database.url)
