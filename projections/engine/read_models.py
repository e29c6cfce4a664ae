"""The door of everybody who reads: connections to the live generation, how far it is, and what is parked."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections import progress
from projections.engine import generations, parking
from projections.engine.errors import NoGeneration
from projections.engine.parking import Parked
from projections.engine.places import open_views
from projections.engine.views import Views
from tracker.store.kept import Instant

POINTER_SECONDS = 1.0
"""How long readers may go on with the generation before, after the pointer has moved."""

_POLL_SECONDS = 0.005


class Lag(msgspec.Struct, frozen=True):
    """`behind`: events of the log that are not folded yet; `oldest_unfolded`: when the first of them was recorded."""

    behind: int
    oldest_unfolded: datetime | None
    parked: int
    generation: int


class ReadModels:
    """Safe to share between threads. Not to be used over a fork."""

    def __init__(self, views: Views, kept: sa.Engine) -> None:
        self._views = views
        self._kept = kept
        self._pointer = (0, float("-inf"))
        self._folded = threading.Condition()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """One moment of the live generation: all that is read through it belongs to the same position.

        It can change nothing. Raises NoGeneration before the engine's first run.

        Committed in the end, with nothing to commit: at a rollback psycopg forgets which statements it has prepared,
        and PostgreSQL would plan every one of them anew for every page.
        """
        with self._views.engine(self.generation()).connect() as connection:
            yield connection
            connection.commit()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """The same for one question alone: a transaction around it would cost more than it does."""
        engine = self._views.engine(self.generation())
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    def generation(self, max_age: float = POINTER_SECONDS) -> int:
        """The live generation's number, as it was at most `max_age` seconds ago. Raises NoGeneration."""
        number, looked_at = self._pointer
        if time.monotonic() - looked_at > max_age:
            found = generations.live(self._kept)
            if found is None:
                raise NoGeneration("the read models have not been built yet: start the projector")
            number = found
            self._pointer = (number, time.monotonic())
        return number

    def position(self) -> int:
        """The last position of the log that pages show."""
        with self.connect() as connection:
            return progress.position(connection)

    def wait_for(self, position: int, timeout: float) -> bool:
        """Whether pages show that position by now, or within `timeout` seconds: to read one's own writes."""
        deadline = time.monotonic() + timeout
        while self.position() < position:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._folded:
                self._folded.wait(min(left, _POLL_SECONDS))
            self.generation(max_age=0.1)
        return True

    def folded(self, offices: frozenset[str], position: int) -> None:
        """Ends waits at once; for `Engine.on_commit` where the engine runs in this process."""
        with self._folded:
            self._folded.notify_all()

    def lag(self) -> Lag:
        with self.connect() as connection:
            reached = progress.position(connection)
            parked = connection.scalar(sa.select(sa.func.count()).select_from(parking.parked)) or 0
        log = self._kept
        if log.dialect.name == "sqlite":
            log = log.execution_options(schema_translate_map={_LOG: None})
        unfolded = sa.select(sa.func.count(), sa.func.min(_EVENTS.c.recorded_at)).where(
            _EVENTS.c.position > reached
        )
        with log.connect() as connection:
            behind, oldest = connection.execute(unfolded).one()
        return Lag(behind, oldest, parked, self.generation())

    def parked(self) -> list[Parked]:
        """What cannot be folded, with what waits for it."""
        with self.connect() as connection:
            return parking.listed(connection)

    def close(self) -> None:
        self._views.close()


def open_read_models(database: str, kept: sa.Engine) -> ReadModels:
    """Over `sqlite:///file` or `postgresql://…`, as the application's role."""
    return ReadModels(open_views(database), kept)


_LOG = "tracker"
_EVENTS = sa.Table(
    "events",
    sa.MetaData(schema=_LOG),
    sa.Column("position", sa.BigInteger, primary_key=True),
    sa.Column("recorded_at", Instant),
)
