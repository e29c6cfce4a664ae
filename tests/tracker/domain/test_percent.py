"""Percentages as they are printed: half-up to two decimals, with the decimal comma of Indonesia."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import Refused
from tracker.domain.percent import Rounding, as_json, as_text, number_text, percentage, rounded, typed_number


@pytest.mark.parametrize(
    ("numerator", "denominator", "text", "json"),
    [
        (2, 3, "66,67 %", "66.67"),
        (0, 4, "0,00 %", "0.00"),
        (4, 4, "100,00 %", "100.00"),
        (31_991, 35_221, "90,83 %", "90.83"),
        (1, 800, "0,13 %", "0.13"),
        (3, 2, "150,00 %", "150.00"),
        (1783, 1, "178.300,00 %", "178300.00"),
    ],
)
def test_a_share_is_printed_with_two_decimals(numerator: int, denominator: int, text: str, json: str) -> None:
    share = percentage(numerator, denominator)
    assert (as_text(share), as_json(share)) == (text, json)


def test_a_share_of_nothing_is_not_available() -> None:
    assert percentage(0, 0) is None
    assert as_text(None) == "n/a"
    assert as_json(None) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_rounding_is_half_up_and_exact(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator * 100, denominator)
    hundredths = Decimal(exact.numerator * 100) / Decimal(exact.denominator)
    assert rounded(exact) == hundredths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)


@pytest.mark.parametrize(
    ("value", "half_up", "truncated"),
    [
        ("1.005", "1.01", "1.00"),
        ("-1.005", "-1.01", "-1.00"),
        ("139.739", "139.74", "139.73"),
        ("-0.004", "0.00", "0.00"),
    ],
)
def test_the_third_decimal_is_rounded_half_up_or_left_away(value: str, half_up: str, truncated: str) -> None:
    exact = Fraction(value)
    assert rounded(exact) == Decimal(half_up)
    assert rounded(exact, Rounding.TRUNCATE) == Decimal(truncated)


@pytest.mark.parametrize(
    ("value", "text"),
    [("-0.5", "−0,50"), ("-1783.25", "−1.783,25"), ("82.5", "82,50"), ("65", "65,00"), ("0.00", "0,00")],
)
def test_a_number_is_written_with_a_decimal_comma(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("typed", "number"), [(" 82,5 ", "82.5"), ("82.50 %", "82.5"), ("-3", "-3"), ("65", "65")]
)
def test_a_number_is_read_as_people_type_it(typed: str, number: str) -> None:
    assert typed_number(typed, "target") == Decimal(number)


@pytest.mark.parametrize("typed", ["", "delapan puluh", "1.783,5", "NaN", "1e3", "٣", "8,", "9" * 12])
def test_what_is_no_number_is_named(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        typed_number(typed, "target")
    assert refusal.value.field == "target"
