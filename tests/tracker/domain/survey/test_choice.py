"""Which survey gives the figure of a period."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from tests.support.given import fold
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.period import period
from tracker.domain.survey import events as e
from tracker.domain.survey.choice import Why, consider
from tracker.domain.survey.elements import Element
from tracker.domain.survey.survey import Survey, evolve

ANSWER = e.AnswerGiven(answer_id=UUID(int=9), answers=dict.fromkeys(Element, 3))


def noon(day: int) -> datetime:
    return datetime(2026, 4, day, 12, tzinfo=UTC)


CLOSED = (ANSWER, e.SurveyClosed(closed_at=noon(9)))


def survey(
    number: int, code: str | None, *events: Event, year: int = 2026, at: datetime | None = None
) -> Survey:
    opened = e.SurveyOpened(office="35.09.31", name=f"SKM {number}", year=year, code=code, opened_at=at)
    return fold(evolve, [opened, *(events or (ANSWER,))])


def told(surveys: list[Survey], code: str | None = None, **how: bool) -> list[tuple[int, Why]]:
    """The numbers of the surveys in their order; at most the first counts."""
    found = consider(surveys, period(2026, code, **how))
    assert not any(one.counts for one in found[1:])
    return [(int(one.survey.name.removeprefix("SKM ")), one.why) for one in found]


def test_the_survey_of_exactly_that_period_counts() -> None:
    surveys = [survey(1, "TW1", *CLOSED), survey(2, None, *CLOSED), survey(3, "S2", *CLOSED)]
    assert told(surveys) == [(2, Why.SAME_PERIOD), (3, Why.REPLACED), (1, Why.REPLACED)]


def test_else_the_latest_within_that_is_closed_counts() -> None:
    surveys = [survey(1, "S2", *CLOSED), survey(2, "TW1", *CLOSED), survey(3, "TW3", *CLOSED)]
    assert told(surveys)[0] == (1, Why.LATEST_WITHIN)
    assert told(surveys, "TW3", cumulative=True) == [(3, Why.LATEST_WITHIN), (2, Why.REPLACED)]


def test_an_open_survey_of_another_period_never_counts() -> None:
    """Whoever opens a survey of this quarter and fills in a few forms does not change the figure of the year."""
    closed, opened = survey(1, "TW1", *CLOSED), survey(2, "TW4")
    assert told([closed, opened]) == [(1, Why.LATEST_WITHIN), (2, Why.STILL_OPEN)]
    assert told([opened]) == [(2, Why.STILL_OPEN)]
    assert not consider([opened], period(2026))[0].counts
    reopened = survey(3, "TW3", *CLOSED, e.SurveyReopened())
    assert told([closed, reopened]) == [(1, Why.LATEST_WITHIN), (3, Why.STILL_OPEN)]
    assert told([closed, survey(2, "TW4", *CLOSED)])[0] == (2, Why.LATEST_WITHIN)


def test_an_open_survey_speaks_for_its_own_period_and_says_that_it_is_open() -> None:
    assert told([survey(1, "TW4")], "TW4") == [(1, Why.SAME_PERIOD_OPEN)]
    assert told([survey(1, None)]) == [(1, Why.SAME_PERIOD_OPEN)]


def test_a_finished_value_is_finished() -> None:
    report = Evidence(id=UUID(int=7), type=EvidenceType.DOKUMEN_LAPORAN, dated_on=date(2026, 4, 9))
    value = e.ResultStated(ikm=Decimal("84.75"), respondents=150, elements={}, evidence=report)
    assert told([survey(1, "TW1", value)]) == [(1, Why.LATEST_WITHIN)]
    assert told([survey(1, "TW1", value, e.SurveyWithdrawn())]) == [(1, Why.WITHDRAWN)]


def test_a_survey_of_a_longer_or_another_period_is_not_looked_at() -> None:
    surveys = [survey(1, None), survey(2, "TW1", year=2025), survey(3, "S1")]
    assert told(surveys, "TW1") == []


def test_of_two_open_ones_of_the_same_period_the_one_opened_first_counts_however_many_answer() -> None:
    another = e.AnswerGiven(answer_id=UUID(int=8), answers=dict.fromkeys(Element, 4))
    surveys = [survey(1, "TW1", ANSWER, another, at=noon(2)), survey(2, "TW1", at=noon(1))]
    assert told(surveys, "TW1") == [(2, Why.SAME_PERIOD_OPEN), (1, Why.OPENED_LATER)]


def test_a_closed_one_counts_before_an_open_one_and_stays_when_another_is_closed() -> None:
    opened = survey(1, "TW1", at=noon(1))
    closed = survey(2, "TW1", ANSWER, e.SurveyClosed(closed_at=noon(8)), at=noon(2))
    assert told([opened, closed], "TW1") == [(2, Why.SAME_PERIOD), (1, Why.NOT_CLOSED)]
    later = survey(1, "TW1", ANSWER, e.SurveyClosed(closed_at=noon(9)), at=noon(1))
    assert told([later, closed], "TW1") == [(2, Why.SAME_PERIOD), (1, Why.CLOSED_LATER)]


def test_a_closed_one_that_is_opened_again_keeps_its_place_until_it_is_withdrawn() -> None:
    past = (ANSWER, e.SurveyClosed(closed_at=noon(8)), e.SurveyReopened())
    other = survey(2, "TW1", ANSWER, e.SurveyClosed(closed_at=noon(9)))
    assert told([survey(1, "TW1", *past), other], "TW1")[0] == (1, Why.SAME_PERIOD_OPEN)
    withdrawn = survey(1, "TW1", *past, e.SurveyWithdrawn())
    assert told([withdrawn, other], "TW1") == [(2, Why.SAME_PERIOD), (1, Why.WITHDRAWN)]


def test_what_was_opened_and_closed_before_instants_were_kept_comes_first() -> None:
    old = survey(1, "TW1", ANSWER, e.SurveyClosed())
    new = survey(2, "TW1", ANSWER, e.SurveyClosed(closed_at=noon(1)), at=noon(1))
    assert told([new, old], "TW1") == [(1, Why.SAME_PERIOD), (2, Why.CLOSED_LATER)]


def test_one_without_an_index_makes_way() -> None:
    partial = e.AnswerGiven(answer_id=UUID(int=9), answers={Element.WAKTU: 3})
    surveys = [
        survey(1, None, e.PopulationStated(population=5)),
        survey(2, "S2", ANSWER, e.SurveyWithdrawn()),
        survey(3, "TW3", partial),
        survey(4, "TW1", *CLOSED),
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
