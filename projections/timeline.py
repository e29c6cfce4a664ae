"""Everything that happened, one row for each event: a record's history, and an office's latest news."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Writer
from projections.tables import OPEN_END, metadata
from tracker.store.envelope import Recorded
from tracker.store.kept import Instant

timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("subject", sa.Uuid, nullable=False),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("occurred_on", sa.Date, nullable=False),
    sa.Column("topic", sa.String, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("on_behalf_of", sa.String),
    sa.Column("via", sa.String, nullable=False),
    sa.Column("reason", sa.String),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("timeline_subject", "subject", "position"),
    sa.Index("timeline_office", "office", "position", "topic", "actor", "via", "occurred_on"),
)
"""What the index of an office has besides the position is what its log is narrowed by (`audit`): rows are read only to be
shown."""


class Entry(msgspec.Struct, frozen=True):
    """`subject` is the stream, for reminders the follow-up. `body` has the stored bytes of the event."""

    position: int
    subject: UUID
    office: str
    recorded_at: datetime
    occurred_on: date
    topic: str
    actor: str
    on_behalf_of: str | None
    via: str
    reason: str | None
    body: bytes


def fold(batch: Batch, write: Writer) -> None:
    write.insert(timeline, [_row(subject, office, r) for r, subject, office, _, _ in batch.all])


READ_MODEL = ReadModel("timeline", (timeline,), fold)


def of(
    connection: Connection,
    subjects: Sequence[UUID],
    *,
    after: int = 0,
    until: int | None = None,
    limit: int = 200,
    topics: Sequence[str] | None = None,
) -> list[Entry]:
    """The history of some records together, in the order of the log, behind position `after`, `until` included;
    of those topics alone, where they are named."""
    c = timeline.c
    query = sa.select(timeline).where(
        c.subject.in_(subjects), c.position > after, c.position <= (OPEN_END if until is None else until)
    )
    if topics is not None:
        query = query.where(c.topic.in_(topics))
    return [Entry(*row) for row in connection.execute(query.order_by(c.position).limit(limit))]


def at(connection: Connection, positions: Collection[int]) -> dict[int, Entry]:
    """The events at those positions."""
    query = sa.select(timeline).where(timeline.c.position.in_(positions))
    return {row.position: Entry(*row) for row in connection.execute(query)}


def back_from(
    connection: Connection,
    subjects: Sequence[UUID],
    *,
    before: int | None = None,
    limit: int,
    topics: Sequence[str] | None = None,
) -> list[Entry]:
    """The history of some records together, newest first, below position `before`; of those topics alone, where they are
    named."""
    c = timeline.c
    query = sa.select(timeline).where(
        c.subject.in_(subjects), c.position < (OPEN_END if before is None else before)
    )
    if topics is not None:
        query = query.where(c.topic.in_(topics))
    return [Entry(*row) for row in connection.execute(query.order_by(c.position.desc()).limit(limit))]


def newest(connection: Connection, subject: UUID, topics: Sequence[str], limit: int) -> list[Entry]:
    """What last happened to one record, of those kinds, newest first."""
    query = sa.select(timeline).where(timeline.c.subject == subject, timeline.c.topic.in_(topics))
    return [
        Entry(*row) for row in connection.execute(query.order_by(timeline.c.position.desc()).limit(limit))
    ]


def latest(
    connection: Connection,
    office: str,
    limit: int,
    before: int | None = None,
    topics: tuple[str, ...] | None = None,
) -> list[Entry]:
    """Newest first, below position `before`; `topics` None: of every kind."""
    asked = {"office": office, "before": OPEN_END if before is None else before, "limit": limit}
    return [Entry(*row) for row in connection.execute(_latest(topics), asked)]


@lru_cache(maxsize=8)
def _latest(topics: tuple[str, ...] | None) -> sa.Select[Any]:
    """Put together once for each choice of topics: that took as long as the query."""
    query = sa.select(timeline).where(
        timeline.c.office == sa.bindparam("office"), timeline.c.position < sa.bindparam("before")
    )
    if topics is not None:
        query = query.where(sa.or_(*[timeline.c.topic == topic for topic in topics]))
    return query.order_by(timeline.c.position.desc()).limit(sa.bindparam("limit"))


def _row(subject: UUID, office: str, recorded: Recorded) -> tuple[Any, ...]:
    context = recorded.context
    return (
        recorded.position,
        subject,
        office,
        recorded.recorded_at,
        recorded.occurred_on,
        recorded.topic,
        context.actor,
        context.on_behalf_of,
        context.via,
        context.reason,
        recorded.body,
    )
