"""The office that workers send for: SQLite, a mail server of its own, and a clock that a test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer


@pytest.fixture
def clock() -> FixedClock:
    """Monday, a week before the due date, 09.00 in Jakarta."""
    return FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.fixture
def office(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url) as office:
        yield office
