"""What was written stays: the database itself refuses, whoever asks."""

import sqlite3

import psycopg
import pytest

from tests.support.database import Database
from tests.support.postgres_database import PostgresDatabase
from tests.tracker.store.conftest import OpenStore
from tests.tracker.store.notes import STREAM, take
from tracker.store.sqlite import sqlite_path

TABLES = ["events", "claims", "requests"]
REPLACEMENTS = {
    "same position": "SELECT 1, 'x', 9, 't', 's', 'r' FROM events",
    "same version of the stream": "SELECT 99, originator_id, 1, 't', 's', 'r' FROM events",
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET position = 99", "DELETE FROM {}"])
def test_sqlite_refuses_to_change_or_delete(
    sqlite_database: Database, open_here: OpenStore, table: str, change: str
) -> None:
    store = open_here(sqlite_database.url)
    take(store, "satu", claims=(("nama", STREAM),))
    connection = sqlite3.connect(sqlite_path(sqlite_database.url))

    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        connection.execute(change.format(table))
    connection.close()


@pytest.mark.parametrize("row", REPLACEMENTS.values(), ids=REPLACEMENTS.keys())
def test_sqlite_refuses_to_replace_an_event(
    sqlite_database: Database, open_here: OpenStore, row: str
) -> None:
    take(open_here(sqlite_database.url), "satu")
    connection = sqlite3.connect(sqlite_path(sqlite_database.url))

    with pytest.raises(sqlite3.IntegrityError, match="events is append-only"):
        connection.execute(f"INSERT OR REPLACE INTO events {row}")
    connection.close()


@pytest.mark.parametrize(
    "row",
    ["claims SELECT key, 'x', 1 FROM claims", "requests SELECT id, 'x', x'00', 1 FROM requests"],
)
def test_sqlite_refuses_to_replace_a_claim_or_a_request(
    sqlite_database: Database, open_here: OpenStore, row: str
) -> None:
    take(open_here(sqlite_database.url), "satu", claims=(("nama", STREAM),))
    connection = sqlite3.connect(sqlite_path(sqlite_database.url))

    with pytest.raises(sqlite3.IntegrityError, match="is append-only"):
        connection.execute(f"INSERT OR REPLACE INTO {row}")
    connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change", ["UPDATE tracker.{} SET position = DEFAULT", "DELETE FROM tracker.{}", "TRUNCATE tracker.{}"]
)
def test_postgres_gives_the_application_no_right_to_change_and_stops_even_the_owner(
    postgresql_database: Database, postgres_database: PostgresDatabase, table: str, change: str
) -> None:
    with (
        psycopg.connect(postgresql_database.url, autocommit=True) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute(change.format(table).encode())
    with (
        psycopg.connect(postgres_database.owner_url, autocommit=True) as owner,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match=f"{table} is append-only"),
    ):
        owner.execute(change.format(table).encode())


def test_postgres_lets_the_application_neither_drop_a_trigger_nor_a_table(
    postgresql_database: Database,
) -> None:
    with psycopg.connect(postgresql_database.url, autocommit=True) as application:
        for statement in (
            "DROP TRIGGER events_append_only ON tracker.events",
            "ALTER TABLE tracker.events DISABLE TRIGGER ALL",
            "DROP TABLE tracker.events",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(statement.encode())
