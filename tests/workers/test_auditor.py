"""The auditor of the web's process tells the operator, without Celery: by log, and by a letter of its own."""

import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer
from tracker.application import heartbeat
from tracker.settings import Settings
from workers import auditor
from workers.auditor import look

OPERATOR = "operator@kecamatan.example"


@pytest.fixture
def office(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url) as office:
        office.catch_up()
        yield office


@pytest.fixture
def settings(office: OfficeAtWork) -> Settings:
    return msgspec.structs.replace(office.settings, operator=OPERATOR)


def looked(office: OfficeAtWork, settings: Settings, clock: FixedClock, times: int = 1) -> None:
    for _ in range(times):
        look(settings, office.tracker, "web-1")
        clock.advance(minutes=5)


def test_an_alarm_is_one_line_in_the_log_and_one_letter_however_long_it_stands(
    office: OfficeAtWork,
    settings: Settings,
    clock: FixedClock,
    smtp_server: SmtpServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    looked(office, settings, clock, times=5)
    (letter,) = smtp_server.messages
    assert letter["To"] == OPERATOR
    assert letter["Subject"].startswith("Tindak Lanjut: alarm: Pengirim pengingat tidak bekerja")
    assert letter["Auto-Submitted"] == "auto-generated"
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert line.getMessage().startswith("alarm heartbeat: Pengirim pengingat tidak bekerja (belum pernah)")


def test_its_end_is_one_letter(
    office: OfficeAtWork, settings: Settings, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    looked(office, settings, clock)
    for path in heartbeat.PATHS:
        heartbeat.beat(office.tracker, path)
    clock.advance(minutes=-1)
    looked(office, settings, clock, times=3)
    assert [letter["Subject"] for letter in smtp_server.messages][1:] == ["Tindak Lanjut: alarm selesai"]


def test_several_alarms_are_one_letter(
    office: OfficeAtWork, settings: Settings, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.add_person("baru")
    clock.advance(minutes=1)
    looked(office, settings, clock)
    (letter,) = smtp_server.messages
    assert letter["Subject"].endswith("(dan 1 lagi)")
    body = str(letter.get_content())
    assert "Pengirim pengingat tidak bekerja" in body
    assert "Data bacaan tertinggal" in body


def test_a_mail_server_that_is_down_is_tried_again_at_the_next_audit(
    office: OfficeAtWork,
    settings: Settings,
    clock: FixedClock,
    smtp_server: SmtpServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    smtp_server.stop()
    looked(office, settings, clock, times=2)
    assert "the operator could not be told by mail (ConnectionRefusedError)" in caplog.text
    assert OPERATOR not in caplog.text
    smtp_server.start()
    looked(office, settings, clock, times=2)
    assert len(smtp_server.messages) == 1


def test_without_an_operator_s_address_the_log_alone_is_told(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    looked(office, office.settings, clock)
    assert "alarm heartbeat" in caplog.text
    assert smtp_server.messages == []


def test_several_web_servers_make_one_audit(
    office: OfficeAtWork, settings: Settings, smtp_server: SmtpServer
) -> None:
    for holder in ("web-1", "web-2"):
        look(settings, office.tracker, holder)
    assert len(smtp_server.messages) == 1


def test_its_thread_goes_on_where_one_audit_fails_and_ends_when_it_is_told_to(
    office: OfficeAtWork,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    smtp_server: SmtpServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("FIRST_AFTER", "EVERY"):
        monkeypatch.setattr(auditor, name, auditor.EVERY / 30_000)
    failed: list[int] = []

    def refuse_once(*given: object) -> None:
        if not failed:
            failed.append(1)
            raise RuntimeError("the database went away")
        look(settings, office.tracker, "web-1")

    monkeypatch.setattr(auditor, "look", refuse_once)
    stop = auditor.start(settings, office.tracker)
    smtp_server.wait_for(1)
    stop()
    assert "the audit could not be carried out" in caplog.text
