"""What is said beside a figure: how far the target is, how it moved, and what it counts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.application.figure_course import Point
from tracker.domain.achievement import Better
from tracker.domain.counting import CountsFrom, Figure, Reading, Rule, reading
from tracker.domain.period import period
from tracker.web.figure_words import counted, distance, move, uncounted

HIGHER, LOWER = Better.HIGHER, Better.LOWER


@pytest.mark.parametrize(
    ("realised", "target", "better", "said", "reached"),
    [
        (Fraction(200, 3), "65", HIGHER, "target tercapai, lebih 1,67 poin", True),
        (Fraction(200, 3), "66.67", HIGHER, "tepat pada target", True),
        (Fraction(100, 3), "80", HIGHER, "kurang 46,67 poin dari target", False),
        (Fraction(10), "12", LOWER, "target tercapai, lebih 2,00 poin", True),
        (Fraction(15), "12", LOWER, "kurang 3,00 poin dari target", False),
        (None, "80", HIGHER, "belum ada angka untuk dibandingkan dengan target", False),
    ],
)
def test_the_way_to_the_target_is_told_from_the_number_as_printed(
    realised: Fraction | None, target: str, better: Better, said: str, reached: bool
) -> None:
    found = distance(realised, Decimal(target), better, simulation=False)
    assert found is not None
    assert (found.text, found.reached) == (said, reached)


def test_without_a_target_there_is_no_way_to_it_and_that_of_a_simulation_is_marked() -> None:
    assert distance(Fraction(50), None, HIGHER, simulation=False) is None
    marked = distance(Fraction(50), Decimal(60), HIGHER, simulation=True)
    assert marked is not None
    assert marked.text == "SIMULASI: kurang 10,00 poin dari target"


def months(*shares: tuple[int, int]) -> list[Point]:
    return [
        Point(
            period(2026, f"{month:02}", cumulative=True),
            Figure(part, whole, whole, whole, 0, 0, 0, 0, 0),
            Fraction(part * 100, whole) if whole else None,
        )
        for month, (part, whole) in enumerate(shares, 1)
    ]


@pytest.mark.parametrize(
    ("shares", "said", "way"),
    [
        ([(0, 0), (1, 3), (2, 3)], "Naik 33,34 poin sejak akhir Februari", "up"),
        ([(1, 1), (1, 2)], "Turun 50,00 poin sejak akhir Januari", "down"),
        ([(1, 2), (2, 4)], "Tetap sejak akhir Januari", "level"),
        ([(0, 0), (1, 2)], "Angka pertama tahun ini", "level"),
    ],
)
def test_a_move_is_told_since_the_month_before(shares: list[tuple[int, int]], said: str, way: str) -> None:
    found = move(months(*shares))
    assert found is not None
    assert (found.text, found.way) == (said, way)


def test_nothing_has_moved_where_there_is_no_number() -> None:
    assert move(months((0, 0))) is None
    assert move([]) is None


def test_a_survey_is_compared_with_the_survey_before() -> None:
    points = [Point(period(year), None, Fraction(value, 100)) for year, value in ((2025, 8104), (2026, 8111))]
    found = move(points)
    assert found is not None
    assert found.text == "Naik 0,07 poin sejak Tahun 2025"


@pytest.mark.parametrize("how", [None, *(reading(rule) for rule in Rule)])
def test_every_rule_says_in_a_sentence_what_it_counts_and_what_not(how: Reading | None) -> None:
    for said in (counted(how), uncounted(how)):
        assert said.endswith(".")
        assert len(said) < 110
    if how is None or how.counts_from is None:
        return
    others = {counted(reading(how.rule, counts_from)) for counts_from in CountsFrom}
    assert len(others) == len(CountsFrom)
