"""Generations as schemas `views_3` of the store's database, written by their owner, read by the application."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from projections.engine.layout import TABLES
from projections.engine.views import Views, create_tables
from projections.tables import SCHEMA
from tracker.store.setup import grant_views

LEADER_LOCK = 0x54494E44
"""First half of the advisory lock's key; the second is the generation's number."""

_CONNECT = {"connect_timeout": 3, "tcp_user_timeout": 5000, "keepalives_idle": 10}


class PostgresViews(Views):
    """`owner` None: the application's role owns the generations too."""

    def __init__(self, database: str, owner: str | None = None) -> None:
        self._role = make_url(database).username or ""
        self._owner = owner or database
        self._readers = sa.create_engine(
            database,
            pool_size=4,
            max_overflow=12,
            pool_timeout=5,
            pool_pre_ping=True,
            connect_args=_CONNECT,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
        )

    def engine(self, number: int) -> Engine:
        return self._readers.execution_options(schema_translate_map=_translated(number))

    @contextmanager
    def lead(self, number: int) -> Iterator[Connection | None]:
        """The lock belongs to the session that writes: whoever loses it can write no more."""
        engine = self._writers().execution_options(schema_translate_map=_translated(number))
        try:
            with engine.connect() as connection:
                lock = sa.select(sa.func.pg_try_advisory_lock(LEADER_LOCK, number))
                leads = connection.scalar(lock)
                connection.commit()
                yield connection if leads else None
        finally:
            engine.dispose()

    def prefix(self, number: int) -> str:
        return f"{_schema(number)}."

    def prepare(self, connection: Connection, number: int, *, indexed: bool = True) -> None:
        connection.execute(CreateSchema(_schema(number), if_not_exists=True))
        create_tables(connection, indexed=indexed)
        if make_url(self._owner).username != self._role:
            raw = connection.connection.driver_connection
            assert isinstance(raw, psycopg.Connection)
            grant_views(raw, _schema(number), self._role)

    def settle(self, number: int) -> None:
        """Statistics to plan by, and the pages marked that all readers see: only then is an index read alone.

        Autovacuum would do both, a minute later.
        """
        engine = self._writers()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in TABLES:
                connection.exec_driver_sql(f"VACUUM (ANALYZE) {self.prefix(number)}{table.name}")
        engine.dispose()

    def drop(self, number: int) -> None:
        engine = self._writers()
        with engine.begin() as connection:
            connection.execute(DropSchema(_schema(number), cascade=True, if_exists=True))
        engine.dispose()

    def close(self) -> None:
        self._readers.dispose()

    def _writers(self) -> Engine:
        return sa.create_engine(self._owner, poolclass=sa.NullPool, connect_args=_CONNECT)


def _schema(number: int) -> str:
    return f"views_{number}"


def _translated(number: int) -> dict[str | None, str | None]:
    return {SCHEMA: _schema(number)}
