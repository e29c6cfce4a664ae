"""The log in one SQLite file: WAL, every COMMIT on the disk, one writer at a time.

The recorder and the connection pool extend those of the `eventsourcing` library. Join the threads
that read before closing: the library's pool crashed otherwise.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import IntegrityError, PersistenceError, StoredEvent
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteCursor, SQLiteDatastore

from tracker.clock import Clock
from tracker.store.append import Append, Request, Standing, next_instant
from tracker.store.errors import StoreBusy, StoreFull, StoreUnavailable
from tracker.store.event_log import EventLog, Row, as_uuid
from tracker.store.sqlite_tables import STATEMENTS


class FullSyncPool(SQLiteConnectionPool):
    def __init__(self, uri: str, *, busy_timeout: float) -> None:
        super().__init__(db_name=uri, lock_timeout=round(busy_timeout) or 1, pool_timeout=busy_timeout)
        self.busy_timeout = busy_timeout

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(self.busy_timeout * 1000)}")
        cursor.execute("PRAGMA synchronous = FULL")
        return connection


class SQLiteFile(SQLiteDatastore):
    """Raises StoreUnavailable at the first use where the file is missing and `create` is off."""

    def __init__(self, path: Path, busy_timeout: float, *, create: bool) -> None:
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        super().__init__(uri)
        self.pool = FullSyncPool(uri, busy_timeout=busy_timeout)


def sqlite_path(database: str) -> Path:
    return Path(database.removeprefix("sqlite:///"))


class SQLiteEventLog(EventLog):
    def __init__(self, datastore: SQLiteFile, clock: Clock, lock_timeout: float) -> None:
        super().__init__(clock, lock_timeout)
        self._datastore = datastore

    def create_table(self) -> None:
        with self._writing() as cursor:
            for statement in STATEMENTS:
                cursor.execute(statement)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, append: Append | None = None, **_: Any
    ) -> list[int]:
        with self._writing() as cursor:
            claims = append.admit(_standing(cursor, append)) if append else {}
            now = _to_text(next_instant(self._clock(), _last_instant(cursor)))
            positions = []
            for stored in stored_events:
                cursor.execute(_INSERT_EVENT, (*_event_columns(stored), now))
                positions.append(int(cursor.lastrowid))
            if append:
                cursor.executemany(
                    "INSERT INTO claims (key, stream, position) VALUES (?, ?, ?)",
                    [(key, stream.hex, positions[-1]) for key, stream in claims.items()],
                )
                cursor.execute(
                    "INSERT INTO requests (id, fingerprint, answer, position) VALUES (?, ?, ?, ?)",
                    (append.request_id, append.fingerprint, append.answer, positions[-1]),
                )
        return positions

    def max_notification_id(self) -> int | None:
        newest: int | None = self._value("SELECT max(position) FROM events")
        return newest

    def rows(
        self, after: int, limit: int, *, stop: int | None = None, topics: Sequence[str] = ()
    ) -> list[Row]:
        where, values = "position > ?", [after]
        if stop is not None:
            where += " AND position <= ?"
            values.append(stop)
        if topics:
            where += f" AND topic IN ({', '.join('?' * len(topics))})"
        return self._rows(f"{where} ORDER BY position LIMIT ?", *values, *topics, limit)

    def stream_rows(
        self,
        stream: UUID,
        *,
        gt: int = -1,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        where, values = "originator_id = ? AND originator_version > ?", [gt]
        if lte is not None:
            where += " AND originator_version <= ?"
            values.append(lte)
        order = "DESC" if desc else "ASC"
        every = -1 if limit is None else limit
        return self._rows(f"{where} ORDER BY originator_version {order} LIMIT ?", stream.hex, *values, every)

    def request(self, request_id: str) -> Request | None:
        with self._reading() as cursor:
            return _request(cursor, request_id)

    def owner(self, claim: str) -> UUID | None:
        found = self._value("SELECT stream FROM claims WHERE key = ?", claim)
        return None if found is None else UUID(found)

    def position_at(self, instant: datetime) -> int:
        statement = "SELECT position FROM events WHERE recorded_at <= ? ORDER BY recorded_at DESC, position DESC LIMIT 1"
        return self._value(statement, _to_text(instant)) or 0

    def recorded_at(self, position: int) -> datetime | None:
        found = self._value("SELECT recorded_at FROM events WHERE position = ?", position)
        return None if found is None else datetime.fromisoformat(found)

    def close(self) -> None:
        self._datastore.close()

    def _rows(self, where: str, *values: object) -> list[Row]:
        with self._reading() as cursor:
            cursor.execute(f"SELECT {_COLUMNS} FROM events WHERE {where}", values)
            return [
                Row(position, UUID(stream), version, topic, state, datetime.fromisoformat(recorded_at))
                for position, stream, version, topic, state, recorded_at in cursor.fetchall()
            ]

    def _value(self, statement: str, *values: object) -> Any:
        with self._reading() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
            return None if row is None else row[0]

    @contextmanager
    def _reading(self) -> Iterator[SQLiteCursor]:
        with _translated(), self._datastore.transaction(commit=False) as cursor:
            yield cursor

    @contextmanager
    def _writing(self) -> Iterator[SQLiteCursor]:
        """A transaction that takes the write lock before it reads, so what it reads stays true."""
        with self._one_writer(), _translated(), self._datastore.get_connection(commit=False) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                connection.commit()
            except BaseException:
                connection.rollback()
                raise


_COLUMNS = "position, originator_id, originator_version, topic, state, recorded_at"
_INSERT_EVENT = (
    "INSERT INTO events (originator_id, originator_version, topic, state, recorded_at) VALUES (?, ?, ?, ?, ?)"
)


def _event_columns(stored: StoredEvent) -> tuple[str, int, str, bytes]:
    return as_uuid(stored.originator_id).hex, stored.originator_version, stored.topic, stored.state


def _standing(cursor: SQLiteCursor, append: Append) -> Standing:
    owners: dict[str, UUID] = {}
    for key in append.claims:
        cursor.execute("SELECT stream FROM claims WHERE key = ?", (key,))
        if (row := cursor.fetchone()) is not None:
            owners[key] = UUID(row[0])
    versions: dict[UUID, int] = {}
    for stream in append.expected:
        cursor.execute("SELECT max(originator_version) FROM events WHERE originator_id = ?", (stream.hex,))
        versions[stream] = cursor.fetchone()[0] or 0
    return Standing(_request(cursor, append.request_id), owners, versions)


def _request(cursor: SQLiteCursor, request_id: str) -> Request | None:
    cursor.execute("SELECT id, fingerprint, answer, position FROM requests WHERE id = ?", (request_id,))
    row = cursor.fetchone()
    return None if row is None else Request(*row)


def _last_instant(cursor: SQLiteCursor) -> datetime | None:
    cursor.execute("SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1")
    row = cursor.fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def _to_text(instant: datetime) -> str:
    """UTC with always six digits, so that text order is time order."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, IntegrityError) as error:
        raise IntegrityError(str(error)) from error
    except (sqlite3.Error, PersistenceError) as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> StoreUnavailable:
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    name = getattr(cause, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy("another process held the write lock for too long")
    if name == "SQLITE_FULL":
        return StoreFull("the disk is full")
    return StoreUnavailable(f"the store cannot be used: {cause or error}")
