"""An office with an indicator that is its survey's index, and what happens to its surveys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import indicators
from tracker.application import surveys as use
from tracker.application.actor import operator
from tracker.application.command import Answer
from tracker.application.figure_basis import Question
from tracker.application.figures import IndicatorFigure, figures
from tracker.application.survey_import import ImportAnswers, Imported, import_answers
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.role import Role
from tracker.domain.survey.elements import Element
from tracker.domain.survey.survey import Survey, evolve

HEADER = ",".join(Element)
GOOD = dict.fromkeys(Element, 4)
FAIR = dict.fromkeys(Element, 3)
YEAR = use.OpenSurvey(office=CODE, name="SKM 2026", year=2026)
ASKED = Question(office=CODE, year=2026)


@contextmanager
def office_with_surveys(database: Database, clock: FixedClock, home: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, home) as work:
        survey = IndicatorDefined(
            office=CODE, code="skm", number=2, official_name="Nilai Surve", label="Nilai Survei",
            document="Dokumen uji", rule=None,
        )  # fmt: skip
        indicators.define(work.tracker, operator(), work.asked(), survey)
        work.catch_up()
        yield work


def opened(office: OfficeAtWork, command: use.OpenSurvey = YEAR, by: Role = Role.STAF) -> UUID:
    return use.open_survey(office.tracker, office.by(by), office.asked(), command).id


def given(
    office: OfficeAtWork, survey: UUID, answers: dict[Element, int], by: Role = Role.STAF, words: str = ""
) -> Answer:
    command = use.GiveAnswer(survey_id=survey, answers=answers, suggestion=words)
    answer = use.give_answer(office.tracker, office.by(by), office.asked(), command)
    office.catch_up()
    return answer


def imported(office: OfficeAtWork, *rows: str, header: str = HEADER, name: str = "skm.csv") -> Imported:
    command = ImportAnswers(
        office=CODE,
        survey="SKM 2026",
        file_name=name,
        content="\n".join((header, *rows)).encode(),
        create=YEAR,
    )
    found = import_answers(office.tracker, office.by(Role.STAF), office.asked(), command)
    office.catch_up()
    return found


def state(office: OfficeAtWork, survey: UUID) -> Survey:
    found, _ = office.tracker.store.load(survey, evolve)
    assert found is not None
    return found


def skm(office: OfficeAtWork, question: Question) -> IndicatorFigure:
    office.catch_up()
    return next(one for one in figures(office.tracker, operator(), question) if one.indicator.code == "skm")


def another(name: str) -> use.OpenSurvey:
    return use.OpenSurvey(office=CODE, name=name, year=2026)
