"""The interface between the event store and its two recorders."""

import threading
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent, Subscription

from tracker.clock import Clock
from tracker.store.append import Append, Request
from tracker.store.errors import StoreBusy


class Row(NamedTuple):
    """One row of the `events` table."""

    position: int
    stream: UUID
    version: int
    topic: str
    body: bytes
    recorded_at: datetime


class EventLog(ApplicationRecorder):
    """A recorder of the library that also tells when an event was recorded, and keeps claims and requests.

    Its methods raise the library's IntegrityError where a constraint of the database is hurt, and
    StoreUnavailable (or a child of it) for everything else that goes wrong in the database.
    """

    def __init__(self, clock: Clock, lock_timeout: float) -> None:
        self._clock = clock
        self._lock_timeout = lock_timeout
        self._turn = threading.Lock()

    @abstractmethod
    def create_table(self) -> None:
        """Makes what is missing of the tables and triggers."""

    @abstractmethod
    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, append: Append | None = None, **_: Any
    ) -> list[int]:
        """One transaction: lock, conditions of `append`, events, claims, request. Returns the positions."""

    @abstractmethod
    def rows(
        self, after: int, limit: int, *, stop: int | None = None, topics: Sequence[str] = ()
    ) -> list[Row]:
        """By position, those above `after` up to and including `stop`."""

    @abstractmethod
    def stream_rows(
        self,
        stream: UUID,
        *,
        gt: int = -1,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        """By version, those above `gt` up to and including `lte`."""

    @abstractmethod
    def request(self, request_id: str) -> Request | None: ...

    @abstractmethod
    def owner(self, claim: str) -> UUID | None: ...

    @abstractmethod
    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if there is none."""

    @abstractmethod
    def recorded_at(self, position: int) -> datetime | None: ...

    @abstractmethod
    def close(self) -> None: ...

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        rows = self.stream_rows(
            as_uuid(originator_id), gt=-1 if gt is None else gt, lte=lte, desc=desc, limit=limit
        )
        return [StoredEvent(row.stream, row.version, row.topic, row.body) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        after = 0 if start is None else start - inclusive_of_start
        return [
            Notification(row.stream, row.version, row.topic, row.body, row.position)
            for row in self.rows(after, limit, stop=stop, topics=topics)
        ]

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Not offered: readers pull batches by position, so that a lost wake-up only costs time."""
        raise NotImplementedError("read by position instead")

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Threads wait here for each other, so that at most one connection waits for the database's lock."""
        if not self._turn.acquire(timeout=self._lock_timeout):
            raise StoreBusy("another thread of this process held the append lock for too long")
        try:
            yield
        finally:
            self._turn.release()


def as_uuid(originator_id: UUID | str) -> UUID:
    return originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
