"""The server form: workers and beats as processes over Redis, the truth in PostgreSQL. That any of them may die: `tests.faults`."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from celery import Celery

from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, mark_as_demo, office_at_work
from tests.support.redis_server import RedisServer
from tests.support.smtp_server import SmtpServer
from tracker.clock import system_clock
from workers.app import REDIS_OPTIONS

DUE = date(2026, 3, 16)
OFFSET = timedelta(seconds=round((datetime(2026, 3, 16, 2, tzinfo=UTC) - datetime.now(UTC)).total_seconds()))
"""The due date, 09.00 in Jakarta, is now."""


class Workplace:
    """The office on PostgreSQL, with Redis and a mail server; its workers and beats are processes."""

    def __init__(self, office: OfficeAtWork, redis: RedisServer, mail: SmtpServer, folder: Path) -> None:
        self.office, self.redis, self.mail = office, redis, mail
        self._folder = folder
        self._children: list[subprocess.Popen[bytes]] = []
        self._broker = Celery(broker=redis.url, set_as_current=False)
        self._broker.conf.broker_transport_options = REDIS_OPTIONS

    def start(self, part: str) -> subprocess.Popen[bytes]:
        settings = self.office.settings
        environment = {
            "PATH": os.environ["PATH"],
            "TINDAKLANJUT_HOME": str(settings.home),
            "TINDAKLANJUT_DATABASE": settings.database,
            "TINDAKLANJUT_REDIS": self.redis.url,
            "TINDAKLANJUT_SMTP": self.mail.url,
            "TINDAKLANJUT_BASE_URL": settings.base_url,
            "TINDAKLANJUT_SECRET": "rahasia-uji-rahasia",
            "TINDAKLANJUT_CLOCK_OFFSET": f"{round(OFFSET.total_seconds())}s",
        }
        with (self._folder / f"{len(self._children)}-{part}.log").open("wb") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", "tests.workers.child", part], env=environment, stdout=log, stderr=log
            )
        self._children.append(child)
        return child

    def tick(self) -> None:
        self._broker.send_task("reminders.tick", queue="tick")

    def settled(self, count: int) -> None:
        """Waits until that many reminders are sent. Raises AssertionError with what the processes said."""
        self._wait(lambda: [state for _, state, _ in self.office.queue()].count("sent") == count)

    def stop(self) -> None:
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        for child in self._children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._broker.close()

    def _wait(self, condition: Callable[[], bool], seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                said = "\n".join(path.read_text()[-3000:] for path in sorted(self._folder.glob("*.log")))
                raise AssertionError(f"{Counter(state for _, state, _ in self.office.queue())}\n{said}")
            time.sleep(0.05)


@pytest.fixture
def workplace(
    postgresql_database: Database, redis_server: RedisServer, smtp_server: SmtpServer, tmp_path: Path
) -> Iterator[Workplace]:
    with office_at_work(
        postgresql_database,
        system_clock(OFFSET),
        tmp_path,
        redis=redis_server.url,
        smtp=smtp_server.url,
    ) as office:
        mark_as_demo(office.tracker.kept)
        workplace = Workplace(office, redis_server, smtp_server, tmp_path)
        yield workplace
        workplace.stop()


def test_two_workers_two_beats_and_repeated_ticks_send_each_reminder_once(workplace: Workplace) -> None:
    follow_ups = [workplace.office.agree(DUE, in_charge=position) for position in workplace.office.staff(40)]
    for part in ("worker", "worker", "beat", "beat"):
        workplace.start(part)
    for _ in range(10):
        workplace.tick()
    workplace.settled(40)
    time.sleep(1.5)
    assert Counter(Counter(mail["Message-ID"] for mail in workplace.mail.messages).values()) == {1: 40}
    assert [len(workplace.office.told(follow_up)) for follow_up in follow_ups] == [1] * 40


def test_beat_alone_brings_the_worker_to_what_is_due(workplace: Workplace) -> None:
    workplace.office.agree(DUE)
    workplace.start("worker")
    workplace.start("beat")
    workplace.settled(1)


def test_a_worker_that_is_told_to_stop_hands_back_what_it_has_not_begun(workplace: Workplace) -> None:
    for position in workplace.office.staff(25):
        workplace.office.agree(DUE, in_charge=position)
    workplace.mail.dawdle(0.2)
    worker = workplace.start("worker")
    workplace.tick()
    workplace.mail.wait_for(2, seconds=30)
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    states = Counter(state for _, state, _ in workplace.office.queue())
    assert set(states) == {"sent", "pending"}
    workplace.mail.behave()
    workplace.start("worker")
    workplace.start("beat")
    workplace.settled(25)
    assert len(workplace.mail.messages) == 25


def test_a_worker_that_is_told_to_stop_while_redis_is_away_still_records_the_letter_on_its_way(
    workplace: Workplace,
) -> None:
    follow_up = workplace.office.agree(DUE)
    workplace.mail.hesitate(4)
    worker = workplace.start("worker")
    workplace.tick()
    workplace.mail.wait_for(1, seconds=30)
    workplace.redis.stop(kill=True)
    time.sleep(1)
    worker.terminate()
    assert worker.wait(timeout=15) == 0
    assert len(workplace.office.told(follow_up)) == 1
