"""The engine: follows the log, batch by batch, as the one leader of the live generation."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from projections.engine import generations
from projections.engine.errors import PASSING
from projections.engine.folder import Folder
from projections.engine.layout import LAYOUT
from projections.engine.parking import Parked
from projections.engine.places import open_views
from projections.engine.rebuild import Report, rebuild
from projections.engine.views import Views
from projections.engine.wake import POLL_SECONDS, PostgresListener, Wake
from projections.engine.writer import DriverWriter
from projections.progress import layout, position
from tracker.clock import Clock, system_clock
from tracker.domain.projection import EventSkipped, skip_stream
from tracker.store.envelope import Appended, Change, Context
from tracker.store.event_store import EventStore

BATCH = 500
FIRST = 1
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds between two attempts while a database is away, doubled each time."""

OnCommit = Callable[[frozenset[str], int], None]
log = logging.getLogger(__name__)


class Lead(NamedTuple):
    """Held until `release` is closed."""

    generation: int
    folder: Folder
    release: ExitStack


class Engine:
    """Any number may run, in any number of processes: one leads, the others stand by and take over within a second.

    `step`, `catch_up` and `rebuild` may be called from any thread.
    """

    def __init__(
        self, views: Views, store: EventStore, kept: sa.Engine, clock: Clock, listener: str | None
    ) -> None:
        self._views = views
        self._store = store
        self._kept = kept
        self._clock = clock
        self._callbacks: list[OnCommit] = []
        self._turn = threading.Lock()
        self._lead: Lead | None = None
        self._looked_at = 0.0
        self._stopped = threading.Event()
        self._wake = Wake()
        self._listener = None if listener is None else PostgresListener(listener, self._wake)
        store.on_append(self._wake)

    def on_commit(self, callback: OnCommit) -> None:
        """Calls with the offices whose records changed, and the position reached, after each commit.

        In the engine's thread: it must be quick, and is not told of what other processes fold.
        """
        self._callbacks.append(callback)

    def step(self) -> int:
        """Folds one batch, and gives its number of events; 0 at the log's end, or while another engine leads.

        Raises one of PASSING where a database is away; the lead is given up then.
        """
        with self._turn:
            try:
                lead = self._take_lead()
                if lead is None or not (rows := self._store.read_raw(lead.folder.position, BATCH)):
                    return 0
                offices = lead.folder.fold(rows)
            except BaseException:
                self._release()
                raise
        for callback in self._callbacks:
            callback(offices, rows[-1].position)
        return len(rows)

    def run(self) -> None:
        """Follows the log until `stop`, whatever happens to the databases meanwhile."""
        if self._listener is not None:
            self._listener.start()
        pause = SHORTEST_PAUSE
        try:
            while not self._stopped.is_set():
                try:
                    folded = self.step()
                    pause = SHORTEST_PAUSE
                except PASSING as error:
                    reason = str(error).partition("\n")[0]
                    log.warning("the read models stand still (%s); next attempt in %.1f s", reason, pause)
                    pause = self._rest(pause)
                except Exception:
                    log.exception("the read models stand still; next attempt in %.1f s", pause)
                    pause = self._rest(pause)
                else:
                    if not folded:
                        self._wake.wait(POLL_SECONDS)
        finally:
            self._stand_down()

    def _rest(self, pause: float) -> float:
        """Waits, and gives the next pause."""
        self._stopped.wait(pause)
        return min(pause * 2, LONGEST_PAUSE)

    def stop(self) -> None:
        """Ends `run` after the batch at hand; join its thread then."""
        self._stopped.set()
        self._wake()

    def catch_up(self, timeout: float) -> bool:
        """Brings the read models to what is the log's end now: by itself where nobody leads, else by waiting.

        False where that took longer than `timeout` seconds.
        """
        end = self._store.head()
        deadline = time.monotonic() + timeout
        leads_already = self._lead is not None
        try:
            while True:
                folded = self.step()
                if self._reached() >= end:
                    return True
                if time.monotonic() > deadline:
                    return False
                if not folded:
                    time.sleep(0.01)
        finally:
            if not leads_already:
                self._stand_down()

    def rebuild(self, report: Report) -> int:
        """Fills a new generation beside the live one and makes it the live one; gives its number.

        Readers and the engine that leads go on meanwhile.
        """
        number = rebuild(self._views, self._store, self._kept, self._clock, report)
        self._looked_at = 0.0
        self._wake()
        return number

    def skip(self, skipped: Parked, context: Context, today: date) -> Appended:
        """Records the decision to go on without a parked event. Raises VersionConflict where it was skipped before."""
        event = EventSkipped(position=skipped.position, stream=skipped.stream)
        return self._store.append(
            [Change(skip_stream(event), 0, (event,))], context=context, occurred_on=today
        )

    def close(self) -> None:
        """After `stop`, and after the thread of `run` was joined."""
        if self._listener is not None:
            self._listener.stop()
        self._stand_down()
        self._views.close()

    def _take_lead(self) -> Lead | None:
        """The lead of the live generation, unless another engine has it. The pointer is looked at once a second."""
        if self._lead is not None and time.monotonic() - self._looked_at < POLL_SECONDS:
            return self._lead
        live = generations.live(self._kept)
        self._looked_at = time.monotonic()
        number = FIRST if live is None else live
        if self._lead is not None and self._lead.generation == number:
            return self._lead
        self._release()
        with ExitStack() as stack:
            connection = stack.enter_context(self._views.lead(number))
            if connection is None:
                return None
            with connection.begin():
                self._views.prepare(connection, number)
                outdated = layout(connection) != LAYOUT
            if live is None:
                generations.enter_first(self._kept, number, self._clock())
            if not outdated:
                folder = Folder(self._store, DriverWriter(connection, self._views.prefix(number)))
                self._lead = Lead(number, folder, stack.pop_all())
                return self._lead
        log.info("the read models of another release are rebuilt")
        rebuild(self._views, self._store, self._kept, self._clock, lambda *_: None)
        self._looked_at = 0.0
        return self._take_lead()

    def _release(self) -> None:
        if self._lead is not None:
            lead, self._lead = self._lead, None
            lead.release.close()

    def _stand_down(self) -> None:
        with self._turn:
            self._release()

    def _reached(self) -> int:
        """The live generation's position, whoever leads it; -1 before there is one."""
        number = generations.live(self._kept)
        if number is None:
            return -1
        with self._views.engine(number).connect() as connection:
            return position(connection)


def open_engine(
    database: str,
    store: EventStore,
    kept: sa.Engine,
    *,
    owner: str | None = None,
    clock: Clock | None = None,
) -> Engine:
    """`owner`: the URL of the role that owns the generations, on PostgreSQL; None: the application's own."""
    listener = None if database.startswith("sqlite:") else database
    return Engine(open_views(database, owner), store, kept, clock or system_clock(), listener)
