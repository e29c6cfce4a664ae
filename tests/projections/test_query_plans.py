"""What today's figures read, SQLite finds in indexes alone: of a large file, each row that is read is a page of its own.

Answers would stay the same without, only slower. SQLite plans by tables and indexes, not by how many rows there are.
"""

from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from projections import figures
from tests.projections.reading import open_house
from tests.support.database import Database
from tracker.store import setup


def test_figures_of_now_are_read_from_indexes_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite'}", owner_url=None)
    setup.create(database.url)
    with open_house(database) as house:
        house.follow()
        with house.views.connect() as connection:
            plans = _plans_of_facts(connection)
    assert len(plans) == 4
    steps = [step for plan in plans for step in plan if step.startswith(("SEARCH", "SCAN"))]
    assert len(steps) == 10
    assert [step for step in steps if not step.startswith("SEARCH") or "COVERING INDEX" not in step] == []


def _plans_of_facts(connection: sa.Connection) -> list[list[str]]:
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    sa.event.listen(connection, "before_cursor_execute", note)
    figures.facts(connection, "35.09.31", date(2025, 1, 1), date(2025, 12, 31))
    sa.event.remove(connection, "before_cursor_execute", note)
    return [
        [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        for statement, values in sent
    ]
