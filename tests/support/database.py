"""The same test on both stores: a fixture `database` that is SQLite in one run, PostgreSQL in the other."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest

from tests.support.postgres_database import PostgresDatabase
from tracker.store import setup


@dataclass(frozen=True)
class Database:
    """A store that is set up and empty. `url` is the application's own; `owner_url` is None on SQLite."""

    url: str
    owner_url: str | None

    @property
    def on_postgres(self) -> bool:
        return self.owner_url is not None


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that is set up and empty, to be copied."""
    file = tmp_path_factory.mktemp("set-up") / "store.sqlite"
    setup.create(f"sqlite:///{file}")
    assert list(file.parent.iterdir()) == [file], "all of it in one file"
    return file


@pytest.fixture
def sqlite_database(sqlite_file: Path, tmp_path: Path) -> Database:
    file = copyfile(sqlite_file, tmp_path / "store.sqlite")
    return Database(f"sqlite:///{file}", owner_url=None)


@pytest.fixture
def postgresql_database(postgres_database: PostgresDatabase) -> Database:
    """Through the application's role, which setting up has made: it can read and append, nothing more."""
    database = Database(postgres_database.app_url, postgres_database.owner_url)
    setup.create(database.url, owner=database.owner_url)
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    chosen: Database = request.getfixturevalue(f"{request.param}_database")
    return chosen
