"""Which survey gives the figure of a period."""

from uuid import UUID

from tests.support.given import fold
from tracker.domain.event import Event
from tracker.domain.period import period
from tracker.domain.survey import events as e
from tracker.domain.survey.choice import Why, consider
from tracker.domain.survey.elements import Element
from tracker.domain.survey.survey import Survey, evolve

ANSWER = e.AnswerGiven(answer_id=UUID(int=9), answers=dict.fromkeys(Element, 3))


def survey(number: int, code: str | None, *events: Event, year: int = 2026) -> Survey:
    opened = e.SurveyOpened(office="35.09.31", name=f"SKM {number}", year=year, code=code)
    return fold(evolve, [opened, *(events or (ANSWER,))])


def told(surveys: list[Survey], code: str | None = None, **how: bool) -> list[tuple[int, Why]]:
    """The numbers of the surveys in their order; at most the first counts."""
    found = consider(surveys, period(2026, code, **how))
    assert not any(one.counts for one in found[1:])
    return [(int(one.survey.name.removeprefix("SKM ")), one.why) for one in found]


def test_the_survey_of_exactly_that_period_counts() -> None:
    surveys = [survey(1, "TW1"), survey(2, None), survey(3, "S2")]
    assert told(surveys) == [(2, Why.SAME_PERIOD), (3, Why.REPLACED), (1, Why.REPLACED)]


def test_else_the_latest_within_counts() -> None:
    surveys = [survey(1, "S2"), survey(2, "TW1"), survey(3, "TW3")]
    assert told(surveys)[0] == (1, Why.LATEST_WITHIN)
    assert told(surveys, "TW3", cumulative=True) == [(3, Why.LATEST_WITHIN), (2, Why.REPLACED)]


def test_a_survey_of_a_longer_or_another_period_is_not_looked_at() -> None:
    surveys = [survey(1, None), survey(2, "TW1", year=2025), survey(3, "S1")]
    assert told(surveys, "TW1") == []


def test_of_two_of_the_same_period_the_one_that_more_people_answered_counts() -> None:
    another = e.AnswerGiven(answer_id=UUID(int=8), answers=dict.fromkeys(Element, 2))
    surveys = [survey(1, "TW1", ANSWER, another), survey(2, "TW1")]
    assert told(surveys, "TW1") == [(1, Why.SAME_PERIOD), (2, Why.REPLACED)]


def test_one_without_an_index_makes_way() -> None:
    partial = e.AnswerGiven(answer_id=UUID(int=9), answers={Element.WAKTU: 3})
    surveys = [
        survey(1, None, e.PopulationStated(population=5)),
        survey(2, "S2", ANSWER, e.SurveyWithdrawn()),
        survey(3, "TW3", partial),
        survey(4, "TW1"),
    ]
    assert told(surveys) == [
        (4, Why.LATEST_WITHIN),
        (1, Why.NO_ANSWERS),
        (2, Why.WITHDRAWN),
        (3, Why.UNANSWERED_ELEMENT),
    ]


def test_where_none_can_count_there_is_no_figure() -> None:
    found = consider([survey(1, None, e.PopulationStated(population=5))], period(2026))
    assert [one.counts for one in found] == [False]
