"""What a search of an office costs in a small log and in a large one: `python -m benchmarks.search [--events N]`.

Method. The two stores of `benchmarks/figures.py`, whose office has the very same records in both. Every title and every
outcome there has the same words but for its section and number: so a common word finds all that the office has, which is
the worst that a search meets. Asked is as the page asks: which words are like those typed, then the best of each kind.
200 times, in turn in the small and in the large store; the ratio is that of the two medians.
"""

import argparse
from collections.abc import Callable
from contextlib import ExitStack

from benchmarks.figures import LARGE, OFFICE, SMALL, STORES, filled, in_all, in_turn
from benchmarks.report import Figure, p50, print_table, spread
from projections import search
from projections.search_words import KINDS
from tracker.application.tracker import Tracker
from tracker.domain.spelling import words

_TYPED = {
    "Two words that every record has": "rapat bantuan",
    "One of them mistyped, one shortened": "koordinsi pendampngan",
    "A word that nothing resembles": "xylofon",
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Searching an office, in a small and in a large log.")
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
            found += [_measure(what, typed, name, trackers, events) for what, typed in _TYPED.items()]
    print_table(found)


def _measure(what: str, typed: str, store: str, trackers: list[Tracker], events: int) -> Figure:
    small, large = in_turn([in_all(_search(tracker, typed)) for tracker in trackers])
    return Figure(
        f"{what}, {store}, {SMALL:,} and {events:,} events",
        f"{p50(small):.2f} and {p50(large):.2f} ms, ratio {p50(large) / p50(small):.2f}; {spread(large)}",
    )


def _search(tracker: Tracker, typed: str) -> Callable[[], object]:
    def ask() -> object:
        with tracker.views.connect() as connection:
            asked = search.understood(connection, OFFICE, words(typed))
            return [search.hits(connection, OFFICE, kind, asked) for kind in KINDS]

    return ask


if __name__ == "__main__":
    main()
