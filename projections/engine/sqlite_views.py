"""Generations as files beside the store's: `views-3.sqlite`, in WAL so that readers never wait.

A lost commit after a power cut (synchronous NORMAL) is folded again from the log.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from projections.engine.views import Views, create_tables
from projections.tables import SCHEMA
from tracker.store.sqlite import sqlite_path


class SQLiteViews(Views):
    def __init__(self, database: str) -> None:
        self._folder = sqlite_path(database).absolute().parent
        self._reading: dict[int, Engine] = {}

    def engine(self, number: int) -> Engine:
        if number not in self._reading:
            self._reading[number] = _open(self._path(number), "PRAGMA query_only = ON", "BEGIN")
        return self._reading[number]

    @contextmanager
    def lead(self, number: int) -> Iterator[Connection | None]:
        """The lock is on a file, so it is free as soon as its process is gone, however it ended."""
        lock = os.open(self._path(number).with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o644)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            engine = _open(self._path(number), "PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE")
            try:
                with engine.connect() as connection:
                    yield connection
            finally:
                engine.dispose()
        finally:
            os.close(lock)

    def prefix(self, number: int) -> str:
        return ""

    def prepare(self, connection: Connection, number: int, *, indexed: bool = True) -> None:
        create_tables(connection, indexed=indexed)

    def settle(self, number: int) -> None:
        """Nothing: without statistics, plans stay as they were tried."""

    def drop(self, number: int) -> None:
        if number in self._reading:
            self._reading.pop(number).dispose()
        path = self._path(number)
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.stem}.lock"):
            (self._folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        for engine in self._reading.values():
            engine.dispose()

    def _path(self, number: int) -> Path:
        return self._folder / f"views-{number}.sqlite"


def _open(path: Path, pragma: str, begin: str) -> Engine:
    """Transactions are begun here: the driver's own begin late, and two SELECTs could see two moments."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 15.0})

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA cache_size = -65536",
            "PRAGMA wal_autocheckpoint = 10000",
            pragma,
        ):
            cursor.execute(statement)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_now(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine.execution_options(schema_translate_map={SCHEMA: None})
