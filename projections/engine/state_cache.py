"""The newest states of recently used streams: the hot path rarely asks the database."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from projections import states
from projections.fold import Writer
from projections.states import KIND_OF_STATE, Kept, State, encode, state

CAPACITY = 20_000


class StateCache:
    """Always what the connection's transaction would read: `forget` it when that is rolled back."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Kept] = {}
        self._changed: set[UUID] = set()

    def load(self, connection: Connection, streams: Iterable[UUID]) -> None:
        missing = {stream for stream in streams if stream not in self._kept}
        if missing:
            self._kept |= states.load(connection, missing)

    def get(self, stream: UUID) -> State | None:
        """Only of a stream that was loaded, or is new."""
        kept = self._kept.get(stream)
        return None if kept is None else kept.state

    def put(self, stream: UUID, state: State, version: int) -> None:
        self._kept.pop(stream, None)
        self._kept[stream] = Kept(state, version)
        self._changed.add(stream)

    def write(self, writer: Writer) -> None:
        """Writes the changed ones, and lets go of those that were changed longest ago."""
        writer.upsert(state, [_row(stream, self._kept[stream]) for stream in self._changed])
        self._changed.clear()
        for stream in list(self._kept)[: len(self._kept) - CAPACITY]:
            del self._kept[stream]

    def forget(self) -> None:
        self._kept.clear()
        self._changed.clear()


def _row(stream: UUID, kept: Kept) -> tuple[UUID, str, int, bytes]:
    return stream, KIND_OF_STATE[type(kept.state)].name, kept.version, encode(kept.state)
