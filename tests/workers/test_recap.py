"""The weekly recap and the deadlines of the year, on their way to the people of an office."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import run, suppressed
from tracker.application import absences
from tracker.application.actor import operator
from tracker.domain.identity import office_id, person_id
from tracker.domain.reminder import Reason, ReminderSent
from workers.dispatch import Summary


@pytest.fixture
def clock() -> FixedClock:
    """Friday, 09.00 in Jakarta; on Monday the recap is due."""
    return FixedClock(datetime(2026, 3, 6, 2, tzinfo=UTC))


@pytest.fixture
def office(
    sqlite_database: Database, clock: FixedClock, smtp_server: SmtpServer, tmp_path: Path
) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url, recaps=True) as office:
        yield office


def test_on_monday_each_gets_one_letter_with_what_is_due_and_the_recap(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(date(2026, 3, 9), in_charge=STAF, text="Mendata warga")
    clock.advance(days=3)
    run(office)
    letters = {mail["To"].partition("@")[0]: mail for mail in smtp_server.messages}
    assert letters.keys() == {"camat", "sekcam", KASI, STAF}
    assert letters[STAF]["Subject"] == "Pengingat: 1 jatuh tempo hari ini", "the recap does not say it again"
    assert letters["camat"]["Subject"] == "Rekap mingguan Uji 99.01.01: 1 yang perlu perhatian"
    for mail in letters.values():
        for kind in ("plain", "html"):
            body = mail.get_body((kind,))
            assert body is not None
            assert "Mendata warga" in body.get_content()
    told = [one for one in office.told(office_id(CODE)) if isinstance(one, ReminderSent)]
    assert len(told) == 4
    assert run(office) == Summary()


def test_a_week_without_anything_open_is_recorded_and_sends_nothing(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.catch_up()
    clock.advance(days=3)
    assert run(office).sent == 0
    assert smtp_server.messages == []
    assert set(suppressed(office, office_id(CODE))) == {Reason.NOTHING_TO_TELL}
    assert run(office) == Summary(), "nor is it looked at again before next week"


def test_who_is_away_is_not_written_to(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(date(2026, 3, 9), in_charge=STAF)
    away = absences.RecordAbsence(
        office=CODE, person_id=person_id(CODE, "camat"), since=date(2026, 3, 9), until=date(2026, 3, 13)
    )
    absences.record_absence(office.tracker, operator(), office.asked(), away)
    clock.advance(days=3)
    run(office)
    assert {mail["To"].partition("@")[0] for mail in smtp_server.messages} == {"sekcam", KASI, STAF}
    assert suppressed(office, office_id(CODE)).count(Reason.ABSENT) == 1
