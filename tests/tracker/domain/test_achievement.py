"""The worked cases of DOMAIN section 3, and what follows from them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.domain.achievement import Better, achievement, change, mean, predicate
from tracker.domain.conventions import DEFAULT, DEFAULT_LADDER, CapaianFrom, Conventions
from tracker.domain.percent import Rounding, as_text, percentage, rounded

TRUNCATING = Conventions(rounding=Rounding.TRUNCATE)
EXACT = Conventions(capaian_from=CapaianFrom.EXACT)


def reached(realised: str, target: str, better: Better = Better.HIGHER) -> str:
    return str(achievement(Fraction(realised), Decimal(target), better, DEFAULT))


GUNUNG_KALER = [
    ("IKM", 2019, "82.5", "88.94", "107.81"),
    ("IKM", 2020, "84.75", "88.95", "104.96"),
    ("desa berkembang", 2019, "65", "66.67", "102.57"),
    ("desa berkembang", 2020, "70", "66.67", "95.24"),
    ("LPJ", 2019, "44.44", "44.44", "100.00"),
    ("LPJ", 2020, "55.56", "55.56", "100.00"),
]
"""Kecamatan Gunung Kaler, LKIP 2020."""


@pytest.mark.parametrize(("name", "year", "target", "realised", "printed"), GUNUNG_KALER)
def test_gunung_kaler_row_by_row(name: str, year: int, target: str, realised: str, printed: str) -> None:
    assert reached(realised, target) == printed


@pytest.mark.parametrize(("year", "printed"), [(2019, "103.46"), (2020, "100.07")])
def test_gunung_kaler_the_mean_of_each_year(year: int, printed: str) -> None:
    rows = [Decimal(reached(r, t)) for _, of, t, r, _ in GUNUNG_KALER if of == year]
    assert str(mean(rows, Rounding.HALF_UP)) == printed


def test_polda_jateng_rounded_and_truncated() -> None:
    share = percentage(31_991, 35_221)
    assert as_text(share) == "90,83 %"
    assert str(achievement(share, Decimal(65), Better.HIGHER, DEFAULT)) == "139.74"
    assert str(achievement(share, Decimal(65), Better.HIGHER, TRUNCATING)) == "139.73"


def test_two_thirds_start_from_what_is_printed_or_from_the_exact_share() -> None:
    share = Fraction(200, 3)
    assert str(achievement(share, Decimal(65), Better.HIGHER, DEFAULT)) == "102.57"
    assert str(achievement(share, Decimal(65), Better.HIGHER, EXACT)) == "102.56"


@pytest.mark.parametrize(
    ("realised", "target", "printed"),
    [("10", "10", "100.00"), ("5", "10", "150.00"), ("15", "10", "50.00"), ("30", "10", "-100.00")],
)
def test_less_is_better_turns_it_round(realised: str, target: str, printed: str) -> None:
    assert reached(realised, target, Better.LOWER) == printed


def test_without_a_realisasi_or_a_target_there_is_no_capaian() -> None:
    assert achievement(None, Decimal(65), Better.HIGHER, DEFAULT) is None
    assert achievement(Fraction(50), None, Better.HIGHER, DEFAULT) is None
    assert predicate(None, DEFAULT_LADDER) is None


def test_a_mean_leaves_out_what_is_not_available() -> None:
    assert mean([Decimal("107.81"), None, Decimal("102.57")], Rounding.HALF_UP) == Decimal("105.19")
    assert mean([None], Rounding.HALF_UP) is None
    assert mean([], Rounding.HALF_UP) is None
    assert mean([Decimal("0.01"), Decimal("0.02")], Rounding.TRUNCATE) == Decimal("0.01")


@pytest.mark.parametrize(
    ("achieved", "word"),
    [
        ("139.74", "Sangat Tinggi"),
        ("91.00", "Sangat Tinggi"),
        ("90.99", "Tinggi"),
        ("76.00", "Tinggi"),
        ("75.99", "Sedang"),
        ("66.00", "Sedang"),
        ("65.99", "Rendah"),
        ("51.00", "Rendah"),
        ("50.99", "Sangat Rendah"),
        ("0.00", "Sangat Rendah"),
        ("-12.00", "Sangat Rendah"),
    ],
)
def test_the_ladder_goes_by_lower_bounds(achieved: str, word: str) -> None:
    assert predicate(Decimal(achieved), DEFAULT_LADDER) == word


def test_a_word_is_that_of_the_printed_capaian() -> None:
    just_below = Fraction(90_995, 1000)
    assert rounded(just_below) == Decimal("91.00")
    achieved = achievement(just_below, Decimal(100), Better.HIGHER, EXACT)
    assert predicate(achieved, DEFAULT_LADDER) == "Sangat Tinggi"


def test_from_year_to_year_is_a_difference_in_percentage_points_of_what_is_printed() -> None:
    assert change(Fraction(200, 3), Fraction(65)) == Decimal("1.67")
    assert change(Fraction("88.95"), Fraction("88.94")) == Decimal("0.01")
    assert change(Fraction(50), Fraction(200, 3)) == Decimal("-16.67")
    assert change(None, Fraction(65)) is None
    assert change(Fraction(65), None) is None
