"""Reporting periods and their days."""

from datetime import date

import pytest

from tracker.domain.errors import Refused
from tracker.domain.period import period


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        (None, date(2022, 1, 1), date(2022, 12, 31), "Tahun 2022"),
        ("TW1", date(2022, 1, 1), date(2022, 3, 31), "Triwulan I 2022"),
        ("TW4", date(2022, 10, 1), date(2022, 12, 31), "Triwulan IV 2022"),
        ("tw2", date(2022, 4, 1), date(2022, 6, 30), "Triwulan II 2022"),
        ("S1", date(2022, 1, 1), date(2022, 6, 30), "Semester I 2022"),
        ("S2", date(2022, 7, 1), date(2022, 12, 31), "Semester II 2022"),
        ("02", date(2022, 2, 1), date(2022, 2, 28), "Februari 2022"),
    ],
)
def test_a_period_has_its_first_and_last_day(code: str | None, first: date, last: date, label: str) -> None:
    found = period(2022, code)
    assert (found.first, found.last, found.label) == (first, last, label)


def test_february_of_a_leap_year_has_one_day_more() -> None:
    assert period(2024, "02").last == date(2024, 2, 29)


def test_a_cumulative_period_begins_with_the_year() -> None:
    found = period(2022, "TW3", cumulative=True)
    assert (found.first, found.last) == (date(2022, 1, 1), date(2022, 9, 30))
    assert found.label == "s.d. Triwulan III 2022"


@pytest.mark.parametrize("code", ["TW5", "TW0", "S3", "13", "00", "1", "", "TW1 ", "２"])
def test_an_unknown_period_is_refused_by_name(code: str) -> None:
    with pytest.raises(Refused, match="tidak dikenal") as refusal:
        period(2022, code)
    assert refusal.value.field == "period"


@pytest.mark.parametrize("year", [1999, 2101, 0, -1])
def test_a_year_out_of_reach_is_refused(year: int) -> None:
    with pytest.raises(Refused) as refusal:
        period(year)
    assert refusal.value.field == "year"
