"""What an operator should know about the store before trusting it: one line per problem."""

import os
from collections.abc import Iterable

import sqlalchemy as sa
from eventsourcing.utils import strtobool

from tracker.store import kept, postgres_tables, sqlite_tables
from tracker.store.setup import SCHEMA_VERSION


def check_store(database: str) -> list[str]:
    """Problems in Indonesian, none if all is well. Looks through the application's own connection."""
    problems = []
    if strtobool(os.environ.get("POSTGRES_ENABLE_DB_FUNCTIONS") or "no"):
        problems.append(
            "POSTGRES_ENABLE_DB_FUNCTIONS menyala: pembaca log dapat melewatkan peristiwa. Hapus variabel itu."
        )
    engine = kept.open_engine(database, busy_timeout=2.0)
    try:
        with engine.connect() as connection:
            found = _schema_version(connection)
            if found != SCHEMA_VERSION:
                return [
                    *problems,
                    f"Versi skema penyimpanan {found or 'tidak ada'}, seharusnya {SCHEMA_VERSION}. Jalankan `tindaklanjut migrate`.",
                ]
            problems += _missing_tables(connection)
            problems += _check_sqlite(connection) if engine.name == "sqlite" else _check_postgres(connection)
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        return [
            *problems,
            f"Penyimpanan tidak dapat dibaca: {reason}. Periksa TINDAKLANJUT_DATABASE, atau jalankan `tindaklanjut migrate`.",
        ]
    finally:
        engine.dispose()
    return problems


def _schema_version(connection: sa.Connection) -> str | None:
    table = kept.installation
    version: str | None = connection.scalar(sa.select(table.c.value).where(table.c.key == "schema_version"))
    return version


def _check_sqlite(connection: sa.Connection) -> list[str]:
    problems = _missing_triggers(
        sqlite_tables.trigger_names(),
        connection.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")),
    )
    if connection.scalar(sa.text("PRAGMA journal_mode")) != "wal":
        problems.append(
            "Berkas penyimpanan tidak memakai mode WAL. Pindahkan ke diska setempat, bukan diska jaringan."
        )
    return problems


def _check_postgres(connection: sa.Connection) -> list[str]:
    problems = _missing_triggers(
        postgres_tables.trigger_names(),
        connection.scalars(
            sa.text(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE relnamespace = 'tracker'::regnamespace AND tgenabled IN ('O', 'A')"
            )
        ),
    )
    role = connection.scalar(sa.text("SELECT current_user"))
    for table in postgres_tables.APPEND_ONLY:
        rights = [
            right
            for right in ("UPDATE", "DELETE", "TRUNCATE")
            if connection.scalar(
                sa.text("SELECT has_table_privilege(:table, :right)"),
                {"table": f"tracker.{table}", "right": right},
            )
        ]
        if rights:
            problems.append(
                f"Peran {role} boleh {', '.join(rights)} pada tracker.{table}. Pakai peran aplikasi, bukan pemilik."
            )
    return problems


def _missing_tables(connection: sa.Connection) -> list[str]:
    """Kept tables that a newer product has more: older code does without them, so the schema's version stays as it was."""
    schema = None if connection.dialect.name == "sqlite" else kept.SCHEMA
    found = sa.inspect(connection).get_table_names(schema)
    missing = sorted({table.name for table in kept.metadata.tables.values()} - set(found))
    return [f"Tabel {name} tidak ada. Jalankan `tindaklanjut migrate`." for name in missing]


def _missing_triggers(expected: frozenset[str], found: Iterable[str]) -> list[str]:
    return [
        f"Pemicu {name} tidak ada: log dapat diubah. Jalankan `tindaklanjut migrate`."
        for name in sorted(expected - set(found))
    ]
