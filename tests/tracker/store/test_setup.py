import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from tests.support.database import Database
from tests.support.postgres_database import PostgresDatabase
from tests.tracker.store.conftest import OpenStore
from tests.tracker.store.notes import take
from tracker.store.check import check_store
from tracker.store.errors import StoreError, StoreUnavailable
from tracker.store.kept import contact, dispatch, installation, mail, open_engine, preference, saved_filter
from tracker.store.setup import SCHEMA_VERSION, create, grant_views
from tracker.store.sqlite import sqlite_path

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)


def test_setting_up_twice_changes_nothing(database: Database, open_here: OpenStore) -> None:
    store = open_here(database.url)
    take(store, "satu")

    create(database.url, owner=database.owner_url)

    assert store.head() == 1
    assert check_store(database.url) == []


def test_four_set_ups_at_once_make_one_store(postgres_database: PostgresDatabase) -> None:
    failures: list[Exception] = []

    def set_up() -> None:
        try:
            create(postgres_database.app_url, owner=postgres_database.owner_url)
        except StoreError as failure:
            failures.append(failure)

    threads = [threading.Thread(target=set_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert check_store(postgres_database.app_url) == []


def test_a_store_of_the_first_version_gets_the_queue_of_the_present_one_and_keeps_the_rest(
    database: Database, open_here: OpenStore
) -> None:
    """Its queue knew follow-ups alone, so did its outbox; what was sent stands in the log."""
    take(open_here(database.url), "satu")
    engine = open_engine(database.owner_url or database.url)
    place = "kept." if database.on_postgres else ""
    with engine.begin() as connection:
        for table in ("dispatch", "mail"):
            connection.execute(sa.text(f"DROP TABLE {place}{table}"))
            connection.execute(sa.text(f"CREATE TABLE {place}{table} (follow_up_id VARCHAR(36))"))
        connection.execute(contact.insert().values(person_id=uuid4(), email="ibu@kecamatan.example"))
        connection.execute(sa.update(installation).values(value="1"))
    engine.dispose()
    create(database.url, owner=database.owner_url)
    assert check_store(database.url) == []
    engine = open_engine(database.url)
    with engine.begin() as connection:
        assert connection.execute(sa.select(dispatch)).all() == []
        assert connection.execute(sa.select(mail)).all() == []
        connection.execute(
            sa.insert(mail).values(
                sent_at=NOW, message_id="a", office="b", recipient="c", subject="d", text="e"
            )
        )
        assert connection.scalar(sa.select(contact.c.email)) == "ibu@kecamatan.example"
    engine.dispose()


def test_a_store_of_a_newer_version_is_left_alone(database: Database) -> None:
    newer = str(int(SCHEMA_VERSION) + 1)
    _set_schema_version(database.url, newer)

    with pytest.raises(StoreError, match=f"versi skemanya {newer}"):
        create(database.url, owner=database.owner_url)
    assert check_store(database.url) == [
        f"Versi skema penyimpanan {newer}, seharusnya {SCHEMA_VERSION}. Jalankan `tindaklanjut migrate`."
    ]


def test_postgres_is_not_set_up_without_an_owner_or_as_the_application(
    postgres_database: PostgresDatabase,
) -> None:
    with pytest.raises(StoreError, match="pemilik"):
        create(postgres_database.app_url)
    with pytest.raises(StoreError, match="peran sendiri"):
        create(postgres_database.owner_url, owner=postgres_database.owner_url)


def test_a_server_that_does_not_answer_is_named_as_the_reason(postgres_database: PostgresDatabase) -> None:
    with pytest.raises(StoreUnavailable, match="tidak dapat dibuat"):
        create(postgres_database.app_url, owner="postgresql://a:b@127.0.0.1:1/c")


def test_the_application_may_make_read_models_of_its_own_but_no_table_beside_the_log(
    postgresql_database: Database,
) -> None:
    with psycopg.connect(postgresql_database.url, autocommit=True) as application:
        application.execute("CREATE SCHEMA views_1")
        application.execute("CREATE TABLE views_1.t (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("CREATE TABLE tracker.t (id int)")


def test_read_models_of_the_owner_can_be_opened_to_the_application_for_reading(
    postgresql_database: Database, postgres_database: PostgresDatabase
) -> None:
    with psycopg.connect(postgres_database.owner_url, autocommit=True) as owner:
        owner.execute("CREATE SCHEMA views_7")
        owner.execute("CREATE TABLE views_7.before (id int)")
        grant_views(owner, "views_7", _role(postgresql_database.url))
        owner.execute("CREATE TABLE views_7.after (id int)")

    with psycopg.connect(postgresql_database.url, autocommit=True) as application:
        assert application.execute("SELECT * FROM views_7.before").fetchall() == []
        assert application.execute("SELECT * FROM views_7.after").fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM views_7.after")


def test_the_check_names_a_missing_trigger(sqlite_database: Database) -> None:
    with closing(sqlite3.connect(sqlite_path(sqlite_database.url))) as connection:
        connection.execute("DROP TRIGGER events_no_update")

    [problem] = check_store(sqlite_database.url)
    assert problem.startswith("Pemicu events_no_update tidak ada")


def test_a_store_made_before_there_were_more_tables_gets_them_and_keeps_the_rest(database: Database) -> None:
    """Of its own version: code that knows less of it goes on."""
    engine = open_engine(database.owner_url or database.url)
    with engine.begin() as connection:
        connection.execute(contact.insert().values(person_id=uuid4(), email="ibu@kecamatan.example"))
        for table in (preference, saved_filter):
            table.drop(connection)
    engine.dispose()
    assert check_store(database.url) == [
        f"Tabel {name} tidak ada. Jalankan `tindaklanjut migrate`." for name in ("preference", "saved_filter")
    ]
    create(database.url, owner=database.owner_url)
    assert check_store(database.url) == []
    engine = open_engine(database.url)
    with engine.begin() as connection:
        assert connection.scalar(sa.select(contact.c.email)) == "ibu@kecamatan.example"
        assert connection.execute(sa.select(saved_filter)).all() == []
        assert connection.scalar(sa.select(installation.c.value)) == "2"
    engine.dispose()


def test_the_check_names_a_disabled_trigger(
    postgresql_database: Database, postgres_database: PostgresDatabase
) -> None:
    with psycopg.connect(postgres_database.owner_url, autocommit=True) as owner:
        owner.execute("ALTER TABLE tracker.claims DISABLE TRIGGER claims_append_only")

    [problem] = check_store(postgresql_database.url)
    assert problem.startswith("Pemicu claims_append_only tidak ada")


def test_the_check_names_a_role_that_could_change_the_log(
    postgresql_database: Database, postgres_database: PostgresDatabase
) -> None:
    assert check_store(postgres_database.owner_url)[0] == (
        f"Peran {_role(postgres_database.owner_url)} boleh UPDATE, DELETE, TRUNCATE pada tracker.events."
        " Pakai peran aplikasi, bukan pemilik."
    )


def test_the_check_names_the_setting_with_which_readers_miss_events(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "on")

    [problem] = check_store(sqlite_database.url)
    assert problem.startswith("POSTGRES_ENABLE_DB_FUNCTIONS menyala")


def test_the_check_does_not_make_the_store_that_it_misses(tmp_path: Path) -> None:
    missing = tmp_path / "tidak-ada.sqlite"

    [problem] = check_store(f"sqlite:///{missing}")

    assert problem.startswith("Penyimpanan tidak dapat dibaca: unable to open database file.")
    assert not missing.exists()


def test_the_check_of_a_store_that_cannot_be_reached_is_one_line() -> None:
    [problem] = check_store("postgresql://a:b@127.0.0.1:1/c")

    assert problem.startswith("Penyimpanan tidak dapat dibaca: ")
    assert "\n" not in problem


def _role(url: str) -> str:
    return url.removeprefix("postgresql://").partition(":")[0]


def _set_schema_version(database: str, version: str) -> None:
    engine = open_engine(database)
    with engine.begin() as connection:
        connection.execute(sa.update(installation).values(value=version))
    engine.dispose()
