"""A date in each of the forms that people write it in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.written_date import read_date
from tracker.domain.errors import Refused


@pytest.mark.parametrize(
    "text",
    ["2022-01-31", "31/01/2022", "31-01-2022", "31 Januari 2022", " 31 JANUARI 2022 ", "31 Jan 2022"],
)
def test_a_date_is_read_in_each_of_its_forms(text: str) -> None:
    assert read_date(text) == date(2022, 1, 31)


@pytest.mark.parametrize(
    "text", ["", "31/13/2022", "30 Februari 2022", "31/01/22", "01.02.2022", "besok", "٣١/٠١/٢٠٢٢"]
)
def test_what_is_no_date_is_quoted(text: str) -> None:
    with pytest.raises(Refused, match="bukan tanggal"):
        read_date(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_form(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == read_date(f"{day:%d-%m-%Y}") == day


@given(st.text(max_size=30))
def test_any_other_text_is_refused_in_one_line_and_never_an_error(text: str) -> None:
    assert "\n" not in _refusal(text)


def _refusal(text: str) -> str:
    """The message; empty where the text was understood."""
    try:
        read_date(text)
    except Refused as refused:
        return refused.message
    return ""
