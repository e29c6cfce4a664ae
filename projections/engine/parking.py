"""Events that cannot be folded are parked, with the later events of their stream; everything else goes on.

A person may decide to skip one: that is an event too, and releases the rest of its stream.
"""

from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Writer
from projections.tables import metadata
from tracker.store.event_log import Row

parked = sa.Table(
    "parked",
    metadata,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Uuid, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("topic", sa.String, nullable=False),
    sa.Column("error", sa.String),
)


class Parked(msgspec.Struct, frozen=True):
    """`error` None: only waits for an earlier event of its stream."""

    position: int
    stream: UUID
    version: int
    topic: str
    error: str | None


def listed(connection: Connection) -> list[Parked]:
    """In the order of the log."""
    return [Parked(*row) for row in connection.execute(_LISTED)]


_LISTED = sa.select(parked).order_by(parked.c.position)


class Parking:
    """What is parked, in memory, with the changes that `write` has still to put into the table."""

    def __init__(self, connection: Connection) -> None:
        self._parked = {entry.position: entry for entry in listed(connection)}
        self._streams = {entry.stream for entry in self._parked.values()}
        self._arrived: list[Parked] = []
        self._left: list[int] = []

    def holds(self, stream: UUID) -> bool:
        return stream in self._streams

    def park(self, row: Row, error: str | None) -> None:
        entry = Parked(row.position, row.stream, row.version, row.topic, error)
        self._parked[row.position] = entry
        self._streams.add(row.stream)
        self._arrived.append(entry)

    def release(self, position: int) -> list[int]:
        """Leaves the event out; gives those that waited for it. Nothing, where it is not parked."""
        if position not in self._parked:
            return []
        stream = self._parked[position].stream
        leaving = sorted(entry.position for entry in self._parked.values() if entry.stream == stream)
        for left in leaving:
            del self._parked[left]
        self._streams.discard(stream)
        self._left += leaving
        return [other for other in leaving if other != position]

    def write(self, writer: Writer) -> None:
        writer.delete(parked, [(position,) for position in self._left])
        writer.upsert(parked, [msgspec.structs.astuple(entry) for entry in self._arrived])
        self._arrived, self._left = [], []
