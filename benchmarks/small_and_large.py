"""Two stores of the same kind, one of 10,000 events and one of 1,000,000, asked the same in turn.

184 offices, three years; the office that is looked at has the very same 5,400 events in both, some 36 coordinations and 108
follow-ups a year, and five indicators. Each question is asked 200 times, in turn in the small and in the large store, so that
whatever else the machine does falls on both.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random

from benchmarks.filling import fill
from benchmarks.installation import installation
from benchmarks.mix import Part, opening, work
from benchmarks.rebuild import on_postgresql, on_sqlite
from benchmarks.report import Figure, print_table
from tests.support.database import Database
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import IndicatorDefined
from tracker.store.event_store import EventStore

SMALL, LARGE = 10_000, 1_000_000
OWN_EVENTS = 5_400
TIMES, WARM_UP = 200, 20
OFFICE = "35.09.31"

_STORES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}

Ask = Callable[[], object]
Timed = Callable[[], float]
"""Gives how long it took, in seconds."""


def measure_both(description: str, measure: Callable[[str, list[Tracker], int], list[Figure]]) -> None:
    """Prints what `measure` finds for each store, given its name, the two products over it, and the events of the large one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--events", type=int, default=LARGE)
    parser.add_argument("--store", choices=[*_STORES], help="only this one")
    asked = parser.parse_args()
    events: int = asked.events
    found = []
    for name, opened in _STORES.items():
        if asked.store not in {None, name}:
            continue
        with ExitStack() as stack:
            trackers = [
                stack.enter_context(_filled(stack.enter_context(opened()), number))
                for number in (SMALL, events)
            ]
            found += measure(name, trackers, events)
    print_table(found)


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


@contextmanager
def _filled(database: Database, events: int) -> Iterator[Tracker]:
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
