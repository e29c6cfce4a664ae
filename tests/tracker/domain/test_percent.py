"""Percentages as they are printed: half-up to two decimals, with the decimal comma of Indonesia."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.percent import as_json, as_text, percentage, rounded


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
