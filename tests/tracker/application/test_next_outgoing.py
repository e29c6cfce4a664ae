"""What goes out next: told with its hour while the office is closed, while it is open, and when there is nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import dispatch
from tracker.application.channels import EMAIL
from tracker.application.next_outgoing import NextOutgoing, next_outgoing
from tracker.application.reminders import enqueue

DUE = date(2026, 3, 16)
"""A Monday; the reminder before it is for Wednesday the 11th, 07.30 in Jakarta."""
BEFORE = datetime(2026, 3, 11, 0, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Saturday, noon in Jakarta."""
    return FixedClock(datetime(2026, 3, 7, 5, tzinfo=UTC))


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as office:
        yield office


def test_it_says_until_when_what_is_due_waits(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    waiting = NextOutgoing(office=CODE, closed=True, at=BEFORE, reminders=2, queued=0, tried_at=None)
    assert next_outgoing(office.tracker, CODE) == waiting
    clock.now = datetime(2026, 3, 9, 2, tzinfo=UTC)
    assert next_outgoing(office.tracker, CODE) == NextOutgoing(
        office=CODE, closed=False, at=BEFORE, reminders=2, queued=0, tried_at=None
    )


def test_what_was_missed_goes_out_when_the_quiet_hours_end(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.now = datetime(2026, 3, 11, 14, tzinfo=UTC)
    coming = next_outgoing(office.tracker, CODE)
    assert coming.closed
    assert coming.at == datetime(2026, 3, 11, 23, tzinfo=UTC), "06.00 in Jakarta"


def test_nothing_at_all_is_said_as_such(office: OfficeAtWork) -> None:
    assert next_outgoing(office.tracker, CODE) == NextOutgoing(
        office=CODE, closed=True, at=None, reminders=0, queued=0, tried_at=None
    )


def test_what_failed_for_now_is_told_too(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.now = BEFORE
    enqueue(office.tracker, clock.now)
    later = BEFORE + timedelta(minutes=5)
    for bundle in office.claim("satu", 10):
        begun = dispatch.begin(office.tracker, bundle, BEFORE)
        if begun[0].channel == EMAIL:
            dispatch.try_again(office.tracker, begun, later, "putus")
    coming = next_outgoing(office.tracker, CODE)
    assert (coming.queued, coming.tried_at) == (1, later)
