"""The parts of a server from the command line: PostgreSQL and Redis, each role with its own rights."""

import json
import time

import pytest
from redis import Redis

from tests.support.command_line import CommandLine
from tests.support.postgres_database import PostgresDatabase


@pytest.fixture
def server(product: CommandLine, postgres_database: PostgresDatabase, redis_url: str) -> CommandLine:
    product.environment |= {
        "TINDAKLANJUT_DATABASE": postgres_database.app_url,
        "TINDAKLANJUT_DATABASE_OWNER": postgres_database.owner_url,
        "TINDAKLANJUT_REDIS": redis_url,
        "TINDAKLANJUT_SECRET": "rahasia-uji-rahasia",
    }
    return product


def test_before_migrate_a_command_says_what_to_do(server: CommandLine) -> None:
    refused = server.run("office", "list")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert "tindaklanjut migrate" in refused.stderr
    assert server.run("check").returncode == 1


def test_a_server_is_migrated_filled_and_read_as_a_home_is(server: CommandLine) -> None:
    for _ in range(2):
        migrated = server.run("migrate")
        assert migrated.returncode == 0, migrated.stderr
    for _ in range(2):
        loaded = server.run("demo")
        assert loaded.returncode == 0, loaded.stderr
    offices = server.run("office", "list", "--json")
    assert [office["code"] for office in json.loads(offices.stdout)] == ["35.08.13", "35.09.31"]
    checked = server.run("check")
    assert checked.returncode == 1
    assert "Pengirim pengingat tidak bekerja" in checked.stdout


def test_the_projector_follows_the_log_says_what_changed_and_ends_cleanly(
    server: CommandLine, redis_url: str
) -> None:
    assert server.run("migrate").returncode == 0
    heard = Redis.from_url(redis_url).pubsub()  # type: ignore[no-untyped-call]  # redis does not type it
    heard.subscribe("tindaklanjut:changes")
    projector = server.start("projector")
    assert server.run("demo", "--empty").returncode == 0
    offices: set[str] = set()
    deadline = time.monotonic() + 20
    while len(offices) < 2 and time.monotonic() < deadline:
        message = heard.get_message(ignore_subscribe_messages=True, timeout=1)
        if message is not None:
            offices |= set(json.loads(message["data"])["offices"])
    heard.close()
    assert offices == {"35.08.13", "35.09.31"}
    del server.environment["TINDAKLANJUT_DATABASE_OWNER"]
    waited = server.run("indicator", "list", "--office", "35.09.31", "--json")
    assert len(json.loads(waited.stdout)) == 4
    projector.stop()
    assert projector.exit_code == 0, projector.output
