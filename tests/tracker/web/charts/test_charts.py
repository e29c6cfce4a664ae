"""From values to places: what every drawing rests on."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.web.charts.columns import Share, columns
from tracker.web.charts.course import course
from tracker.web.charts.quarters import quarters
from tracker.web.charts.rows import rows
from tracker.web.charts.scale import Scale, Value, round_steps
from tracker.web.charts.sparkline import HEIGHT, WIDTH, sparkline


@pytest.mark.parametrize(
    ("top", "steps"),
    [
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (100, [0, 20, 40, 60, 80, 100]),
        (101, [0, 50, 100, 150]),
        (1783, [0, 500, 1000, 1500, 2000]),
    ],
)
def test_an_axis_has_few_round_steps_and_reaches_the_highest_value(top: int, steps: list[int]) -> None:
    assert list(round_steps(Fraction(top))) == steps


def test_a_place_lies_between_both_ends_whatever_the_value() -> None:
    up = Scale(Fraction(100), 190, 20)
    assert [up.at(Fraction(value)) for value in (-5, 0, 50, 100, 150)] == ["190", "190", "105", "20", "20"]


def values(*shares: int | None) -> list[Value]:
    return [
        Value(f"Bulan {at}", None if one is None else Fraction(one), str(one))
        for at, one in enumerate(shares, 1)
    ]


def test_a_line_begins_with_the_first_number_and_keeps_its_place_in_the_year() -> None:
    drawn = sparkline(values(None, None, 100, 50), 12, Decimal(80))
    assert drawn is not None
    points = [tuple(map(float, point.split(","))) for point in drawn.line.split()]
    assert len(points) == 2
    assert 0 < points[0][0] < points[1][0] < WIDTH / 2
    assert points[0][1] < float(drawn.target) < points[1][1] < HEIGHT
    assert (drawn.first, drawn.last) == ("Bulan 3", "Bulan 4")
    assert drawn.described == "Bulan 3 100, Bulan 4 50"


def test_nothing_is_drawn_where_nothing_is_known() -> None:
    assert sparkline(values(None, None), 12, Decimal(80)) is None
    assert course(values(None), ["Jan"], None) is None
    assert columns([Share("Jan", 0, 0)]) is None


def test_more_than_a_hundred_moves_the_axis_and_is_never_cut_off() -> None:
    drawn = course(values(200, 150), ["Jan", "Feb", "Mar"], Decimal(70))
    assert drawn is not None
    assert [tick.text for tick in drawn.grid] == ["0", "50", "100", "150", "200"]
    assert float(drawn.dots[0].y) < float(drawn.dots[1].y) < float(drawn.target)
    assert [name.text for name in drawn.names] == ["Jan", "Feb", "Mar"]


def test_a_column_shows_its_part_within_the_whole_and_both_numbers() -> None:
    drawn = columns([Share("Jan", 1, 3), Share("Feb", 0, 0), Share("Mar", 4, 2)])
    assert drawn is not None
    first, empty, passed = drawn.columns
    assert (first.text, empty.text, passed.text) == ("1/3", "", "4/2")
    assert float(first.part_height) * 3 == pytest.approx(float(first.whole_height), abs=0.3)
    assert float(first.part_y) + float(first.part_height) == pytest.approx(drawn.base, abs=0.1)
    assert float(passed.part_height) > float(passed.whole_height)
    assert drawn.described == "Jan 1/3, Mar 4/2"


def test_quarters_stand_in_their_order_each_as_high_as_its_share() -> None:
    shares = [(value, at == 2) for at, value in enumerate(values(None, 50, 100))]
    drawn = quarters(shares, Decimal(75))
    assert drawn is not None
    none, half, full = drawn.columns
    assert (none.height, half.outlined, full.outlined) == ("0", False, True)
    assert float(full.height) == pytest.approx(2 * float(half.height))
    assert float(full.y) < float(drawn.target) < float(half.y)
    assert float(none.x) < float(half.x) < float(full.x)
    assert quarters([(one, False) for one in values(None, None)], None) is None


def test_the_longest_row_is_that_of_the_largest_count() -> None:
    first, second = rows([Share("A", 1, 4), Share("B", 1, 2)])
    assert (first.whole_width, first.part_width, second.whole_width) == ("100", "25", "50")
    assert [one.whole_width for one in rows([Share("A", 0, 0)])] == ["0"]
