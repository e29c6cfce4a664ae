"""The one door to the log: load a stream, append to streams, read by position."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from eventsourcing import persistence as library

from tracker.clock import Clock
from tracker.domain.event import Event
from tracker.store.append import AlreadyDone, Append, Request
from tracker.store.envelope import Appended, Change, Context, Recorded
from tracker.store.errors import ClaimTaken, StoreError
from tracker.store.event_log import EventLog, Row
from tracker.store.library import StreamEvent, StreamEventMapper
from tracker.store.mapping import EventMapping
from tracker.store.postgres import PostgresEventLog, PostgresServer
from tracker.store.sqlite import SQLiteEventLog, SQLiteFile, sqlite_path

S = TypeVar("S")


class EventStore:
    """Safe to share between threads, not between processes: open it after a fork, in the child.

    Every method may raise StoreUnavailable; reading may raise UnknownTopic.
    """

    def __init__(self, log: EventLog, mapping: EventMapping) -> None:
        self._log = log
        self._mapping = mapping
        self._streams = library.EventStore(StreamEventMapper(mapping), log)
        self._wakes: list[Callable[[], None]] = []
        self._process = os.getpid()

    def load(self, stream: UUID, evolve: Callable[[S | None, Event], S]) -> tuple[S | None, int]:
        """The stream folded, and its version; `(None, 0)` where it has no events."""
        self._check_process()
        state: S | None = None
        version = 0
        for stored in self._streams.get(stream):
            assert isinstance(stored, StreamEvent)
            state, version = evolve(state, stored.event), stored.originator_version
        return state, version

    def append(
        self,
        changes: Sequence[Change],
        *,
        context: Context,
        occurred_on: date,
        claims: Sequence[tuple[str, UUID]] = (),
        fingerprint: str = "",
        answer: bytes = b"",
    ) -> Appended:
        """Stores all of it or nothing, in the order given.

        A request id seen before is not done again: the stored answer comes back, `repeated`. A claim
        that the same stream holds already is no clash.

        Raises RequestReused, ClaimTaken, VersionConflict, UnknownTopic. After StoreUnavailable the
        same request id may be sent again without harm.
        """
        self._check_process()
        if not context.request_id:
            raise ValueError("an append needs a request id")
        expected = {change.stream: change.expected_version for change in changes}
        if len(expected) < len(changes):
            raise ValueError("one change per stream")
        events = [
            StreamEvent(change.stream, version, event, change.occurred_on or occurred_on, context)
            for change in changes
            for version, event in enumerate(change.events, start=change.expected_version + 1)
        ]
        if not events:
            raise ValueError("an append needs at least one event")
        append = Append(context.request_id, fingerprint, answer, expected, _distinct(claims))
        try:
            recordings = self._streams.put(events, append=append)
        except AlreadyDone as done:
            return _repeat(done.request)
        for wake in self._wakes:
            wake()
        return Appended(position=recordings[-1].notification.id, answer=answer, repeated=False)

    def answered(self, request_id: str, fingerprint: str) -> Appended | None:
        """The answer given before, or None. Raises RequestReused.

        To be asked before deciding, so that a repeat is answered even where it would be refused by now.
        """
        self._check_process()
        request = self._log.request(request_id)
        if request is None:
            return None
        request.check_same(fingerprint)
        return _repeat(request)

    def claimed(self, key: str) -> UUID | None:
        """The stream that holds the claim."""
        self._check_process()
        return self._log.owner(key)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """In the order of positions, which is the order of commits: nothing ever appears below what was read."""
        self._check_process()
        return [self._recorded(row) for row in self._log.rows(after, limit)]

    def read_raw(self, after: int, limit: int) -> list[Row]:
        """As `read`, undecoded: for readers of the stored bytes, and of events that cannot be decoded."""
        self._check_process()
        return self._log.rows(after, limit)

    def decode(self, row: Row) -> Recorded:
        """Raises UnknownTopic, and msgspec.DecodeError where the bytes do not have the topic's shape."""
        return self._recorded(row)

    def history(self, stream: UUID) -> list[Recorded]:
        self._check_process()
        return [self._recorded(row) for row in self._log.stream_rows(stream)]

    def head(self) -> int:
        """The last position; 0 where the log is empty."""
        self._check_process()
        return self._log.max_notification_id() or 0

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if there is none."""
        self._check_process()
        return self._log.position_at(instant)

    def recorded_at(self, position: int) -> datetime:
        """In UTC. Raises LookupError where nothing has that position."""
        self._check_process()
        instant = self._log.recorded_at(position)
        if instant is None:
            raise LookupError(f"no event has position {position}")
        return instant

    def on_append(self, wake: Callable[[], None]) -> None:
        """Calls `wake` after each append of this process, in the appending thread: it must be quick.

        Appends of other processes are not announced: poll besides (or LISTEN, on PostgreSQL).
        """
        self._wakes.append(wake)

    def close(self) -> None:
        """Join the threads that use the store first. Does nothing in a forked child."""
        if os.getpid() == self._process:
            self._log.close()

    def _recorded(self, row: Row) -> Recorded:
        stored = self._mapping.decode(row.topic, row.body)
        return Recorded(
            position=row.position,
            stream=row.stream,
            version=row.version,
            topic=row.topic,
            recorded_at=row.recorded_at,
            occurred_on=stored.occurred_on,
            context=stored.by,
            event=stored.data,
            body=row.body,
        )

    def _check_process(self) -> None:
        """A connection shared over a fork hangs or gives one process the other's answers."""
        if os.getpid() != self._process:
            raise StoreError("the store was opened before a fork: open it again in the child process")


def open_store(
    database: str, *, mapping: EventMapping, clock: Clock, lock_timeout: float = 15.0, create: bool
) -> EventStore:
    """A store over `sqlite:///file` or `postgresql://…`; with `create`, missing tables are made.

    On PostgreSQL `create` needs the owner's rights (see setup). `lock_timeout`: seconds that an append
    waits for others before StoreBusy. Raises ValueError for another kind of database.
    """
    log: EventLog
    if database.startswith("sqlite:///"):
        log = SQLiteEventLog(
            SQLiteFile(sqlite_path(database), lock_timeout, create=create), clock, lock_timeout
        )
    elif database.startswith("postgresql://"):
        log = PostgresEventLog(PostgresServer(database), clock, lock_timeout)
    else:
        raise ValueError("the database must be sqlite:///… or postgresql://…")
    if create:
        log.create_table()
    return EventStore(log, mapping)


def _distinct(claims: Sequence[tuple[str, UUID]]) -> dict[str, UUID]:
    owners: dict[str, UUID] = {}
    for key, stream in claims:
        if owners.setdefault(key, stream) != stream:
            raise ClaimTaken(key)
    return owners


def _repeat(request: Request) -> Appended:
    return Appended(position=request.position, answer=request.answer, repeated=True)
