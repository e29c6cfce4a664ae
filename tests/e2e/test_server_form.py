"""The server form with the commands and settings of docker-compose.yml, and what happens when its servers go away.

The tests share one running server; each leaves it whole.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest
from httpx_sse import connect_sse
from psycopg.errors import InsufficientPrivilege

from tests.e2e.composed import LASTING, Composed
from tests.e2e.conftest import composed_demo
from tests.e2e.mailbox import letter_about
from tests.e2e.program import API, SUMBERJAMBE, Logged, Program
from tests.e2e.visitor import Visitor
from tests.e2e.waiting import wait_for
from tests.support.day import TODAY
from tests.support.smtp_server import SmtpServer

BEING_UPDATED = "Data sedang diperbarui: perubahan terakhir Anda sudah tersimpan dan segera tampil."
BACK_WITHIN = 30
"""Seconds in which the product is whole again after a server it needs has come back."""

LIVE_WITHIN = 10
"""Seconds between two updates, after which reading gives up: shorter than the stream's own sign of life."""


@pytest.fixture(scope="module")
def smtp() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def server(smtp: SmtpServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    with composed_demo(tmp_path_factory.mktemp("server"), smtp) as composed:
        composed.tick()
        wait_for("the first letters", lambda: smtp.messages)
        yield composed


@pytest.fixture(scope="module")
def notulis(server: Composed) -> Program:
    return Program(server.product.url, lambda *words: server.run("web", *words), "notulis.sumberjambe")


def expect_a_reminder(server: Composed, notulis: Program, text: str) -> Logged:
    """Logged now, folded, sent, and recorded once."""
    logged = notulis.log(f"Rapat: {text}", text)
    notulis.wait_until_shown(logged, BACK_WITHIN)
    server.tick()
    letter_about(server.smtp, text, BACK_WITHIN)
    wait_for("the record of the reminder", lambda: "reminder.sent.2" in notulis.history(logged.follow_ups[0]))
    return logged


def log_again(notulis: Program, title: str) -> Logged:
    """As a person does who is told to try again."""

    def attempt() -> Logged | None:
        try:
            return notulis.log(title)
        except (AssertionError, httpx.TransportError):
            return None

    return wait_for("a write", attempt, BACK_WITHIN)


@contextmanager
def positions(program: Program, url: str) -> Iterator[Iterator[int]]:
    """Those of the live updates of an office, as they come."""
    with (
        httpx.Client(base_url=url, headers=program.headers, timeout=LIVE_WITHIN) as client,
        connect_sse(client, "GET", f"{API}/live", params={"office": SUMBERJAMBE}) as source,
    ):
        yield (json.loads(event.data)["position"] for event in source.iter_sse() if event.event == "angka")


def test_each_part_and_its_health_check_are_content(server: Composed) -> None:
    wait_for("a heartbeat", lambda: server.run("web", "check").returncode == 0)
    for service in LASTING:
        command, *words = server.healthcheck(service)
        program = [sys.executable, "-m", "tracker"] if command == "tindaklanjut" else [sys.executable]
        checked = subprocess.run(
            [*program, *words],
            env=server.environment(service),
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert checked.returncode == 0, f"{service}: {checked.stdout}{checked.stderr}"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tracker.events SET topic = 'lain' WHERE position = 1",
        "DELETE FROM tracker.events WHERE position = 1",
        "TRUNCATE tracker.events",
        "ALTER TABLE tracker.events DISABLE TRIGGER ALL",
        "DROP TABLE tracker.events",
        "DELETE FROM tracker.requests",
        "DELETE FROM tracker.claims",
    ],
)
@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_what_people_and_mail_reach_cannot_change_history(
    server: Composed, service: str, statement: str
) -> None:
    with (
        psycopg.connect(server.environment(service)["TINDAKLANJUT_DATABASE"]) as connection,
        pytest.raises(InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_even_the_owner_s_hand_is_refused_by_the_log(server: Composed) -> None:
    owner = server.environment("projector")["TINDAKLANJUT_DATABASE_OWNER"]
    with (
        psycopg.connect(owner) as connection,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"),
    ):
        connection.execute("DELETE FROM tracker.events WHERE position = 1")


def test_migrating_and_loading_again_change_nothing(server: Composed, notulis: Program) -> None:
    before = server.run("web", "events", "tail", "-n", "1").stdout
    for again in (server.run("migrate"), server.run("web", "demo")):
        assert again.returncode == 0, again.stderr
    assert server.run("web", "events", "tail", "-n", "1").stdout == before


def test_postgresql_restarted_under_the_product_is_survived(server: Composed, notulis: Program) -> None:
    server.postgres.stop()
    away = notulis.post("/coordinations", {"kind": "rapat_koordinasi", "title": "Sewaktu mati"})
    assert (away.status_code, away.headers["content-type"]) == (503, "application/problem+json")
    assert not server.is_ready()
    server.postgres.start()
    came_back = time.monotonic()
    notulis.wait_until_shown(log_again(notulis, "Rapat sesudah basis data kembali"), BACK_WITHIN)
    expect_a_reminder(server, notulis, "Sesudah basis data kembali")
    wait_for("readiness", server.is_ready, BACK_WITHIN)
    print(f"whole again {time.monotonic() - came_back:.1f} s after PostgreSQL came back")
    assert all(part.exit_code is None for part in server.parts.values())


def test_redis_restarted_under_the_product_is_survived(server: Composed, notulis: Program) -> None:
    with positions(notulis, server.product.url) as live:
        next(live)
        server.redis.stop(kill=True)
        while_away = notulis.log("Rapat sewaktu Redis mati")
        notulis.wait_until_shown(while_away)
        server.redis.start()
        assert any(position >= while_away.position for position in live)
        after = notulis.log("Rapat sesudah Redis kembali")
        assert any(position >= after.position for position in live)
    expect_a_reminder(server, notulis, "Sesudah Redis kembali")
    assert all(part.exit_code is None for part in server.parts.values())


def test_while_the_projector_stands_still_pages_say_so_and_readiness_is_refused(
    server: Composed, notulis: Program
) -> None:
    logged = notulis.log("Rapat yang akan dimulai", "Hasil yang akan dimulai")
    notulis.wait_until_shown(logged)
    page = f"/tindak-lanjut/{logged.follow_ups[0]}"
    with Visitor(server.product.url, "staf.sumberjambe") as visitor:
        server.parts["projector"].stop()
        begun = visitor.submit(page, f"{page}/mulai")
        assert begun.status_code == 200
        assert BEING_UPDATED in begun.text
        new = visitor.submit(
            "/kegiatan/baru",
            "/kegiatan/baru",
            title="Rapat yang belum tampil",
            held_on=TODAY.isoformat(),
            kind="rapat_koordinasi",
            do="simpan",
        )
        assert BEING_UPDATED in new.text
        wait_for("a refusal", lambda: not server.is_ready(), BACK_WITHIN)
        server.start("projector")
        wait_for("readiness", server.is_ready, BACK_WITHIN)
        caught_up = visitor.get(page)
        assert BEING_UPDATED not in caught_up.text
        assert "memulai tindak lanjut" in caught_up.text
        assert "Rapat yang belum tampil" in visitor.get("/kegiatan").text


def test_ctrl_c_ends_every_part(server: Composed) -> None:
    for service in reversed(LASTING):
        said = len(server.parts[service].output)
        server.parts[service].interrupt()
        assert server.parts[service].processes() == []
        assert "Traceback" not in server.parts[service].output[said:]
    server.start_all()
