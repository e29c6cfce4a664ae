"""A reader that goes by position misses nothing, however many write and however late they commit."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

import psycopg

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.tracker.store.conftest import OpenStore
from tests.tracker.store.gap_writer import write
from tests.tracker.store.notes import NOTES, OTHER_STREAM, TODAY, NoteTaken, by, take
from tracker.store.event_store import EventStore
from tracker.store.sqlite import sqlite_path

WRITERS = 16
SECONDS = 4.0


def test_a_reader_by_position_misses_nothing_of_16_writing_processes(
    database: Database, open_here: OpenStore
) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.tracker.store.gap_writer"])
    ready = processes.Barrier(WRITERS + 1)
    counts: SimpleQueue[int] = processes.SimpleQueue()
    writers = [processes.Process(target=_write, args=(database.url, ready, counts)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    store = open_here(database.url)
    ready.wait(timeout=60)

    tailed: list[int] = []
    while True:
        finished = not any(writer.is_alive() for writer in writers)
        batch = [row.position for row in store.read_raw(tailed[-1] if tailed else 0, 50)]
        tailed += batch
        if finished and not batch:
            break

    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    written = sum(counts.get() for _ in writers)
    assert written > 200
    assert len(tailed) == written
    assert tailed == [row.position for row in store.read_raw(0, written + 1)]


def _write(database: str, ready: Barrier, counts: "SimpleQueue[int]") -> None:
    counts.put(write(database, SECONDS, ready.wait))


def test_an_append_waits_for_one_that_has_positions_but_is_not_committed(
    database: Database, store: EventStore, clock: FixedClock
) -> None:
    with _uncommitted_event(database.url, clock):
        overtaking = threading.Thread(target=take, args=(store, "kedua"))
        overtaking.start()
        overtaking.join(timeout=0.5)
        assert overtaking.is_alive()
        assert store.read(0, 10) == []
    overtaking.join()

    notes = [recorded.event for recorded in store.read(0, 10)]
    assert notes == [NoteTaken(text="pertama"), NoteTaken(text="kedua")]


@contextmanager
def _uncommitted_event(database: str, clock: FixedClock) -> Iterator[None]:
    """A foreign writer, without our recorder: inserts at once, commits at the end of the block."""
    body = NOTES.encode(NoteTaken(text="pertama"), by(), TODAY)
    insert = "INSERT INTO {} (originator_id, originator_version, topic, state, recorded_at) VALUES ({})"
    values = (OTHER_STREAM.hex, 1, NoteTaken.TOPIC, body)
    if database.startswith("sqlite:"):
        with closing(sqlite3.connect(sqlite_path(database))) as writer, writer:
            writer.execute(insert.format("events", "?, ?, ?, ?, ?"), (*values, "2026-03-16T02:00:00.000000Z"))
            yield
    else:
        with psycopg.connect(database) as connection:
            connection.execute(
                insert.format("tracker.events", "%s, %s, %s, %s, %s").encode(), (*values, clock.now)
            )
            yield
