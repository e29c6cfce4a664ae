"""What a search of an office costs in a small log and in a large one: `python -m benchmarks.search [--events N]`.

Method. The two stores of `benchmarks/small_and_large.py`, whose office has the very same records in both. Every title and every
outcome there has the same words but for its section and number: so a common word finds all that the office has, which is
the worst that a search meets. Asked is as the page asks: which words are like those typed, then the best of each kind.
The ratio is that of the two medians.
"""

from benchmarks.report import Figure, p50, spread
from benchmarks.small_and_large import OFFICE, SMALL, Ask, in_all, in_turn, measure_both
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
    measure_both("Searching an office, in a small and in a large log.", _measure)


def _measure(store: str, trackers: list[Tracker], events: int) -> list[Figure]:
    found = []
    for what, typed in _TYPED.items():
        small, large = in_turn([in_all(_search(tracker, typed)) for tracker in trackers])
        found.append(
            Figure(
                f"{what}, {store}, {SMALL:,} and {events:,} events",
                f"{p50(small):.2f} and {p50(large):.2f} ms, ratio {p50(large) / p50(small):.2f}; {spread(large)}",
            )
        )
    return found


def _search(tracker: Tracker, typed: str) -> Ask:
    def ask() -> object:
        with tracker.views.connect() as connection:
            asked = search.understood(connection, OFFICE, words(typed))
            return [search.hits(connection, OFFICE, kind, asked) for kind in KINDS]

    return ask


if __name__ == "__main__":
    main()
