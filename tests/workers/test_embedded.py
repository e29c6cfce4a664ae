"""The embedded form: a real Celery worker and beat as threads of this process, over a queue in memory."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer
from tracker.application import heartbeat
from tracker.application.audit import audit
from tracker.application.reminders import enqueue
from workers import embedded
from workers.app import app
from workers.auditor import look

DUE = date(2026, 3, 16)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path, smtp_server: SmtpServer) -> Iterator[OfficeAtWork]:
    """On the due date, 09.00 in Jakarta."""
    clock = FixedClock(datetime(2026, 3, 16, 2, tzinfo=UTC))
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url) as office:
        yield office


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def tick() -> None:
    app.send_task("reminders.tick")


def settled(office: OfficeAtWork, count: int) -> bool:
    return [state for _, state, _ in office.queue()].count("sent") == count


def test_what_is_due_goes_out_right_after_the_start(office: OfficeAtWork, smtp_server: SmtpServer) -> None:
    office.agree(DUE)
    stop = embedded.start(office.settings, office.tracker)
    try:
        smtp_server.wait_for(1, seconds=10)
        wait_until(lambda: settled(office, 1))
    finally:
        stop()


def test_ticks_that_overlap_send_each_reminder_once(office: OfficeAtWork, smtp_server: SmtpServer) -> None:
    follow_ups = [office.agree(DUE, in_charge=position) for position in office.staff(30)]
    stop = embedded.start(office.settings, office.tracker)
    try:
        for _ in range(10):
            tick()
        wait_until(lambda: settled(office, 30))
    finally:
        stop()
    assert len(smtp_server.messages) == 30
    assert [len(office.told(follow_up)) for follow_up in follow_ups] == [1] * 30


def test_both_queues_leave_their_heartbeat_and_a_thread_that_died_raises_the_alarm(
    office: OfficeAtWork, smtp_server: SmtpServer
) -> None:
    office.catch_up()
    stop = embedded.start(office.settings, office.tracker)

    def beaten() -> bool:
        with office.tracker.kept.connect() as connection:
            return heartbeat.silent_since(connection) == office.tracker.clock()

    try:
        wait_until(beaten)
        assert audit(office.tracker) == []
    finally:
        stop()
    assert isinstance(office.tracker.clock, FixedClock)
    office.tracker.clock.advance(heartbeat.SILENT, minutes=1)
    look(
        msgspec.structs.replace(office.settings, operator="operator@kecamatan.example"), office.tracker, "web"
    )
    (letter,) = smtp_server.messages
    assert "Pengirim pengingat tidak bekerja" in letter["Subject"]


def test_it_stops_within_five_seconds_leaves_no_thread_and_can_start_again(
    office: OfficeAtWork, smtp_server: SmtpServer
) -> None:
    before = set(threading.enumerate())
    embedded.start(office.settings, office.tracker)()
    office.agree(DUE)
    stop = embedded.start(office.settings, office.tracker)
    smtp_server.wait_for(1, seconds=10)
    began = time.monotonic()
    stop()
    assert time.monotonic() - began < 5
    names = {thread.name for thread in set(threading.enumerate()) - before}
    assert not names & {"celery-worker", "celery-beat"}


def test_what_an_earlier_start_had_claimed_is_taken_up_at_once(
    office: OfficeAtWork, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    enqueue(office.tracker, office.tracker.clock())
    office.claim("mulai sebelumnya", 10)
    stop = embedded.start(office.settings, office.tracker)
    try:
        smtp_server.wait_for(1, seconds=10)
        wait_until(lambda: settled(office, 1))
    finally:
        stop()


def test_stopped_in_the_middle_it_lets_the_letter_on_its_way_go_out_and_hands_back_the_rest(
    office: OfficeAtWork, smtp_server: SmtpServer
) -> None:
    for position in office.staff(20):
        office.agree(DUE, in_charge=position)
    smtp_server.dawdle(0.3)
    stop = embedded.start(office.settings, office.tracker)
    smtp_server.wait_for(2, seconds=10)
    began = time.monotonic()
    stop()
    assert time.monotonic() - began < 5
    states = [state for _, state, _ in office.queue()]
    assert set(states) == {"sent", "pending"}
    assert states.count("sent") == len(smtp_server.messages)
    smtp_server.behave()
    stop = embedded.start(office.settings, office.tracker)
    try:
        wait_until(lambda: settled(office, 20))
    finally:
        stop()
    assert len(smtp_server.messages) == 20
