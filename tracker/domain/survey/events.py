"""What happens to a survey of public satisfaction, in the order of its life.

opened → answers imported from files and given one by one, or else a finished result stated → closed.
No event holds a name, a number or a respondent's own words.
"""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.evidence import Evidence
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Profile
from tracker.domain.survey.score import Weight
from tracker.domain.survey.tally import Answers


class SurveyOpened(Event, frozen=True, kw_only=True):
    """`code` None: the whole year. `population`: the people served, from whom the sample is taken.

    `opened_at` None: opened before the order of two surveys of one period mattered.
    """

    TOPIC: ClassVar[str] = "survey.opened.1"
    office: str
    name: str
    year: int
    code: str | None = None
    weight: Weight = Weight.EXACT
    population: int | None = None
    opened_at: datetime | None = None


class AnswersImported(Event, frozen=True, kw_only=True):
    """One file. Each of `rows` has the answers of one form in the order of `order`, 0 for a missing one.

    `profiles` is empty, or as long as `rows`.
    """

    TOPIC: ClassVar[str] = "survey.answers_imported.1"
    batch_id: UUID
    file_name: str
    file_sha256: str
    order: tuple[Element, ...]
    rows: tuple[str, ...]
    profiles: tuple[Profile, ...] = ()


class AnswerGiven(Event, frozen=True, kw_only=True):
    """One form, typed in by staff."""

    TOPIC: ClassVar[str] = "survey.answer_given.1"
    answer_id: UUID
    answers: Answers
    profile: Profile = msgspec.field(default_factory=dict)


class AnswersWithdrawn(Event, frozen=True, kw_only=True):
    """A whole file."""

    TOPIC: ClassVar[str] = "survey.answers_withdrawn.1"
    batch_id: UUID


class AnswerWithdrawn(Event, frozen=True, kw_only=True):
    """Repeats the answers that it takes away, so that a state without rows can be folded."""

    TOPIC: ClassVar[str] = "survey.answer_withdrawn.1"
    answer_id: UUID
    answers: Answers
    profile: Profile = msgspec.field(default_factory=dict)


class WeightChanged(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "survey.weight_changed.1"
    weight: Weight


class PopulationStated(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "survey.population_stated.1"
    population: int | None


class ResultStated(Event, frozen=True, kw_only=True):
    """A finished value out of another application, with its report. `elements`: NRR of those that it tells."""

    TOPIC: ClassVar[str] = "survey.result_stated.1"
    ikm: Decimal
    respondents: int
    elements: dict[Element, Decimal] = msgspec.field(default_factory=dict)
    evidence: Evidence


class SuggestionErased(Event, frozen=True, kw_only=True):
    """A respondent's own words are kept beside the log, and were erased there."""

    TOPIC: ClassVar[str] = "survey.suggestion_erased.1"
    suggestion_id: UUID


class SurveyClosed(Event, frozen=True, kw_only=True):
    """`closed_at` None: as `opened_at`."""

    TOPIC: ClassVar[str] = "survey.closed.1"
    closed_at: datetime | None = None


class SurveyReopened(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "survey.reopened.1"


class SurveyWithdrawn(Event, frozen=True, kw_only=True):
    """Opened by mistake: it counts nowhere from then on."""

    TOPIC: ClassVar[str] = "survey.withdrawn.1"


EVENTS: tuple[type[Event], ...] = (
    SurveyOpened,
    AnswersImported,
    AnswerGiven,
    AnswersWithdrawn,
    AnswerWithdrawn,
    WeightChanged,
    PopulationStated,
    ResultStated,
    SuggestionErased,
    SurveyClosed,
    SurveyReopened,
    SurveyWithdrawn,
)


def answers_row(order: tuple[Element, ...], answers: Answers) -> str:
    return "".join(str(answers.get(element, 0)) for element in order)


def row_answers(order: tuple[Element, ...], row: str) -> Answers:
    return {element: int(answer) for element, answer in zip(order, row, strict=True) if answer != "0"}
