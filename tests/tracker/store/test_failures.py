"""What the store says when the machine, the network or another process gets in its way."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from eventsourcing.sqlite import SQLiteConnection

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.ports import free_port
from tests.support.postgres_database import PostgresDatabase, fresh_database
from tests.support.postgres_server import PostgresServer
from tests.tracker.store.answer_dropping_proxy import AnswerDroppingProxy
from tests.tracker.store.conftest import OpenStore
from tests.tracker.store.notes import NOTES, STREAM, take, texts
from tracker.store.errors import StoreBusy, StoreError, StoreFull, StoreUnavailable, VersionConflict
from tracker.store.event_store import EventStore, open_store
from tracker.store.postgres import PostgresServer as ServerUnderTest
from tracker.store.postgres_tables import APPEND_LOCK
from tracker.store.setup import create
from tracker.store.sqlite import FullSyncPool, SQLiteEventLog, SQLiteFile, sqlite_path


@pytest.fixture
def proxy(postgresql_database: Database) -> Iterator[AnswerDroppingProxy]:
    proxy = AnswerDroppingProxy(_port(postgresql_database.url))
    yield proxy
    proxy.close()


def test_a_commit_whose_answer_is_lost_is_found_again_and_not_done_twice(
    postgresql_database: Database, proxy: AnswerDroppingProxy, open_here: OpenStore
) -> None:
    through_proxy = postgresql_database.url.replace(f":{_port(postgresql_database.url)}/", f":{proxy.port}/")
    store = open_here(f"{through_proxy}?sslmode=disable&gssencmode=disable")
    take(store, "satu")

    proxy.arm()
    answered = take(store, "dua", at=1, answer=b"jawab")

    assert proxy.dropped.is_set()
    assert (answered.position, answered.answer) == (2, b"jawab")
    assert store.load(STREAM, texts) == (("satu", "dua"), 2)


def test_an_append_whose_connection_dies_before_the_commit_is_done_once(
    postgresql_database: Database, postgres_database: PostgresDatabase, open_here: OpenStore
) -> None:
    store = open_here(postgresql_database.url)
    with psycopg.connect(postgres_database.superuser_url, autocommit=True) as superuser:
        superuser.execute("SELECT pg_advisory_lock(%s)", (APPEND_LOCK,))
        appending = threading.Thread(target=take, args=(store, "satu"))
        appending.start()
        victim = _waiting_backend(superuser)
        superuser.execute("SELECT pg_terminate_backend(%s)", (victim,))
        assert _waiting_backend(superuser, other_than=victim) != victim
        superuser.execute("SELECT pg_advisory_unlock(%s)", (APPEND_LOCK,))
        appending.join()

    assert store.load(STREAM, texts) == (("satu",), 1)


def test_a_server_that_is_down_is_reported_within_seconds_and_used_again_when_it_is_back(
    postgres_server: PostgresServer, open_here: OpenStore
) -> None:
    with fresh_database(postgres_server.superuser_url) as database:
        create(database.app_url, owner=database.owner_url)
        store = open_here(database.app_url)
        take(store, "satu")

        postgres_server.stop()
        for attempt in (lambda: take(store, "dua", at=1), store.head):
            began = time.monotonic()
            with pytest.raises(StoreUnavailable):
                attempt()
            assert time.monotonic() - began < 6
        postgres_server.start()

        assert take(store, "dua", at=1).position == 2
        store.close()


def test_a_restart_between_two_appends_is_not_noticed(
    postgres_server: PostgresServer, open_here: OpenStore
) -> None:
    with fresh_database(postgres_server.superuser_url) as database:
        create(database.app_url, owner=database.owner_url)
        store = open_here(database.app_url)
        take(store, "satu")
        postgres_server.stop(kill=True)
        postgres_server.start()

        take(store, "dua", at=1)

        assert store.load(STREAM, texts) == (("satu", "dua"), 2)
        store.close()


def test_a_lock_held_for_too_long_is_reported_as_busy(database: Database, open_here: OpenStore) -> None:
    store = open_here(database.url, lock_timeout=0.3)
    with _holding_the_append_lock(database.url):
        with pytest.raises(StoreBusy):
            take(store, "satu")
        assert store.load(STREAM, texts) == (None, 0)

    assert take(store, "satu").position == 1


class SmallPool(FullSyncPool):
    """As a disk with room for `pages` pages."""

    pages = 40

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        connection.cursor().execute(f"PRAGMA max_page_count = {self.pages}")
        return connection


class SmallDisk(SQLiteFile):
    def __init__(self, path: Path) -> None:
        super().__init__(path, 1.0, create=False)
        self.pool = SmallPool(f"{path.as_uri()}?mode=rw", busy_timeout=1.0)


def test_a_full_disk_is_reported_and_nothing_is_half_written(
    sqlite_database: Database, clock: FixedClock, open_here: OpenStore
) -> None:
    store = EventStore(SQLiteEventLog(SmallDisk(sqlite_path(sqlite_database.url)), clock, 1.0), NOTES)
    take(store, "satu")

    with pytest.raises(StoreFull):
        take(store, "x" * 1_000_000, at=1, request_id="r-besar")

    assert store.load(STREAM, texts) == (("satu",), 1)
    assert store.answered("r-besar", "") is None
    store.close()
    assert take(open_here(sqlite_database.url), "dua", at=1).position == 2


def test_a_missing_sqlite_file_is_not_made_in_passing(tmp_path: Path, clock: FixedClock) -> None:
    missing = tmp_path / "tidak-ada.sqlite"
    store = open_store(f"sqlite:///{missing}", mapping=NOTES, clock=clock, create=False)

    with pytest.raises(StoreUnavailable, match="unable to open"):
        store.head()
    store.close()

    assert not missing.exists()


def test_a_file_that_is_no_store_is_reported(tmp_path: Path, open_here: OpenStore) -> None:
    (tmp_path / "surat.txt").write_text("bukan basis data " * 100)

    with pytest.raises(StoreUnavailable, match="not a database"):
        open_here(f"sqlite:///{tmp_path / 'surat.txt'}").head()


def test_a_database_that_was_not_set_up_is_reported(
    postgres_database: PostgresDatabase, open_here: OpenStore
) -> None:
    with pytest.raises(StoreUnavailable, match="does not exist"):
        open_here(postgres_database.owner_url).head()


def test_another_kind_of_database_is_refused(open_here: OpenStore) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        open_here("mysql://a/b")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_store_opened_before_a_fork_is_refused_in_the_child(store: EventStore) -> None:
    take(store, "satu")

    child = os.fork()
    if child == 0:
        try:
            store.head()
        except StoreError as refused:
            os._exit(0 if "before a fork" in str(refused) else 2)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert store.head() == 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_that_closes_what_it_inherited_does_not_end_its_parents_session(
    postgresql_database: Database,
) -> None:
    server = ServerUnderTest(postgresql_database.url)
    with server.get_connection() as connection:
        session = connection.info.backend_pid

    child = os.fork()
    if child == 0:
        server.close()
        os._exit(0)
    os.waitpid(child, 0)

    with server.get_connection() as connection:
        alive = connection.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [session]).fetchone()
    assert alive is not None
    server.close()


def test_the_setting_with_which_readers_miss_events_is_refused(
    postgresql_database: Database, open_here: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")

    with pytest.raises(StoreError, match="POSTGRES_ENABLE_DB_FUNCTIONS must be off"):
        open_here(postgresql_database.url)


def test_of_many_threads_that_want_the_same_version_exactly_one_gets_it(store: EventStore) -> None:
    outcomes: list[str] = []

    def race(name: str) -> None:
        try:
            take(store, name)
        except VersionConflict:
            outcomes.append("conflict")
        else:
            outcomes.append("stored")

    threads = [threading.Thread(target=race, args=(f"catatan {number}",)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["conflict"] * 11 + ["stored"]
    assert store.head() == 1


def test_a_port_where_nobody_listens_is_unavailable(open_here: OpenStore) -> None:
    with pytest.raises(StoreUnavailable):
        open_here(f"postgresql://a:b@127.0.0.1:{free_port()}/c").head()


@contextmanager
def _holding_the_append_lock(database: str) -> Iterator[None]:
    if database.startswith("sqlite:"):
        with closing(sqlite3.connect(sqlite_path(database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(database, autocommit=True) as another:
            another.execute("SELECT pg_advisory_lock(%s)", (APPEND_LOCK,))
            yield


def _port(url: str) -> int:
    return int(url.rpartition(":")[2].partition("/")[0])


def _waiting_backend(superuser: psycopg.Connection, other_than: int = 0) -> int:
    """The backend that waits for the append lock, as soon as there is one."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        row = superuser.execute(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND pid <> %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            (other_than,),
        ).fetchone()
        if row is not None:
            return int(row[0])
        time.sleep(0.01)
    raise TimeoutError("nobody waits for the append lock")
