"""A survey as its events made it. It keeps tallies and never rows, so it stays small however many people answer."""

from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.identity import survey_id
from tracker.domain.period import Period, period
from tracker.domain.phrase import say
from tracker.domain.survey import events as e
from tracker.domain.survey.elements import Element
from tracker.domain.survey.score import ElementScore, Score, Weight, score
from tracker.domain.survey.tally import Response, Tally, count, minus, plus


class Status(StrEnum):
    DIBUKA = "dibuka"
    DITUTUP = "ditutup"
    DITARIK = "ditarik"


STATUS_NAMES = {
    Status.DIBUKA: say("Dibuka"),
    Status.DITUTUP: say("Ditutup"),
    Status.DITARIK: say("Ditarik"),
}


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Of what was opened or closed before that instant was part of its event."""


class File(msgspec.Struct, frozen=True):
    """An imported file with what it counts, so that the whole of it can be taken away again."""

    id: UUID
    name: str
    sha256: str
    tally: Tally
    withdrawn: bool = False


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """`entered` counts the forms typed in one by one. `stated`: the finished value; then there are no answers.

    `closed_at` is the first time; a survey that is opened again keeps its place among those of its period.
    """

    office: str
    name: str
    year: int
    code: str | None
    weight: Weight
    population: int | None
    opened_at: datetime = LONG_AGO
    closed_at: datetime | None = None
    status: Status = Status.DIBUKA
    files: tuple[File, ...] = ()
    entered: Tally = Tally()
    withdrawn_answers: tuple[UUID, ...] = ()
    stated: e.ResultStated | None = None

    @property
    def id(self) -> UUID:
        return survey_id(self.office, self.name)

    @property
    def period(self) -> Period:
        return period(self.year, self.code)

    @property
    def finished(self) -> bool:
        """Its index is not collected any more: closed, or a finished value."""
        return self.status is Status.DITUTUP or (self.stated is not None and self.status is Status.DIBUKA)

    @property
    def tally(self) -> Tally:
        """Of everything that stands."""
        total = self.entered
        for file in self.files:
            if not file.withdrawn:
                total = plus(total, file.tally)
        return total

    def score(self, weight: Weight | None = None) -> Score:
        """By another weight than the survey's own, to compare them; a finished value has no other."""
        if self.stated is not None:
            return _stated(self.stated)
        return score(self.tally, weight or self.weight)


def _stated(result: e.ResultStated) -> Score:
    return Score(
        respondents=result.respondents,
        incomplete=0,
        weight=None,
        elements={
            element: ElementScore(None, Fraction(result.elements[element]))
            for element in Element
            if element in result.elements
        },
        ikm=Fraction(result.ikm),
    )


def evolve(state: Survey | None, event: Event) -> Survey:
    if isinstance(event, e.SurveyOpened):
        return Survey(
            office=event.office,
            name=event.name,
            year=event.year,
            code=event.code,
            weight=event.weight,
            population=event.population,
            opened_at=event.opened_at or LONG_AGO,
        )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the survey was opened")
    replace = msgspec.structs.replace
    match event:
        case e.AnswersImported():
            return replace(state, files=(*state.files, _file(event)))
        case e.AnswerGiven():
            return replace(state, entered=plus(state.entered, _one(event)))
        case e.AnswersWithdrawn():
            files = [replace(f, withdrawn=True) if f.id == event.batch_id else f for f in state.files]
            return replace(state, files=tuple(files))
        case e.AnswerWithdrawn():
            return replace(
                state,
                entered=minus(state.entered, _one(event)),
                withdrawn_answers=(*state.withdrawn_answers, event.answer_id),
            )
        case e.WeightChanged():
            return replace(state, weight=event.weight)
        case e.PopulationStated():
            return replace(state, population=event.population)
        case e.ResultStated():
            return replace(state, stated=event)
        case e.SuggestionErased():
            return state
        case e.SurveyClosed():
            closed_at = state.closed_at or event.closed_at or LONG_AGO
            return replace(state, status=Status.DITUTUP, closed_at=closed_at)
        case e.SurveyReopened():
            return replace(state, status=Status.DIBUKA)
        case e.SurveyWithdrawn():
            return replace(state, status=Status.DITARIK)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a survey")


def _file(event: e.AnswersImported) -> File:
    profiles = event.profiles or tuple({} for _ in event.rows)
    rows = zip(event.rows, profiles, strict=True)
    tally = count(Response(e.row_answers(event.order, row), profile) for row, profile in rows)
    return File(event.batch_id, event.file_name, event.file_sha256, tally)


def _one(event: e.AnswerGiven | e.AnswerWithdrawn) -> Tally:
    return count([Response(event.answers, event.profile)])
