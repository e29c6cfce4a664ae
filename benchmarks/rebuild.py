"""How fast the read models are rebuilt, on both stores: `python -m benchmarks.rebuild [--events N]`.

Method. A realistic log (`benchmarks/mix.py`) is appended, then all read models together are rebuilt from its first
event by the product's own engine: reading, decoding, folding, and writing in batches, as `projections rebuild` does.
Another rebuild keeps the rows that the folds hand to the writer, batch by batch; then the very same rows are written
into an empty generation by bare `executemany` with the same statements, transactions and indexes, without reading,
decoding or folding: the ratio says how much of the time goes into the rows alone. Each is the best of three rounds.
PostgreSQL is one of our own with fsync off, or that of TINDAKLANJUT_TEST_POSTGRES.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from benchmarks.filling import fill
from benchmarks.installation import installation
from benchmarks.mix import log
from projections.engine import generations, rebuild
from projections.engine.folder import Folder
from projections.engine.views import Views, create_indexes
from projections.engine.writer import DriverWriter
from tests.support.database import Database
from tests.support.postgres_database import fresh_database
from tests.support.postgres_server import PostgresServer
from tracker.clock import system_clock
from tracker.store import setup
from tracker.store.event_store import EventStore

ROUNDS = 3
_SCRATCH = 1000
"""The number of a generation that nobody reads."""

Call = tuple[str, sa.Table, Sequence[tuple[Any, ...]]]


class KeepingWriter(DriverWriter):
    """Also keeps what it wrote."""

    def __init__(self, connection: sa.Connection, prefix: str) -> None:
        super().__init__(connection, prefix)
        self.calls: list[Call] = []

    def run(self, verb: str, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
        self.calls.append((verb, table, rows))
        super().run(verb, table, rows)


class BareWriter(DriverWriter):
    """Writes by executemany alone, on both stores."""

    COPIED_FROM = sys.maxsize


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild rate of the read models on both stores.")
    parser.add_argument("--events", type=int, default=50_000)
    events: int = parser.parse_args().events
    for name, opened in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        with opened() as database:
            _measure(name, database, events)


def _measure(name: str, database: Database, events: int) -> None:
    with installation(database) as made:
        fill(made.store, log(events, Random(1)))
        number = made.store.head()
        seconds = min(_timed(made.build) for _ in range(ROUNDS))
        batches = _kept_batches(made.views, made.store, made.tables)
        bare = min(_bare_seconds(made.views, batches) for _ in range(ROUNDS))
        rows = sum(len(calls[2]) for batch in batches for calls in batch)
        print(
            f"{name}: {number} events rebuilt in {seconds:.2f} s = {number / seconds:,.0f} events/s; the same "
            f"{rows} rows by bare executemany in {bare:.2f} s = {rows / bare:,.0f} rows/s; "
            f"ratio {bare / seconds:.2f}"
        )


def _bare_seconds(views: Views, batches: list[list[Call]]) -> float:
    with views.lead(_SCRATCH) as connection:
        assert connection is not None
        with connection.begin():
            views.prepare(connection, _SCRATCH, indexed=False)
        seconds = _timed(lambda: _write(connection, views.prefix(_SCRATCH), batches))
    views.drop(_SCRATCH)
    return seconds


def _kept_batches(views: Views, store: EventStore, tables: sa.Engine) -> list[list[Call]]:
    number = generations.begin(tables, system_clock()())
    batches = []
    with views.lead(number) as connection:
        assert connection is not None
        with connection.begin():
            views.prepare(connection, number)
        writer = KeepingWriter(connection, views.prefix(number))
        folder = Folder(store, writer)
        while rows := store.read_raw(folder.position, rebuild.BATCH):
            folder.fold(rows)
            batches.append(writer.calls)
            writer.calls = []
    return batches


def _write(connection: sa.Connection, prefix: str, batches: list[list[Call]]) -> None:
    writer = BareWriter(connection, prefix)
    for batch in batches:
        with connection.begin():
            for verb, table, rows in batch:
                writer.run(verb, table, rows)
    with connection.begin():
        create_indexes(connection)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def on_sqlite() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'store.sqlite'}", None)
        setup.create(database.url)
        yield database


@contextmanager
def on_postgresql() -> Iterator[Database]:
    with ExitStack() as stack:
        superuser = os.environ.get("TINDAKLANJUT_TEST_POSTGRES")
        if superuser is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            server = PostgresServer(folder)
            server.start()
            stack.callback(server.stop)
            superuser = server.superuser_url
        found = stack.enter_context(fresh_database(superuser))
        database = Database(found.app_url, found.owner_url)
        setup.create(database.url, owner=database.owner_url)
        yield database


if __name__ == "__main__":
    main()
