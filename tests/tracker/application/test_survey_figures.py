"""Which survey gives the figure, who can change that, and what it was at an instant."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tests.support.surveys import (
    ASKED,
    FAIR,
    GOOD,
    HEADER,
    another,
    given,
    office_with_surveys,
    opened,
    skm,
    state,
)
from tracker.application import surveys as use
from tracker.application.actor import operator
from tracker.application.figure_basis import Question
from tracker.application.figure_records import as_record
from tracker.application.figures import explain
from tracker.application.survey_import import ImportAnswers, import_answers
from tracker.domain.errors import Conflict, Forbidden, Refused
from tracker.domain.identity import survey_id
from tracker.domain.role import Role
from tracker.domain.survey.choice import Why
from tracker.domain.survey.survey import Status


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_with_surveys(database, clock, tmp_path) as work:
        yield work


def test_an_indicator_without_a_rule_takes_the_index_of_its_survey(office: OfficeAtWork) -> None:
    assert skm(office, ASKED).value is None
    survey = opened(office)
    assert as_record(skm(office, ASKED))["percentage"] is None
    given(office, survey, GOOD)
    given(office, survey, FAIR)
    record = as_record(skm(office, ASKED))
    assert {name: record[name] for name in ("rule", "numerator", "denominator", "percentage")} == {
        "rule": None,
        "numerator": None,
        "denominator": None,
        "percentage": "87.50",
    }
    found = skm(office, ASKED)
    assert found.survey is not None
    assert found.survey.score().grade == "B"


def test_a_figure_tells_which_survey_counts_and_why(office: OfficeAtWork) -> None:
    given(office, opened(office), FAIR)
    quarter = opened(office, use.OpenSurvey(office=CODE, name="SKM TW I", year=2026, period="TW1"))
    given(office, quarter, GOOD)
    found = explain(office.tracker, operator(), "skm", ASKED).figure
    assert [(one.survey.name, one.counts, one.why) for one in found.surveys] == [
        ("SKM 2026", True, Why.SAME_PERIOD_OPEN),
        ("SKM TW I", False, Why.STILL_OPEN),
    ]
    assert skm(office, Question(office=CODE, year=2026, period="TW1")).value == 100
    assert skm(office, Question(office=CODE, year=2026, period="TW2")).value is None


def test_an_index_is_read_as_it_stood_at_an_instant(office: OfficeAtWork, clock: FixedClock) -> None:
    survey = opened(office)
    given(office, survey, GOOD)
    then = clock() + timedelta(hours=1)
    clock.advance(days=1)
    given(office, survey, FAIR)
    use.withdraw(
        office.tracker, office.by(Role.KASI), office.asked("Salah buka"), use.Withdraw(survey_id=survey)
    )
    assert skm(office, ASKED).value is None
    past = skm(office, Question(office=CODE, year=2026, as_of=then))
    assert past.value == 100
    assert past.survey is not None
    assert past.survey.score().respondents == 1


def test_a_finished_value_opens_its_survey_and_is_restated_with_a_reason(office: OfficeAtWork) -> None:
    command = use.StateResult(
        survey=use.OpenSurvey(office=CODE, name="SKM aplikasi kabupaten", year=2025),
        ikm=Decimal("88.95"),
        respondents=150,
        number="065/12",
        dated_on=date(2026, 1, 20),
    )
    by = office.by(Role.KASI)
    before = office.tracker.store.head()
    use.state_result(office.tracker, by, office.asked(), command)
    assert office.tracker.store.head() == before + 2
    found = skm(office, Question(office=CODE, year=2025))
    assert as_record(found)["percentage"] == "88.95"
    again = use.StateResult(
        survey=command.survey,
        ikm=Decimal("89.95"),
        respondents=150,
        number="065/13",
        dated_on=date(2026, 1, 20),
    )
    with pytest.raises(Refused, match="alasan"):
        use.state_result(office.tracker, by, office.asked(), again)
    use.state_result(office.tracker, by, office.asked("Salah ketik"), again)
    assert as_record(skm(office, Question(office=CODE, year=2025)))["percentage"] == "89.95"
    with pytest.raises(Forbidden):
        use.state_result(office.tracker, office.by(Role.STAF), office.asked("x"), again)


def test_a_second_survey_of_a_period_is_the_leaders_to_open_with_a_reason(office: OfficeAtWork) -> None:
    tracker, first = office.tracker, opened(office)
    with pytest.raises(Forbidden, match="Tahun 2026 sudah ada survei “SKM 2026”"):
        use.open_survey(tracker, office.by(Role.STAF), office.asked("Mau"), another("B"))
    rows = ImportAnswers(
        office=CODE, survey="B", file_name="b.csv", content=f"{HEADER}\n4,4,4,4,4,4,4,4,4".encode(),
        create=another("B"),
    )  # fmt: skip
    with pytest.raises(Forbidden):
        import_answers(tracker, office.by(Role.STAF), office.asked("Mau"), rows)
    stated = use.StateResult(
        survey=another("B"), ikm=Decimal(99), respondents=5, number="1", dated_on=date(2026, 1, 1)
    )
    for act in (
        lambda: use.open_survey(tracker, office.by(Role.KASI), office.asked(), another("B")),
        lambda: import_answers(tracker, office.by(Role.KASI), office.asked(), rows),
        lambda: use.state_result(tracker, office.by(Role.KASI), office.asked(), stated),
    ):
        with pytest.raises(Refused, match="alasan") as refusal:
            act()
        assert refusal.value.field == "reason"
    opened(office, use.OpenSurvey(office=CODE, name="TW I", year=2026, period="TW1"))
    use.open_survey(tracker, office.by(Role.KASI), office.asked("Survei daring"), another("B"))
    for survey in (first, survey_id(CODE, "B")):
        with pytest.raises(Forbidden):
            opened(office, another("C"))
        use.withdraw(tracker, office.by(Role.KASI), office.asked("Salah"), use.Withdraw(survey_id=survey))
    opened(office, another("C"))


def test_two_that_are_opened_at_the_same_time_do_not_both_take_the_place(
    office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(office)
    monkeypatch.setattr(office.tracker.store, "claimed", lambda key: None)
    with pytest.raises(Conflict, match="baru saja dibuka"):
        opened(office, another("B"))


def test_the_figure_stays_with_the_survey_that_was_closed_first(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    first = opened(office)
    given(office, first, FAIR)
    clock.advance(days=1)
    second = use.open_survey(office.tracker, office.by(Role.KASI), office.asked("Daring"), another("B")).id
    for _ in range(3):
        given(office, second, GOOD)
    assert skm(office, ASKED).value == 75
    use.close(office.tracker, office.by(Role.KASI), office.asked(), use.Close(survey_id=first))
    clock.advance(days=1)
    use.close(office.tracker, office.by(Role.KASI), office.asked(), use.Close(survey_id=second))
    office.catch_up()
    found = explain(office.tracker, operator(), "skm", ASKED).figure
    assert [(one.survey.name, one.why) for one in found.surveys] == [
        ("SKM 2026", Why.SAME_PERIOD),
        ("B", Why.CLOSED_LATER),
    ]


def test_what_was_once_closed_is_withdrawn_for_the_camat_alone(office: OfficeAtWork) -> None:
    survey = opened(office)
    given(office, survey, FAIR)
    by, command = office.by(Role.KASI), use.Withdraw(survey_id=survey)
    use.close(office.tracker, by, office.asked(), use.Close(survey_id=survey))
    use.reopen(office.tracker, by, office.asked("Susulan"), use.Reopen(survey_id=survey))
    for actor in (by, office.by(Role.SEKCAM), operator()):
        with pytest.raises(Forbidden, match="hanya Camat"):
            use.withdraw(office.tracker, actor, office.asked("Salah"), command)
    use.withdraw(office.tracker, office.by(Role.CAMAT), office.asked("Salah"), command)
    assert state(office, survey).status is Status.DITARIK
