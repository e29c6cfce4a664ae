"""The newest states of recently used streams: the hot path rarely asks the database."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from projections import states
from projections.fold import Batch, Writer
from projections.states import KINDS, State, encode, state

CAPACITY = 20_000


class StateCache:
    """Always what the connection's transaction would read: `forget` it when that is rolled back."""

    def __init__(self) -> None:
        self._states: dict[UUID, State] = {}

    def load(self, connection: Connection, streams: Iterable[UUID]) -> None:
        missing = {stream for stream in streams if stream not in self._states}
        if missing:
            loaded = states.load(connection, missing)
            self._states |= {stream: kept.state for stream, kept in loaded.items()}

    def get(self, stream: UUID) -> State | None:
        """Only of a stream that was loaded, or is new."""
        return self._states.get(stream)

    def put(self, stream: UUID, state: State) -> None:
        self._states[stream] = state

    def write(self, batch: Batch, writer: Writer) -> None:
        """Writes what the batch changed, and lets go of the states that came first."""
        for kind in KINDS:
            changed = batch.newest(kind.type)
            writer.upsert(
                state, [(s.subject, kind.name, s.recorded.version, encode(s.after)) for s in changed]
            )
        for stream in list(self._states)[: len(self._states) - CAPACITY]:
            del self._states[stream]

    def forget(self) -> None:
        self._states.clear()
