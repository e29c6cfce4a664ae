"""The invented office at work, on SQLite, on Monday 16 March 2026."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work
