"""Why a figure changed: the changes of its coordinations add up to the difference, and each says what became of it."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.comparison import Course, differences
from tracker.domain.counting import Verdict, Why, figure

verdicts = st.builds(
    Verdict,
    coordination_id=st.integers(1, 6).map(lambda number: UUID(int=number)),
    held_on=st.just(date(2026, 3, 2)),
    counted=st.booleans(),
    fulfilled=st.booleans(),
    numerator=st.integers(0, 3),
    denominator=st.integers(0, 3),
    followed=st.just(0),
    judged=st.just(0),
    not_due=st.just(0),
    why=st.just(Why.NONE_FOLLOWED_UP),
)
records = st.lists(verdicts, max_size=6, unique_by=lambda verdict: verdict.coordination_id)


def verdict(numerator: int, denominator: int) -> Verdict:
    why = Why.SOME_FOLLOWED_UP
    return Verdict(
        UUID(int=1), date(2026, 3, 2), denominator > 0, numerator > 0, numerator, denominator, 0, 0, 0, why
    )


@given(records, records)
def test_the_changes_add_up_to_the_difference_of_the_figures(
    before: list[Verdict], after: list[Verdict]
) -> None:
    found = differences(before, after)
    old, new = figure(before), figure(after)
    assert sum(one.numerator for one in found) == new.numerator - old.numerator
    assert sum(one.denominator for one in found) == new.denominator - old.denominator


@given(records)
def test_nothing_changes_where_nothing_changed(before: list[Verdict]) -> None:
    assert differences(before, before) == []


@pytest.mark.parametrize(
    ("before", "after", "course"),
    [
        (None, (0, 1), Course.ENTERED),
        ((0, 0), (1, 1), Course.ENTERED),
        ((1, 1), None, Course.LEFT),
        ((0, 1), (0, 0), Course.LEFT),
        ((0, 1), (1, 1), Course.FULFILLED),
        ((2, 2), (1, 2), Course.FELL_BACK),
        ((1, 2), (1, 3), Course.RESIZED),
    ],
)
def test_each_change_says_what_became_of_the_coordination(
    before: tuple[int, int] | None, after: tuple[int, int] | None, course: Course
) -> None:
    (found,) = differences(
        [] if before is None else [verdict(*before)], [] if after is None else [verdict(*after)]
    )
    assert found.course is course
    assert found.coordination_id == UUID(int=1)
