"""Makes a store: tables, triggers and, on PostgreSQL, the role through which the application works."""

from collections.abc import Mapping
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import make_url

from tracker.clock import system_clock
from tracker.store import kept
from tracker.store.errors import StoreError, StoreUnavailable
from tracker.store.postgres_tables import STATEMENTS
from tracker.store.sqlite import SQLiteEventLog, SQLiteFile, sqlite_path

SCHEMA_VERSION = "2"
"""Kept in `installation`; goes up when tables change in a way that older code cannot use, not when there are only more."""

_SETUP_LOCK = 0x54494E44414B + 1


def create(database: str, *, owner: str | None = None) -> None:
    """Makes what is missing; running it again changes nothing.

    `database` is what the application will use. On PostgreSQL `owner` is the URL of the role that
    shall own the tables; the application's role (name and password out of `database`) is made where
    it is missing, and gets SELECT and INSERT on the log, everything on the kept tables, and the
    right to make schemas of its own for read models.

    Raises StoreError where the owner is missing or is the application itself, or the store is newer
    than this version of the product; StoreUnavailable where the database refuses.
    """
    if database.startswith("sqlite:"):
        _create_sqlite(database)
    else:
        _create_postgres(database, owner)


def grant_views(connection: psycopg.Connection, schema: str, app_role: str) -> None:
    """Lets the application read a schema of read models that belongs to another role."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(app_role)}
    for grant in (
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {role}",
    ):
        connection.execute(_composed(grant, names))


def _create_sqlite(database: str) -> None:
    path: Path = sqlite_path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    log = SQLiteEventLog(SQLiteFile(path, 15.0, create=True), system_clock(), 15.0)
    try:
        log.create_table()
    finally:
        log.close()
    engine = kept.open_engine(database)
    try:
        with engine.begin() as connection:
            _create_kept(connection)
    finally:
        engine.dispose()


def _create_postgres(database: str, owner: str | None) -> None:
    if owner is None:
        raise StoreError(
            "PostgreSQL memerlukan URL pemilik tabel di samping URL aplikasi: isi TINDAKLANJUT_DATABASE_OWNER."
        )
    application = make_url(database)
    if not application.username or application.username == make_url(owner).username:
        raise StoreError(
            "aplikasi memerlukan peran sendiri, bukan peran pemilik, yang dapat mengubah riwayat: isi TINDAKLANJUT_DATABASE dengan peran lain."
        )
    engine = sa.create_engine(owner, poolclass=sa.NullPool)
    try:
        with engine.begin() as connection:
            # One at a time: CREATE … IF NOT EXISTS fails when two run at once.
            connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_SETUP_LOCK})"))
            for statement in STATEMENTS:
                connection.exec_driver_sql(statement.replace("%", "%%"))
            connection.execute(sa.schema.CreateSchema(kept.SCHEMA, if_not_exists=True))
            _create_kept(connection)
            raw = connection.connection.driver_connection
            assert isinstance(raw, psycopg.Connection)
            _create_role(raw, application.username, application.password or "")
            _grant(raw, application.username)
    except sa.exc.DBAPIError as error:
        raise StoreUnavailable(f"tidak dapat dibuat: {error.orig}") from error
    except psycopg.Error as error:
        raise StoreUnavailable(f"tidak dapat dibuat: {error}") from error
    finally:
        engine.dispose()


def _create_kept(connection: sa.Connection) -> None:
    table = kept.installation
    table.create(connection, checkfirst=True)
    found = connection.scalar(sa.select(table.c.value).where(table.c.key == "schema_version"))
    if found is None:
        connection.execute(table.insert().values(key="schema_version", value=SCHEMA_VERSION))
    elif int(found) > int(SCHEMA_VERSION):
        raise StoreError(
            f"versi skemanya {found}, sedangkan versi produk ini mengenal {SCHEMA_VERSION}: perbarui produknya."
        )
    elif int(found) < int(SCHEMA_VERSION):
        _upgrade(connection)
        connection.execute(table.update().where(table.c.key == "schema_version").values(value=SCHEMA_VERSION))
    kept.metadata.create_all(connection)


def _upgrade(connection: sa.Connection) -> None:
    """From version 1: the queue of reminders is made anew. What stood in it is found again from the log and the agenda.

    So is the outbox of a demo, whose letters may be about several follow-ups by now.
    """
    kept.dispatch.drop(connection, checkfirst=True)
    kept.mail.drop(connection, checkfirst=True)


def _create_role(connection: psycopg.Connection, role: str, password: str) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
        )


def _grant(connection: psycopg.Connection, role: str) -> None:
    names = {
        "role": sql.Identifier(role),
        "database": sql.Identifier(connection.info.dbname),
    }
    for grant in _GRANTS:
        connection.execute(_composed(grant, names))


_GRANTS = (
    "GRANT CONNECT, CREATE ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA tracker, kept TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA tracker FROM PUBLIC, {role}",
    "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA tracker TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA tracker GRANT SELECT, INSERT ON TABLES TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA kept TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA kept TO {role}",
)


def _composed(statement: str, names: Mapping[str, sql.Identifier]) -> sql.Composed:
    return sql.SQL(statement).format(**names)
