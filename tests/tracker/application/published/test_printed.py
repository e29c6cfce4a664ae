"""Cells of a printed table: numbers as officials write them, with the decimals that were printed."""

import pytest

from tracker.application.published.printed import read_count, read_number, read_period, read_ticked
from tracker.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90,83", "90.83"),
        ("90.83", "90.83"),
        ("100,00 %", "100.00"),
        ("1.783", "1783"),
        ("1.234.567,5", "1234567.5"),
        ("35221", "35221"),
        ("-3", "-3"),
        ("65", "65"),
    ],
)
def test_a_number_keeps_its_decimals(text: str, value: str) -> None:
    assert str(read_number(text)) == value


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", " N/A "])
def test_what_was_not_printed_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["sembilan", "9,0,0", "1.2.3", "1e3", "∞", "²", "12 34"])
def test_what_is_no_number_is_quoted(text: str) -> None:
    with pytest.raises(Refused, match="bukan angka"):
        read_number(text)


def test_a_count_is_whole() -> None:
    assert read_count("31.991") == 31991
    with pytest.raises(Refused, match="bukan bilangan bulat"):
        read_count("1,5")


@pytest.mark.parametrize(
    ("text", "code"), [("", None), ("Tahun", None), ("TW II", "TW2"), ("triwulan iv", "TW4"), ("s1", "S1")]
)
def test_a_period_is_read_as_it_is_written(text: str, code: str | None) -> None:
    assert read_period(text, 2020) == code


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        read_period("TW V", 2020)


def test_a_tick_is_yes_or_no() -> None:
    assert read_ticked("ya")
    assert not read_ticked("")
    with pytest.raises(Refused, match="ya atau tidak"):
        read_ticked("mungkin")
