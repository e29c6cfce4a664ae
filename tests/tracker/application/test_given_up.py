"""Reminders that were given up are seen, and tried again by those who may."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import run
from tracker.application import given_up
from tracker.application.actor import Actor
from tracker.application.given_up import GivenUp, Retry
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.identity import reminder_stream
from tracker.domain.reminder import ReminderFailed, ReminderSent
from tracker.domain.reminder_retry import ReminderRetried
from tracker.domain.role import Role

DUE = date(2026, 3, 16)
"""A Monday, and the day on which the clock starts, 09.00 in Jakarta."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 16, 2, tzinfo=UTC))


@pytest.fixture
def office(
    database: Database, clock: FixedClock, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[OfficeAtWork]:
    """Its mail server refuses every address, until it behaves."""
    smtp_server.refuse(550)
    with office_at_work(database, clock, tmp_path, smtp=smtp_server.url) as office:
        yield office


def failed(office: OfficeAtWork, number: int = 1) -> list[GivenUp]:
    for nth in range(number):
        office.agree(DUE, text=f"Pekerjaan {nth}")
    run(office)
    return listed(office)


def listed(office: OfficeAtWork, code: str | None = CODE) -> list[GivenUp]:
    return [row for row in given_up.given_up(office.tracker, code).rows if row.channel == "email"]


def retry(office: OfficeAtWork, key: UUID, by: Role = Role.SEKCAM) -> None:
    given_up.retry(office.tracker, office.by(by), office.asked(), Retry(key=key))


def told(office: OfficeAtWork, row: GivenUp) -> list[type]:
    """What the log says of this reminder, without what it says of other channels."""
    events = [past.event for past in office.tracker.store.history(reminder_stream(row.subject))]
    return [type(event) for event in events if getattr(event, "key", None) == row.key]


def test_what_was_given_up_is_listed_with_whom_it_was_for_and_why(office: OfficeAtWork) -> None:
    (row,) = failed(office)
    assert row.step == "due"
    assert row.error == "alamat penerima ditolak oleh server surat (kode 550)"
    assert row.person_id is not None
    assert listed(office, OTHER) == []
    assert listed(office, None) == [row]


def test_asked_for_again_it_is_sent_and_the_log_tells_who_asked(
    office: OfficeAtWork, smtp_server: SmtpServer
) -> None:
    (row,) = failed(office)
    smtp_server.behave()
    retry(office, row.key)
    assert listed(office) == []
    run(office)
    assert len(smtp_server.messages) == 1
    assert told(office, row) == [ReminderFailed, ReminderRetried, ReminderSent]
    (asked,) = [
        past
        for past in office.tracker.store.history(reminder_stream(row.subject))
        if isinstance(past.event, ReminderRetried)
    ]
    assert asked.context.actor == office.by(Role.SEKCAM).username


def test_its_attempts_begin_anew_with_all_their_waiting_times(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    (row,) = failed(office)
    retry(office, row.key)
    smtp_server.refuse(451)
    for minutes in (0, 1, 5, 15, 60):
        assert listed(office) == []
        clock.advance(minutes=minutes)
        run(office)
    assert len(listed(office)) == 1
    assert told(office, row) == [ReminderFailed, ReminderRetried, *[ReminderFailed] * 5]


def test_asking_twice_asks_once(office: OfficeAtWork, smtp_server: SmtpServer) -> None:
    (row,) = failed(office)
    smtp_server.behave()
    retry(office, row.key, Role.CAMAT)
    retry(office, row.key, Role.SEKCAM)
    run(office)
    assert told(office, row) == [ReminderFailed, ReminderRetried, ReminderSent]
    assert len(smtp_server.messages) == 1


def test_the_same_request_again_changes_nothing_later(office: OfficeAtWork) -> None:
    (row,) = failed(office)
    asked, actor = office.asked(), office.by(Role.SEKCAM)
    for _ in range(2):
        given_up.retry(office.tracker, actor, asked, Retry(key=row.key))
        run(office)
    assert told(office, row) == [ReminderFailed, ReminderRetried, ReminderFailed]
    assert len(listed(office)) == 1


def test_what_was_sent_needs_no_other_try(office: OfficeAtWork, smtp_server: SmtpServer) -> None:
    (row,) = failed(office)
    smtp_server.behave()
    retry(office, row.key)
    run(office)
    with pytest.raises(Refused, match="tidak gagal"):
        retry(office, row.key)


def test_who_runs_the_office_may_and_nobody_else(office: OfficeAtWork) -> None:
    (row,) = failed(office)
    for role in (Role.KASI, Role.NOTULIS, Role.STAF, Role.AUDITOR):
        with pytest.raises(Forbidden):
            retry(office, row.key, role)
    other = Actor(username="camat.lain", name="Camat Lain", via="web", role=Role.CAMAT, office=OTHER)
    with pytest.raises(NotFound):
        given_up.retry(office.tracker, other, office.asked(), Retry(key=row.key))
    with pytest.raises(NotFound):
        retry(office, UUID(int=1))
    retry(office, row.key, Role.ADMIN)


def test_all_of_an_office_are_asked_for_in_one_go(office: OfficeAtWork) -> None:
    assert len(failed(office, 3)) == 3
    actor, asked = office.by(Role.ADMIN), office.asked()
    assert given_up.retry_all(office.tracker, actor, asked, CODE) == 3
    assert given_up.retry_all(office.tracker, actor, asked, CODE) == 0
    assert listed(office) == []
    with pytest.raises(Forbidden):
        given_up.retry_all(office.tracker, office.by(Role.KASI), office.asked(), CODE)


def test_pages_follow_each_other_without_gap_or_repetition(office: OfficeAtWork) -> None:
    keys = {row.key for row in failed(office, 5)}
    seen: list[UUID] = []
    after: str | None = None
    for _ in range(3):
        page = given_up.given_up(office.tracker, CODE, after, 2)
        seen += [row.key for row in page.rows]
        after = page.next
    assert (after, len(seen), set(seen)) == (None, 5, keys)
    with pytest.raises(Refused, match="Penanda halaman"):
        given_up.given_up(office.tracker, CODE, "entah")


def test_two_who_ask_at_the_same_instant_ask_once(office: OfficeAtWork) -> None:
    """The second sees the first one's event when it decides."""
    (row,) = failed(office)
    retry(office, row.key)
    from tracker.domain.reminder_retry import retry as decide

    events = [past.event for past in office.tracker.store.history(reminder_stream(row.subject))]
    with pytest.raises(Conflict):
        decide(events, row.key)
