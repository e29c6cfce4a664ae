from collections.abc import Iterator

import pytest

from tests.projections.reading import House, open_house
from tests.support.database import Database


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    """On SQLite in one run, on PostgreSQL in the other."""
    with open_house(database) as house:
        yield house
