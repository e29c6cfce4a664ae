"""What the figures of an office's year cost in a small log and in a large one: `python -m benchmarks.figures [--events N]`.

Method. The two stores of `benchmarks/small_and_large.py`. Asked are, as the report asks: every indicator, the year, its four
quarters and the four cumulative ones; the same as of an instant in the middle of the office's own history; and the
explanation of one indicator's year.

*In the database* is the time of the statements alone, those that one asking sends, taken down with their values and asked
again. SQLite works in the asking process: until the driver has fetched the last row. PostgreSQL says itself how long it
took to execute them and to write out their rows (`EXPLAIN (ANALYZE, SERIALIZE)`, without the clock on each node; planning
is left out, since a prepared statement is planned once). *Over the socket* is PostgreSQL's statements sent until the driver
has fetched the last row: with a way there and back for the begin of the transaction and for each of them. *In all* is the
product's own function, reading and counting together. The ratio is that of the two medians in the database.
"""

import time
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from benchmarks.report import Figure, p50, spread
from benchmarks.small_and_large import (
    OFFICE,
    OWN_EVENTS,
    SMALL,
    Ask,
    Timed,
    in_all,
    in_turn,
    measure_both,
)
from tracker.application.actor import operator
from tracker.application.figure_basis import Question, basis_of, read_record
from tracker.application.figures import explain, figure_of
from tracker.application.tracker import Tracker

YEAR = 2025
PERIODS = (
    *((None, False),),
    *((f"TW{quarter}", cumulative) for cumulative in (False, True) for quarter in (1, 2, 3, 4)),
)


class Statement(NamedTuple):
    text: str
    values: Any


def main() -> None:
    measure_both("Figures of an office's year, in a small and in a large log.", _measure)


def _measure(name: str, trackers: list[Tracker], events: int) -> list[Figure]:
    middle = [tracker.store.recorded_at(OWN_EVENTS // 2) for tracker in trackers]
    asked: list[tuple[str, str, list[Ask]]] = [
        (
            "All indicators, all quarters of a year",
            "≤ 2 ms in the database, ratio ≤ 1.2",
            [_year(tracker, None) for tracker in trackers],
        ),
        (
            "The same as of a past instant",
            "≤ 20 ms in the database",
            [_year(tracker, instant) for tracker, instant in zip(trackers, middle, strict=True)],
        ),
        ("Explanation of a year", "≤ 10 ms", [_explained(tracker) for tracker in trackers]),
    ]
    found = []
    for what, aim, asks in asked:
        statements = [_taken_down(tracker, ask) for tracker, ask in zip(trackers, asks, strict=True)]
        sent = in_turn([_sent(t, s) for t, s in zip(trackers, statements, strict=True)])
        on_postgresql = trackers[0].kept.dialect.name == "postgresql"
        inside = (
            in_turn([_executed(t, s) for t, s in zip(trackers, statements, strict=True)])
            if on_postgresql
            else sent
        )
        whole = in_turn([in_all(ask) for ask in asks])
        small, large = (p50(seconds) for seconds in inside)
        socket = f", {p50(sent[0]):.2f} and {p50(sent[1]):.2f} ms over the socket" if on_postgresql else ""
        found.append(
            Figure(
                f"{what}, {name}, {SMALL:,} and {events:,} events",
                f"{small:.2f} and {large:.2f} ms in the database ({len(statements[0])} statements),"
                f" ratio {large / small:.2f}{socket}; in all {spread(whole[1])}",
                aim,
            )
        )
    return found


def _year(tracker: Tracker, as_of: datetime | None) -> Ask:
    def ask() -> object:
        with tracker.views.connect() as connection:
            record = read_record(tracker, connection, OFFICE, YEAR, as_of)
        questions = [
            Question(office=OFFICE, year=YEAR, period=code, cumulative=cumulative, as_of=as_of)
            for code, cumulative in PERIODS
        ]
        bases = [(question, basis_of(record, question)) for question in questions]
        return [figure_of(one, question, basis) for question, basis in bases for one in basis.indicators]

    return ask


def _explained(tracker: Tracker) -> Ask:
    return lambda: explain(tracker, operator(), "pmks", Question(office=OFFICE, year=YEAR))


def _taken_down(tracker: Tracker, ask: Ask) -> list[Statement]:
    """The statements of one asking to the read models, as the driver gets them; not the look at which generation is live."""
    found: list[Statement] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        if statement.startswith("SELECT") and "generation" not in statement:
            found.append(Statement(statement, values))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return found


def _sent(tracker: Tracker, statements: list[Statement]) -> Timed:
    def send() -> float:
        with tracker.views.connect() as connection:
            connection.begin()
            cursor = connection.connection.cursor()
            began = time.perf_counter()
            for text, values in statements:
                cursor.execute(text, values)
                cursor.fetchall()
            return time.perf_counter() - began

    return send


def _executed(tracker: Tracker, statements: list[Statement]) -> Timed:
    def ask() -> float:
        with tracker.views.connect() as connection:
            connection.begin()
            cursor = connection.connection.cursor()
            took = 0.0
            for text, values in statements:
                cursor.execute(_HOW_LONG + text, values)
                ((found,),) = cursor.fetchall()
                took += found[0]["Execution Time"]
            return took / 1000

    return ask


_HOW_LONG = "EXPLAIN (ANALYZE, SERIALIZE TEXT, TIMING OFF, BUFFERS OFF, FORMAT JSON) "


if __name__ == "__main__":
    main()
