"""Kept data: mutable tables beside the log, backed up, never rebuilt (unlike the read models).

One definition for both stores: schema `kept` in PostgreSQL, the same file as the log in SQLite.
Secrets are stored as hashes only; addresses live here so that they never enter an event.
"""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.store.errors import StoreBusy, StoreFull, StoreUnavailable
from tracker.store.sqlite import sqlite_path

SCHEMA = "kept"


class Instant(sa.types.TypeDecorator[datetime]):
    """A UTC datetime; in SQLite as text with always six digits, so that text order is time order.

    Raises ValueError for a datetime without a zone.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[datetime] | sa.types.TypeEngine[str]:
        return sa.String(27) if dialect.name == "sqlite" else sa.DateTime(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        if dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        return instant.astimezone(UTC)


metadata = sa.MetaData(schema=SCHEMA)

installation = sa.Table(
    "installation",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

credential = sa.Table(
    "credential",
    metadata,
    sa.Column("username", sa.String, primary_key=True),
    sa.Column("password_hash", sa.String, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("attempt_key_at", "key", "at"),
)
"""What is counted against whoever tries it: wrong passwords, forged links, forms sent by a link."""

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("username", sa.String, index=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)

api_token = sa.Table(
    "api_token",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("username", sa.String, nullable=False, index=True),
    sa.Column("secret_hash", sa.String, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("note", sa.String, nullable=False, default=""),
)

contact = sa.Table(
    "contact",
    metadata,
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("email", sa.String),
    sa.Column("phone", sa.String),
)

written_to = sa.Table(
    "written_to",
    metadata,
    sa.Column("who", sa.Uuid, primary_key=True),
    sa.Column("since", Instant, nullable=False),
)
"""Bodies outside the office that get letters of their own; the others are told by the head of the section."""

reminder_off = sa.Table(
    "reminder_off",
    metadata,
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("channel", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("since", Instant, nullable=False),
)
"""What a person does not want to be reminded of over that channel; everything else is wanted."""

preference = sa.Table(
    "preference",
    metadata,
    sa.Column("username", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
"""What an account has chosen for its own pages; what it never chose has no row."""

saved_filter = sa.Table(
    "saved_filter",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("username", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("folded", sa.String, nullable=False),
    sa.Column("query", sa.String, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
    sa.Index("saved_filter_name", "username", "folded", unique=True),
)
"""A filter of the register that somebody gave a name; `query` as it stands in the address. `folded` is the name in small
letters: nobody has two that differ by those alone."""

UNREAD: dict[str, Any] = {
    "sqlite_where": sa.text("read_at IS NULL"),
    "postgresql_where": sa.text("read_at IS NULL"),
}

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("person_id", sa.Uuid, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("items", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("read_at", Instant),
    sa.Index("notice_person", "person_id", "created_at", "id"),
    sa.Index("notice_unread", "person_id", **UNREAD),
)
"""The inbox: `id` is the message's, so that one which is sent twice lies there once. `items` as JSON, as they were told."""

DISPATCH_STATES = ("pending", "claimed", "sending", "sent", "failed", "suppressed")

GIVEN_UP = sa.column("state") == sa.literal_column("'failed'")
"""Written out, not bound: only so do queries find the indexes of these few rows."""

GIVEN_UP_ALONE: dict[str, Any] = {"sqlite_where": GIVEN_UP, "postgresql_where": GIVEN_UP}

dispatch = sa.Table(
    "dispatch",
    metadata,
    sa.Column("key", sa.Uuid, primary_key=True),
    sa.Column("subject", sa.Uuid, nullable=False, index=True),
    sa.Column("task", sa.String, nullable=False),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("step", sa.String, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("late", sa.Integer, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("policy", sa.Integer, nullable=False),
    sa.Column("person_id", sa.Uuid),
    sa.Column("because", sa.String, nullable=False),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("planned_at", Instant, nullable=False),
    sa.Column("message", sa.Uuid),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False, default=0),
    sa.Column("begun", sa.Integer, nullable=False, default=0),
    sa.Column("claimed_by", sa.String),
    sa.Column("lease_until", Instant),
    sa.Column("try_at", Instant, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("finished_at", Instant),
    sa.Column("error", sa.String),
    sa.CheckConstraint(sa.column("state").in_(DISPATCH_STATES), name="dispatch_state"),
    sa.Index("dispatch_state_try_at", "state", "try_at"),
    sa.Index("dispatch_state_lease_until", "state", "lease_until"),
    sa.Index("dispatch_person_state", "person_id", "state"),
    sa.Index("dispatch_given_up", "state", "office", "finished_at", "key", **GIVEN_UP_ALONE),
    sa.Index("dispatch_given_up_at", "state", "finished_at", **GIVEN_UP_ALONE),
)
"""Reminders to send; `key` is deterministic, so planning one twice inserts it once. `message` is the one that they go in
together, set when sending begins."""

tally = sa.Table(
    "tally",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
)
"""What became of reminders, counted with each change of `dispatch`: a counter is read, never computed over its rows."""

lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("until", Instant, nullable=False),
)
"""Work that only one process does at a time; whoever died with it in hand loses it when its time is over."""

mail = sa.Table(
    "mail",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sent_at", Instant, nullable=False),
    sa.Column("message_id", sa.String, nullable=False, unique=True),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("recipient", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("html", sa.Text),
)
"""The outbox of an installation without SMTP, and the record of what was sent."""

survey_suggestion = sa.Table(
    "survey_suggestion",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("survey", sa.Uuid, nullable=False, index=True),
    sa.Column("source", sa.Uuid, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kept_at", Instant, nullable=False),
)
"""A respondent's own words: they may name somebody, so they never enter an event and can be erased.

`source`: the file or the form that they came with."""

heartbeat = sa.Table(
    "heartbeat",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("note", sa.String, nullable=False, default=""),
)

ALARM_TOLD = ("nothing", "raised", "cleared")

alarm = sa.Table(
    "alarm",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("raised_at", Instant, nullable=False),
    sa.Column("cleared_at", Instant),
    sa.Column("told", sa.String, nullable=False, default="nothing"),
    sa.Column("told_at", Instant),
    sa.CheckConstraint(sa.column("told").in_(ALARM_TOLD), name="alarm_told"),
)
"""What the auditor found, one row for each kind; `told`: what the operator last heard of it, so that a restart repeats
nothing."""

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("office", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("uploaded_by", sa.String, nullable=False),
    sa.Column("uploaded_at", Instant, nullable=False),
)
"""Which office has uploaded which file of evidence; the bytes are in `tracker.store.files`. In one office a content has
one name, its first."""

generation = sa.Table(
    "generation",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("live_at", Instant),
)
"""Generations of the read models; the newest live one is the one that pages read."""


def open_engine(
    database: str, *, busy_timeout: float = 15.0, pool_size: int = 2, max_overflow: int = 8
) -> Engine:
    """An engine over `sqlite:///file` or `postgresql://…`, for the kept tables. Not to be used over a fork.

    `busy_timeout`: seconds that SQLite waits for another writer. A SQLite transaction that will
    write must begin with the write, or "database is locked" comes at once. What the database refuses is told without
    its parameters: no address reaches a log.
    """
    if database.startswith("sqlite:"):
        return _open_sqlite(database, busy_timeout)
    return sa.create_engine(
        database,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "tcp_user_timeout": 5000},
    )


def refusal(error: sa.exc.DBAPIError) -> StoreUnavailable:
    """What it means that the database refused: the disk is full, another writer holds it, or it is away."""
    name = getattr(error.orig, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or isinstance(error.orig, psycopg.errors.DiskFull):
        return StoreFull("the disk is full")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or isinstance(
        error.orig, psycopg.errors.LockNotAvailable
    ):
        return StoreBusy("another process held the write lock for too long")
    return StoreUnavailable(next(iter(str(error.orig).strip().splitlines()), "tidak dikenal"))


def _open_sqlite(database: str, busy_timeout: float) -> Engine:
    uri = f"{sqlite_path(database).absolute().as_uri()}?mode=rw"  # a missing file is not made in passing

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=busy_timeout, check_same_thread=False)

    engine = sa.create_engine(database, creator=connect, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine.execution_options(schema_translate_map={SCHEMA: None})
