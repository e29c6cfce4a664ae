"""One line of the table: what was measured, beside what was aimed at."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Figure(NamedTuple):
    what: str
    measured: str
    aim: str = ""


def p50(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return median(seconds) * 1000


def p95(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return quantiles(seconds, n=20)[-1] * 1000


def spread(seconds: Sequence[float]) -> str:
    return f"p50 {p50(seconds):.1f} ms, p95 {p95(seconds):.1f} ms ({len(seconds)} ×)"


def print_table(figures: Sequence[Figure]) -> None:
    """As Markdown, to be put into docs/benchmarks.md."""
    print("| Measured | Figure | Aim |\n|---|---|---|")
    for figure in figures:
        print(f"| {figure.what} | {figure.measured} | {figure.aim} |", flush=True)
