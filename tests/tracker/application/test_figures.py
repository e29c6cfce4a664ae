"""The one place where figures are made: period, cut-off, the record that is read, and whose they are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application.actor import operator
from tracker.application.figure_basis import Question
from tracker.application.figures import Explanation, IndicatorFigure, explain, figures
from tracker.domain.counting import CountsFrom, Figure, Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
TODAY = date(2026, 3, 16)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as work:
        yield work


def answer(office: OfficeAtWork, question: Question) -> IndicatorFigure:
    (found,) = figures(office.tracker, operator(), question)
    return found


def counted(office: OfficeAtWork, question: Question) -> Figure:
    figure = answer(office, question).figure
    assert figure is not None
    return figure


YEAR = Question(office=CODE, year=2026)


def test_what_falls_due_after_the_record_was_read_is_not_due_yet(office: OfficeAtWork) -> None:
    office.agree(date(2026, 3, 20), held_on=HELD)
    office.agree(date(2026, 3, 10), held_on=HELD)
    found = answer(office, YEAR)
    assert found.cut_off == date(2026, 12, 31)
    assert found.figure is not None
    assert (found.figure.denominator, found.figure.not_due) == (2, 1)


def test_a_record_is_read_as_it_stood_at_an_instant(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(date(2026, 3, 20), held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    before = clock() + timedelta(hours=1)
    clock.advance(days=1)
    office.verify(follow_up, Role.SEKCAM)
    assert counted(office, YEAR).numerator == 1
    then = Question(office=CODE, year=2026, as_of=before)
    assert counted(office, then).numerator == 0
    found = answer(office, then)
    assert found.reported is not None
    assert found.reported.numerator == 1


def test_the_cut_off_asks_for_the_day_of_the_work_and_not_of_its_verification(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(date(2026, 3, 20), held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    clock.advance(days=20)
    office.verify(follow_up, Role.SEKCAM)
    assert counted(office, Question(office=CODE, year=2026, cut_off=TODAY)).numerator == 1
    assert counted(office, Question(office=CODE, year=2026, cut_off=date(2026, 3, 15))).numerator == 0
    assert counted(office, Question(office=CODE, year=2026, period="TW1")).numerator == 1


def test_the_rule_and_its_parameters_can_be_tried_and_are_named(office: OfficeAtWork) -> None:
    follow_up = office.agree(date(2026, 3, 20), held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    tried = Question(office=CODE, year=2026, rule=Rule.PER_RESULT, counts_from=CountsFrom.REPORTED)
    found = answer(office, tried)
    assert found.reading is not None
    assert (found.reading.rule, found.reading.counts_from, found.simulation) == (
        Rule.PER_RESULT,
        CountsFrom.REPORTED,
        True,
    )
    assert counted(office, tried).percentage == 100


def test_an_explanation_is_the_sum_of_its_lines(office: OfficeAtWork) -> None:
    office.agree(date(2026, 3, 20), held_on=HELD)
    explained = explain(office.tracker, operator(), "koordinasi", YEAR)
    assert explained.figure.figure is not None
    assert (
        sum(line.verdict.denominator for line in explained.lines) == explained.figure.figure.denominator == 1
    )
    assert explained.lines[0].reason == "belum ada hasilnya yang ditindaklanjuti (0 dari 1)"


def test_an_explanation_goes_page_by_page_and_what_arrives_meanwhile_shifts_nothing(
    office: OfficeAtWork,
) -> None:
    def page(after: str | None, limit: int | None = 2) -> Explanation:
        return explain(office.tracker, operator(), "koordinasi", YEAR, after, limit)

    for day in (3, 2, 2, 4, 2):
        office.agree(date(2026, 3, 20), held_on=date(2026, 3, day))
    whole = page(None, None)
    assert (len(whole.lines), whole.total, whole.next) == (5, 5, None)
    first = page(None)
    office.agree(date(2026, 3, 20), held_on=date(2026, 3, 1))
    second = page(first.next)
    last = page(second.next)
    assert [(one.total, len(one.lines)) for one in (first, second, last)] == [(5, 2), (6, 2), (6, 1)]
    assert [line for one in (first, second, last) for line in one.lines] == list(whole.lines)
    assert last.next is None
    assert second.figure.figure == page(None, None).figure.figure
    assert page(None, 0).lines == ()
    with pytest.raises(Refused, match="Penanda halaman") as refusal:
        page("besok")
    assert refusal.value.field == "after"


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (Question(office=CODE, year=1999), "year"),
        (Question(office=CODE, year=2026, period="TW5"), "period"),
        (Question(office=CODE, year=2026, cut_off=date(2025, 12, 31)), "cut_off"),
        (Question(office=CODE, year=2026, as_of=datetime(2026, 3, 17, tzinfo=UTC)), "as_of"),
        (Question(office="1", year=2026), "office"),
    ],
)
def test_a_question_without_an_answer_names_the_field(
    office: OfficeAtWork, question: Question, field: str
) -> None:
    office.catch_up()
    with pytest.raises(Refused) as refusal:
        figures(office.tracker, operator(), question)
    assert refusal.value.field == field


def test_nobody_sees_the_figures_of_another_office(office: OfficeAtWork) -> None:
    office.catch_up()
    for ask in (
        lambda: figures(office.tracker, office.by(Role.AUDITOR), Question(office=OTHER, year=2026)),
        lambda: explain(
            office.tracker, office.by(Role.ADMIN), "koordinasi", Question(office=OTHER, year=2026)
        ),
    ):
        with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
            ask()
