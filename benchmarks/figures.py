"""What the figures of an office's year cost in a small log and in a large one: `python -m benchmarks.figures [--events N]`.

Method. Two stores of the same kind, one of 10,000 events and one of 1,000,000 (184 offices, three years); the office
that is looked at has the very same 5,400 events in both, some 36 coordinations and 108 follow-ups a year, and five
indicators. Asked are, as the report asks: every indicator, the year, its four quarters and the four cumulative ones;
the same as of an instant in the middle of the office's own history; and the explanation of one indicator's year. Each is
asked 200 times, in turn in the small and in the large store, so that whatever else the machine does falls on both.

*In the database* is the time of the statements alone, those that one asking sends, taken down with their values and asked
again. SQLite works in the asking process: until the driver has fetched the last row. PostgreSQL says itself how long it
took to execute them and to write out their rows (`EXPLAIN (ANALYZE, SERIALIZE)`, without the clock on each node; planning
is left out, since a prepared statement is planned once). *Over the socket* is PostgreSQL's statements sent until the driver
has fetched the last row: with a way there and back for the begin of the transaction and for each of them. *In all* is the
product's own function, reading and counting together. The ratio is that of the two medians in the database.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

import sqlalchemy as sa

from benchmarks.filling import fill
from benchmarks.installation import installation
from benchmarks.mix import Part, opening, work
from benchmarks.rebuild import on_postgresql, on_sqlite
from benchmarks.report import Figure, p50, print_table, spread
from tests.support.database import Database
from tracker.application.actor import operator
from tracker.application.figure_basis import Question, basis_of, read_record
from tracker.application.figures import explain, figure_of
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import IndicatorDefined
from tracker.store.event_store import EventStore

SMALL, LARGE = 10_000, 1_000_000
OWN_EVENTS = 5_400
TIMES, WARM_UP = 200, 20
OFFICE = "35.09.31"
YEAR = 2025
PERIODS = (
    *((None, False),),
    *((f"TW{quarter}", cumulative) for cumulative in (False, True) for quarter in (1, 2, 3, 4)),
)

STORES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}

Ask = Callable[[], object]
Timed = Callable[[], float]
"""Gives how long it took, in seconds."""


class Statement(NamedTuple):
    text: str
    values: Any


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Figures of an office's year, in a small and in a large log."
    )
    parser.add_argument("--events", type=int, default=LARGE)
    parser.add_argument("--store", choices=[*STORES], help="only this one")
    asked = parser.parse_args()
    events: int = asked.events
    found = []
    for name, opened in STORES.items():
        if asked.store not in {None, name}:
            continue
        with ExitStack() as stack:
            trackers = [
                stack.enter_context(filled(stack.enter_context(opened()), number))
                for number in (SMALL, events)
            ]
            found += _measure(name, trackers, events)
    print_table(found)


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


def in_turn(asks: list[Timed]) -> list[list[float]]:
    taken: list[list[float]] = [[] for _ in asks]
    for number in range(WARM_UP + TIMES):
        for ask, seconds in zip(asks, taken, strict=True):
            passed = ask()
            if number >= WARM_UP:
                seconds.append(passed)
    return taken


def in_all(ask: Ask) -> Timed:
    def timed() -> float:
        began = time.perf_counter()
        ask()
        return time.perf_counter() - began

    return timed


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


@contextmanager
def filled(database: Database, events: int) -> Iterator[Tracker]:
    with installation(database) as made:
        _fill(made.store, events)
        made.build()
        yield made.tracker()


def _fill(store: EventStore, events: int) -> None:
    fill(store, _own())
    others = [
        f"35.{number // 40 + 10}.{number % 40 + 1:02}" for number in range(max(events // OWN_EVENTS, 1))
    ]
    fill(store, ([opening(code)] for code in others))
    fill(store, work(max(events - store.head(), 0), Random(2), others))


def _own() -> Iterator[list[Part]]:
    yield [opening(OFFICE)]
    for number, (code, rule) in enumerate(_INDICATORS, start=1):
        sections = (code,) if rule is Rule.MEETING_ALL else None
        defined = IndicatorDefined(
            office=OFFICE,
            code=code,
            number=number,
            official_name=f"Indikator {code}",
            label=f"Indikator {code}",
            document="IKU",
            rule=rule,
            sections=sections,
        )
        yield [(indicator_id(OFFICE, code), (defined,))]
    yield from work(OWN_EVENTS, Random(1), (OFFICE,), side_by_side=12)


_INDICATORS = (
    ("skm", None),
    ("pmks", Rule.MEETING_ALL),
    ("trantibum", Rule.MEETING_ALL),
    ("pemerintahan", Rule.MEETING_ALL),
    ("keluaran", Rule.EVIDENCED_OUTPUT),
)


if __name__ == "__main__":
    main()
