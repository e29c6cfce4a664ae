"""What today's figures read is found in indexes alone, and planned once: a row that is read is a page of its own.

Answers would stay the same without, only slower.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa

from projections import event_log, figures
from projections.event_log import Narrowed
from tests.projections.reading import open_house
from tests.support.database import Database


def test_sqlite_reads_the_figures_of_now_from_indexes_alone(sqlite_database: Database) -> None:
    """It plans by tables and indexes, not by how many rows there are."""
    with open_house(sqlite_database) as house:
        house.follow()
        with house.views.connect() as connection:
            plans = _plans(connection, lambda: _facts(connection))
    assert len(plans) == 4
    steps = [step for plan in plans for step in plan if step.startswith(("SEARCH", "SCAN"))]
    assert len(steps) == 9
    assert [step for step in steps if not step.startswith("SEARCH") or "COVERING INDEX" not in step] == []


def test_sqlite_narrows_an_offices_log_in_its_index_alone(sqlite_database: Database) -> None:
    narrowed = Narrowed(about="follow_up.", actor="kasi", via="web", happened_from=date(2026, 1, 1))
    with open_house(sqlite_database) as house:
        house.follow()
        with house.views.connect() as connection:
            plans = _plans(connection, lambda: event_log.events(connection, "35.09.31", narrowed, None, 25))
    (found,) = plans
    assert found == [
        "SEARCH main.timeline USING COVERING INDEX timeline_office (office=? AND position>? AND position<?)"
    ]


def test_postgresql_plans_once_what_pages_ask_again(postgresql_database: Database) -> None:
    with open_house(postgresql_database) as house:
        house.follow()
        for _ in range(7):
            with house.views.connect() as connection:
                _facts(connection)
        with house.views.connect() as connection:
            prepared = connection.scalars(sa.text("SELECT statement FROM pg_prepared_statements")).all()
    assert len([statement for statement in prepared if ".coordination" in statement]) == 4


def test_postgresql_knows_the_tables_of_a_rebuilt_generation_before_anybody_reads_it(
    postgresql_database: Database,
) -> None:
    unknown = sa.text(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = :schema AND relkind = 'r' AND reltuples < 0"
    )
    with open_house(postgresql_database) as house:
        house.follow()
        number = house.engine.rebuild(lambda *_: None)
        house.views.generation(max_age=0)
        with house.views.connect() as connection:
            assert connection.scalars(unknown, {"schema": f"views_{number}"}).all() == []


def _facts(connection: sa.Connection) -> None:
    figures.facts(connection, "35.09.31", date(2025, 1, 1), date(2025, 12, 31))


def _plans(connection: sa.Connection, ask: Callable[[], object]) -> list[list[str]]:
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    sa.event.listen(connection, "before_cursor_execute", note)
    ask()
    sa.event.remove(connection, "before_cursor_execute", note)
    return [
        [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        for statement, values in sent
    ]
