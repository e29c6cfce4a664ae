"""The library's own contract for recorders, kept by ours.

`subscribe` is not part of it here: readers pull by position.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.tests.persistence import ApplicationRecorderTestCase

from tests.support.database import Database
from tracker.clock import system_clock
from tracker.store.event_log import EventLog
from tracker.store.postgres import PostgresEventLog, PostgresServer
from tracker.store.sqlite import SQLiteEventLog, SQLiteFile


class TestSQLiteEventLog(ApplicationRecorderTestCase[EventLog]):
    @pytest.fixture(autouse=True)
    def _log(self, tmp_path: Path) -> Iterator[None]:
        before = set(threading.enumerate())
        self.log = SQLiteEventLog(
            SQLiteFile(tmp_path / "log.sqlite", 15.0, create=True), system_clock(), 15.0
        )
        self.log.create_table()
        yield
        _close(self.log, before)

    def create_recorder(self) -> EventLog:
        return self.log


class TestPostgresEventLog(ApplicationRecorderTestCase[EventLog]):
    EXPECT_CONTIGUOUS_NOTIFICATION_IDS = False

    @pytest.fixture(autouse=True)
    def _log(self, postgresql_database: Database) -> Iterator[None]:
        before = set(threading.enumerate())
        self.log = PostgresEventLog(PostgresServer(postgresql_database.url), system_clock(), 15.0)
        yield
        _close(self.log, before)

    def create_recorder(self) -> EventLog:
        return self.log


def _close(log: EventLog, before: set[threading.Thread]) -> None:
    """The contract leaves its reading threads behind; SQLite must not be closed under them."""
    for thread in set(threading.enumerate()) - before:
        if thread.name.startswith("Thread-"):
            thread.join()
    log.close()


del ApplicationRecorderTestCase
