"""Fixtures: the real servers that tests run against. Each starts when a test first asks for it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests.support.postgres_database import PostgresDatabase, fresh_database
from tests.support.postgres_server import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis for this test alone, to be stopped and started at will."""
    directory = tmp_path / "redis"
    directory.mkdir()
    server = RedisServer(directory)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(request: pytest.FixtureRequest) -> str:
    """An empty Redis: the one named by TINDAKLANJUT_TEST_REDIS, which is flushed, else one of our own."""
    given = os.environ.get("TINDAKLANJUT_TEST_REDIS")
    if given:
        with redis.Redis.from_url(given) as client:
            client.flushdb()
        return given
    server: RedisServer = request.getfixturevalue("redis_server")
    return server.url


@pytest.fixture(scope="session")
def postgres_superuser_url() -> Iterator[str]:
    """The PostgreSQL named by TINDAKLANJUT_TEST_POSTGRES (a superuser's URL), else one for this run."""
    given = os.environ.get("TINDAKLANJUT_TEST_POSTGRES")
    if given:
        yield given
        return
    with _postgres() as server:
        yield server.superuser_url


@pytest.fixture
def postgres_database(postgres_superuser_url: str) -> Iterator[PostgresDatabase]:
    """An empty database; nothing of the product is in it yet."""
    with fresh_database(postgres_superuser_url) as database:
        yield database


@pytest.fixture
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL for this test alone, to be stopped, killed and started at will."""
    with _postgres() as server:
        yield server


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@contextmanager
def _postgres() -> Iterator[PostgresServer]:
    """Outside pytest's own folder: another run as root would close that to the user PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(prefix="tindaklanjut-test-") as directory:
        server = PostgresServer(Path(directory))
        server.start()
        try:
            yield server
        finally:
            server.stop()
