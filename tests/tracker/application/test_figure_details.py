"""What an indicator's page tells: groups that add up to the figure, every rule beside it, all from one reading."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.queries import counting_queries
from tracker.application.actor import operator
from tracker.application.figure_basis import Question
from tracker.application.figure_details import Behind, Details, details
from tracker.application.figures import figures
from tracker.domain.counting import Rule
from tracker.domain.errors import NotFound
from tracker.domain.role import Role

DUE = date(2026, 4, 20)
RULES = (Rule.MEETING_ALL, Rule.PER_RESULT)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, FixedClock(), tmp_path) as work:
        yield work


@pytest.fixture
def three(office: OfficeAtWork) -> OfficeAtWork:
    done = office.agree(DUE, held_on=date(2026, 1, 12))
    office.report_done(done, Role.STAF)
    office.verify(done, Role.SEKCAM)
    office.agree(DUE, held_on=date(2026, 3, 2))
    office.agree(DUE, held_on=date(2026, 3, 3), section=None)
    return office


def asked(office: OfficeAtWork, question: Question, only: Behind | None = None) -> Details:
    return details(office.tracker, operator(), "koordinasi", question, RULES, only)


@pytest.mark.parametrize("period", [None, "TW1", "S1", "03"])
def test_months_and_sections_each_add_up_to_the_figure(three: OfficeAtWork, period: str | None) -> None:
    found = asked(three, Question(office=CODE, year=2026, period=period))
    figure = found.figure.figure
    assert figure is not None
    for groups in (found.months, found.sections):
        assert sum(group.numerator for group in groups) == figure.numerator
        assert sum(group.denominator for group in groups) == figure.denominator
        assert sum(group.held for group in groups) == figure.held + figure.withdrawn


def test_every_month_of_the_period_stands_there_also_an_empty_one(three: OfficeAtWork) -> None:
    found = asked(three, Question(office=CODE, year=2026, period="TW1"))
    assert [(group.key, group.denominator) for group in found.months] == [("01", 1), ("02", 0), ("03", 2)]


def test_each_rule_is_the_figure_that_is_told_elsewhere(three: OfficeAtWork) -> None:
    found = asked(three, Question(office=CODE, year=2026))
    assert set(found.readings) == set(RULES)
    for rule, one in found.readings.items():
        (same,) = figures(three.tracker, operator(), Question(office=CODE, year=2026, rule=rule))
        assert (one.figure, one.simulation) == (same.figure, same.simulation)


def test_a_list_holds_what_its_name_says_and_its_count_is_of_all(three: OfficeAtWork) -> None:
    question = Question(office=CODE, year=2026)
    everything = asked(three, question)
    for only in Behind:
        found = asked(three, question, only)
        assert found.behind == everything.behind
        assert len(found.explanation.lines) == found.explanation.total == found.behind[only]
    assert all(line.verdict.numerator for line in asked(three, question, Behind.NUMERATOR).explanation.lines)


def test_all_of_it_takes_one_reading_of_the_record(three: OfficeAtWork) -> None:
    question = Question(office=CODE, year=2026)
    asked(three, question)
    with counting_queries() as alone:
        figures(three.tracker, operator(), question)
    with counting_queries() as everything:
        asked(three, question)
    assert len(everything) == len(alone) + 1  # the titles of the lines


def test_an_unknown_indicator_is_not_found(three: OfficeAtWork) -> None:
    with pytest.raises(NotFound):
        details(three.tracker, operator(), "tidak_ada", Question(office=CODE, year=2026), RULES)
