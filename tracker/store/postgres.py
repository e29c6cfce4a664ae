"""The log in PostgreSQL, through a role that may only SELECT and INSERT.

The recorder and the connection pool build on those of the `eventsourcing` library; its own inserts
take a table lock for which that role has no right, and its retries last minutes.
"""

import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from eventsourcing.persistence import IntegrityError, PersistenceError, StoredEvent
from eventsourcing.postgres import PostgresDatastore
from eventsourcing.utils import strtobool
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow, tuple_row

from tracker.clock import Clock
from tracker.store.append import Append, Request, Standing, next_instant
from tracker.store.errors import StoreBusy, StoreError, StoreFull, StoreUnavailable
from tracker.store.event_log import EventLog, Row, as_uuid
from tracker.store.postgres_tables import APPEND_LOCK, CHANNEL, STATEMENTS

CONNECT_SECONDS = 2.0
PATIENCE_SECONDS = 2.5
"""After this long without a connection no new attempt is begun; the last one may take CONNECT_SECONDS."""

T = TypeVar("T")
Cursor = psycopg.Cursor[TupleRow]


class PostgresServer(PostgresDatastore):
    """A small pool that gives up on a dead server within seconds, and comes back as fast.

    Raises StoreError where POSTGRES_ENABLE_DB_FUNCTIONS is on: with it readers of the log missed events.
    """

    def __init__(self, url: str) -> None:
        self._process = os.getpid()
        if strtobool(os.environ.get("POSTGRES_ENABLE_DB_FUNCTIONS") or "no"):
            raise StoreError("POSTGRES_ENABLE_DB_FUNCTIONS must be off: with it readers miss events")
        given: dict[str, Any] = dict(conninfo_to_dict(url))
        super().__init__(
            dbname=given.pop("dbname", ""),
            host=given.pop("host", ""),
            port=given.pop("port", ""),
            user=given.pop("user", ""),
            password=given.pop("password", ""),
            connect_timeout=CONNECT_SECONDS,
            idle_in_transaction_session_timeout=10,
            pool_size=1,
            max_overflow=7,
            schema="tracker",
        )
        assert isinstance(self.pool.kwargs, dict)
        self.pool.kwargs |= {"tcp_user_timeout": 5000, "keepalives_idle": 10} | given
        # The pool's own back-off would double up to minutes; each request for a connection tries anew instead.
        self.pool.reconnect_timeout = CONNECT_SECONDS

    def close(self) -> None:
        """Not in a forked child: to say goodbye there would end the parent's sessions."""
        if os.getpid() == self._process:
            super().close()


class PostgresEventLog(EventLog):
    def __init__(self, datastore: PostgresServer, clock: Clock, lock_timeout: float) -> None:
        super().__init__(clock, lock_timeout)
        self._datastore = datastore
        self._lock = f"SET LOCAL lock_timeout = {round(lock_timeout * 1000)}; SELECT pg_advisory_xact_lock({APPEND_LOCK})"

    def create_table(self) -> None:
        def work(cursor: Cursor) -> None:
            with cursor.connection.transaction():
                for statement in STATEMENTS:
                    cursor.execute(statement)

        self._with_cursor(work)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, append: Append | None = None, **_: Any
    ) -> list[int]:
        """A COMMIT whose answer was lost is found again, under the lock, by its request id (AlreadyDone)."""

        def work(cursor: Cursor) -> list[int]:
            with cursor.connection.transaction():
                cursor.connection.execute(self._lock, prepare=False)
                return self._insert(cursor, stored_events, append)

        with self._one_writer():
            return self._with_cursor(work)

    def _insert(
        self, cursor: Cursor, stored_events: Sequence[StoredEvent], append: Append | None
    ) -> list[int]:
        claims = append.admit(_standing(cursor, append)) if append else {}
        now = next_instant(self._clock(), _last_instant(cursor))
        cursor.execute(
            _INSERT,
            {
                "streams": [as_uuid(stored.originator_id) for stored in stored_events],
                "versions": [stored.originator_version for stored in stored_events],
                "topics": [stored.topic for stored in stored_events],
                "states": [stored.state for stored in stored_events],
                "now": now,
                "claim_keys": list(claims.keys()),
                "claim_streams": list(claims.values()),
                "request_id": append.request_id if append else None,
                "fingerprint": append.fingerprint if append else None,
                "answer": append.answer if append else None,
            },
        )
        return [row[0] for row in cursor.fetchall()]

    def max_notification_id(self) -> int | None:
        newest: int | None = self._value("SELECT max(position) FROM tracker.events")
        return newest

    def rows(
        self, after: int, limit: int, *, stop: int | None = None, topics: Sequence[str] = ()
    ) -> list[Row]:
        where, values = "position > %s", [after]
        if stop is not None:
            where += " AND position <= %s"
            values.append(stop)
        topic_lists = [list(topics)] if topics else []
        if topics:
            where += " AND topic = ANY(%s)"
        return self._rows(f"{where} ORDER BY position LIMIT %s", *values, *topic_lists, limit)

    def stream_rows(
        self,
        stream: UUID,
        *,
        gt: int = -1,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        where, values = "originator_id = %s AND originator_version > %s", [gt]
        if lte is not None:
            where += " AND originator_version <= %s"
            values.append(lte)
        order = "DESC" if desc else "ASC"
        return self._rows(f"{where} ORDER BY originator_version {order} LIMIT %s", stream, *values, limit)

    def request(self, request_id: str) -> Request | None:
        row = self._row(_SELECT_REQUEST, request_id)
        return None if row is None else Request(*row)

    def owner(self, claim: str) -> UUID | None:
        stream: UUID | None = self._value("SELECT stream FROM tracker.claims WHERE key = %s", claim)
        return stream

    def position_at(self, instant: datetime) -> int:
        position: int | None = self._value(
            "SELECT position FROM tracker.events WHERE recorded_at <= %s"
            " ORDER BY recorded_at DESC, position DESC LIMIT 1",
            instant,
        )
        return position or 0

    def recorded_at(self, position: int) -> datetime | None:
        found: datetime | None = self._value(
            "SELECT recorded_at FROM tracker.events WHERE position = %s", position
        )
        return None if found is None else found.astimezone(UTC)

    def close(self) -> None:
        self._datastore.close()

    def _rows(self, where: str, *values: object) -> list[Row]:
        statement = (
            "SELECT position, originator_id, originator_version, topic, state, recorded_at"
            f" FROM tracker.events WHERE {where}"
        ).encode()
        found = self._with_cursor(lambda cursor: cursor.execute(statement, values).fetchall())
        return [
            Row(position, stream, version, topic, state, recorded_at.astimezone(UTC))
            for position, stream, version, topic, state, recorded_at in found
        ]

    def _row(self, statement: str, *values: object) -> TupleRow | None:
        return self._with_cursor(lambda cursor: cursor.execute(statement.encode(), values).fetchone())

    def _value(self, statement: str, *values: object) -> Any:
        row = self._row(statement, *values)
        return None if row is None else row[0]

    def _with_cursor(self, work: Callable[[Cursor], T]) -> T:
        """Does the work again where the connection was lost, until PATIENCE_SECONDS are over."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with (
                    self._datastore.get_connection() as connection,
                    connection.cursor(binary=True, row_factory=tuple_row) as cursor,
                ):
                    return work(cursor)
            except IntegrityError:
                raise
            except PersistenceError as error:
                if not _is_lost(error) or time.monotonic() > deadline:
                    raise _refusal(error) from error
            self._datastore.pool.check()
            time.sleep(0.05)


_SELECT_REQUEST = "SELECT id, fingerprint, answer, position FROM tracker.requests WHERE id = %s"

_SELECT_STANDING = """
    SELECT (SELECT jsonb_object_agg(key, stream) FROM tracker.claims WHERE key = ANY(%s)),
           (SELECT jsonb_object_agg(originator_id, version) FROM (
                SELECT originator_id, max(originator_version) AS version
                FROM tracker.events WHERE originator_id = ANY(%s) GROUP BY originator_id) AS heads)
"""

# One statement, so that the lock is held for as few round trips as possible.
_INSERT = f"""
    WITH stored AS (
        INSERT INTO tracker.events (originator_id, originator_version, topic, state, recorded_at)
        SELECT stream, version, topic, state, %(now)s
        FROM unnest(%(streams)s::uuid[], %(versions)s::bigint[], %(topics)s::text[], %(states)s::bytea[])
             WITH ORDINALITY AS given (stream, version, topic, state, place)
        ORDER BY place
        RETURNING position
    ), claimed AS (
        INSERT INTO tracker.claims (key, stream, position)
        SELECT key, stream, (SELECT max(position) FROM stored)
        FROM unnest(%(claim_keys)s::text[], %(claim_streams)s::uuid[]) AS given (key, stream)
    ), answered AS (
        INSERT INTO tracker.requests (id, fingerprint, answer, position)
        SELECT %(request_id)s, %(fingerprint)s, %(answer)s, max(position) FROM stored
        HAVING %(request_id)s::text IS NOT NULL
    ), told AS (SELECT pg_notify('{CHANNEL}', ''))
    SELECT position FROM stored, told ORDER BY position
""".encode()


def _standing(cursor: Cursor, append: Append) -> Standing:
    request = cursor.execute(_SELECT_REQUEST, (append.request_id,)).fetchone()
    found = cursor.execute(_SELECT_STANDING, (list(append.claims), list(append.expected))).fetchone()
    owners, versions = found or (None, None)
    return Standing(
        request=None if request is None else Request(*request),
        owners={key: UUID(stream) for key, stream in (owners or {}).items()},
        versions={UUID(stream): version for stream, version in (versions or {}).items()},
    )


def _last_instant(cursor: Cursor) -> datetime | None:
    row = cursor.execute("SELECT recorded_at FROM tracker.events ORDER BY position DESC LIMIT 1").fetchone()
    return None if row is None else row[0]


def _is_lost(error: PersistenceError) -> bool:
    """Lost or refused connections: no SQLSTATE at all, or one of class 08, 57P (shutdown), 53300 (too many)."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    return cause.sqlstate is None or cause.sqlstate.startswith(("08", "57P", "53300"))


def _refusal(error: PersistenceError) -> StoreUnavailable:
    match error.__cause__:
        case psycopg.errors.LockNotAvailable():
            return StoreBusy("another process held the append lock for too long")
        case psycopg.errors.DiskFull():
            return StoreFull("the disk of the database is full")
        case cause:
            return StoreUnavailable(f"the store cannot be used: {cause or error}")
