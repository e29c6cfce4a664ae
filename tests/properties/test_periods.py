"""Months make quarters, quarters make semesters, semesters make the year: without a gap, without an overlap."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.test_counting_rules import Year, counted, sums
from tests.support.any_facts import days, readings, scopes, years
from tracker.domain.counting import Figure, Reading, Scope
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, Period, period
from tracker.domain.phrase import MONTHS

YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
MONTH_CODES = tuple(f"{number:02}" for number in range(1, 13))
QUARTER_CODES = ("TW1", "TW2", "TW3", "TW4")
SEMESTER_CODES = ("S1", "S2")
codes = st.sampled_from((*MONTH_CODES, *QUARTER_CODES, *SEMESTER_CODES))


def _days(found: Period) -> set[date]:
    return {found.first + timedelta(days=n) for n in range((found.last - found.first).days + 1)}


def _partition(whole: Period, parts: list[Period]) -> None:
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(parts))


@given(YEARS)
def test_months_quarters_and_semesters_each_make_the_year(year: int) -> None:
    for parts in (MONTH_CODES, QUARTER_CODES, SEMESTER_CODES):
        _partition(period(year), [period(year, code) for code in parts])


@given(YEARS)
def test_a_quarter_is_its_three_months_and_a_semester_its_two_quarters(year: int) -> None:
    for nth, code in enumerate(QUARTER_CODES):
        _partition(period(year, code), [period(year, month) for month in MONTH_CODES[nth * 3 : nth * 3 + 3]])
    for nth, code in enumerate(SEMESTER_CODES):
        _partition(
            period(year, code), [period(year, quarter) for quarter in QUARTER_CODES[nth * 2 : nth * 2 + 2]]
        )


@given(YEARS, codes)
def test_a_cumulative_period_is_the_union_of_all_that_ended_by_then(year: int, code: str) -> None:
    family = next(all_of for all_of in (MONTH_CODES, QUARTER_CODES, SEMESTER_CODES) if code in all_of)
    parts = [period(year, one) for one in family[: family.index(code) + 1]]
    assert _days(period(year, code, cumulative=True)) == set().union(*(_days(part) for part in parts))


@given(YEARS, codes)
def test_the_last_period_of_the_year_is_cumulatively_the_year(year: int, code: str) -> None:
    for last in ("12", "TW4", "S2"):
        found = period(year, last, cumulative=True)
        assert (found.first, found.last) == (period(year).first, period(year).last)


@given(YEARS, codes)
def test_each_period_is_named_apart_and_with_its_year(year: int, code: str) -> None:
    labels = {period(year, one).label for one in (*MONTH_CODES, *QUARTER_CODES, *SEMESTER_CODES)}
    assert len(labels) == len(MONTH_CODES) + len(QUARTER_CODES) + len(SEMESTER_CODES)
    assert period(year, code).label.endswith(str(year))
    assert period(year, "01").label.startswith(MONTHS[0])


@given(years, scopes, readings(), days)
def test_the_quarters_of_a_year_add_up_to_it_at_one_and_the_same_cut_off(
    facts: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    """Each coordination is of the period in which it was held, so no period can lose one, nor count one twice."""

    def within(found: Period) -> Figure:
        held = [fact for fact in facts if found.first <= fact.held_on <= found.last]
        return counted(held, scope, how, cut_off)

    quarters = [within(period(2022, code)) for code in QUARTER_CODES]
    whole = within(period(2022))
    assert sums(whole) == sum((sums(quarter) for quarter in quarters), Counter())
    cumulative = [within(period(2022, code, cumulative=True)) for code in QUARTER_CODES]
    assert cumulative[-1] == whole
    assert [figure.held for figure in cumulative] == sorted(figure.held for figure in cumulative)
