"""The course of a figure: each month's point is the figure that every door tells for it, and none costs a query more."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.queries import counting_queries
from tracker.application.actor import operator
from tracker.application.figure_basis import Question, year_so_far
from tracker.application.figure_course import Course, courses
from tracker.application.figures import figures
from tracker.domain.role import Role

TODAY = date(2026, 3, 16)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as work:
        yield work


def course(office: OfficeAtWork, question: Question) -> Course:
    (found,) = courses(office.tracker, operator(), question)
    return found


def test_each_point_is_the_cumulative_figure_of_its_month_and_the_last_one_the_figure(
    office: OfficeAtWork,
) -> None:
    early = office.agree(date(2026, 3, 20), held_on=date(2026, 1, 12))
    office.agree(date(2026, 3, 20), held_on=date(2026, 3, 2))
    office.report_done(early, Role.STAF)
    office.verify(early, Role.SEKCAM)
    found = course(office, year_so_far(CODE, 2026, TODAY))
    assert [point.period.code for point in found.points] == ["01", "02", "03"]
    for point in found.points:
        asked = Question(office=CODE, year=2026, period=point.period.code, cumulative=True)
        (same,) = figures(office.tracker, operator(), asked)
        assert (point.figure, point.value) == (same.figure, same.value)
    assert found.points[-1].figure == found.figure.figure
    assert [str(point.value) for point in found.points] == ["0", "0", "50"]


def test_a_year_that_is_over_has_twelve_points_and_one_to_come_has_none(office: OfficeAtWork) -> None:
    office.catch_up()
    assert len(course(office, Question(office=CODE, year=2025)).points) == 12
    assert course(office, Question(office=CODE, year=2027)).points == ()


def test_after_the_cut_off_there_is_no_course(office: OfficeAtWork) -> None:
    office.agree(date(2026, 3, 20), held_on=date(2026, 1, 12))
    office.catch_up()
    found = course(office, Question(office=CODE, year=2026, cut_off=date(2026, 2, 10)))
    assert [point.period.code for point in found.points] == ["01", "02"]
    assert found.points[-1].figure == found.figure.figure


def test_the_course_takes_no_more_queries_than_the_figure_alone(office: OfficeAtWork) -> None:
    office.agree(date(2026, 3, 20), held_on=date(2026, 1, 12))
    question = year_so_far(CODE, 2026, TODAY)
    with counting_queries() as alone:
        figures(office.tracker, operator(), question)
    with counting_queries() as with_course:
        courses(office.tracker, operator(), question)
    assert len(with_course) <= len(alone)


def test_a_past_record_is_followed_as_it_stood(office: OfficeAtWork, clock: FixedClock) -> None:
    early = office.agree(date(2026, 3, 20), held_on=date(2026, 1, 12))
    office.report_done(early, Role.STAF)
    before = office.tracker.clock() + timedelta(seconds=1)
    clock.advance(days=1)
    office.verify(early, Role.SEKCAM)
    then = Question(office=CODE, year=2026, as_of=before)
    assert [str(point.value) for point in course(office, then).points] == ["0", "0", "0"]
    assert str(course(office, Question(office=CODE, year=2026)).points[-1].value) == "100"
