"""The office that workers send for: SQLite, a mail server of its own, and a clock that a test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.smtp_server import SmtpServer
from workers.app import app


@pytest.fixture
def clock() -> FixedClock:
    """Monday, a week before the due date, 09.00 in Jakarta."""
    return FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.fixture(autouse=True)
def broker_of_its_own() -> Iterator[None]:
    """In the product a process has one broker for life, and Celery keeps the connections of the first; tests have several."""
    yield
    app.close()
    vars(app).pop("amqp", None)


@pytest.fixture
def office(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url) as office:
        yield office
