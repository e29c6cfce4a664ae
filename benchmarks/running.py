"""Runs measurements in a folder that is gone afterwards, and prints what they found."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Figure, print_table

Measure = Callable[[Path], list[Figure]]


def main(*measures: Measure) -> None:
    """The load of the machine is printed too: other work on it makes every figure worse."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="tindaklanjut-benchmark-") as directory:
        figures = [figure for measure in measures for figure in measure(Path(directory))]
    print(f"{os.cpu_count()} cores; load average {load:.1f} before, {os.getloadavg()[0]:.1f} after\n")
    print_table(figures)
