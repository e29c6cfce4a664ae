"""`/api/v1/surveys`: the survey of public satisfaction: answers in, index out."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from projections import directory, states
from tracker.application import surveys as use
from tracker.application.command import Answer
from tracker.application.permissions import Action, require
from tracker.application.survey_file.responses import read_trait
from tracker.application.survey_import import ImportAnswers, Imported, import_answers
from tracker.application.survey_records import survey_record
from tracker.domain.errors import NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.percent import typed_number
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Trait
from tracker.domain.survey.score import Weight
from tracker.domain.survey.survey import Survey
from tracker.domain.survey.tally import Answers
from tracker.web.api.access import office_of
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class OpenBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`period` left out: the whole year. `office` left out: the account's own."""

    name: str
    year: int
    period: str | None = None
    office: str | None = None
    weight: Weight = Weight.EXACT
    population: int | None = None


class AnswersBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field per element, so that a wrong one is named; left out or null: not answered."""

    persyaratan: int | None = None
    prosedur: int | None = None
    waktu: int | None = None
    biaya: int | None = None
    produk: int | None = None
    kompetensi: int | None = None
    perilaku: int | None = None
    pengaduan: int | None = None
    sarana: int | None = None

    def given(self) -> Answers:
        answers = {element: getattr(self, element.value) for element in Element}
        return {element: answer for element, answer in answers.items() if answer is not None}


class AnswerBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`answers`: 1–4 by element. `profile`: by `umur`, `jenis_kelamin`, … as in a file."""

    answers: AnswersBody
    profile: dict[Trait, str] = {}  # noqa: RUF012  # msgspec makes a new one for each
    suggestion: str = ""


class ImportBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`text`: the CSV file itself. `name` with `year`: the survey is opened where there is none of that name."""

    name: str
    file_name: str
    text: str
    year: int | None = None
    period: str | None = None
    office: str | None = None
    weight: Weight = Weight.EXACT
    population: int | None = None


class FileBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    batch_id: UUID


class GivenBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    answer_id: UUID


class WeightBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weight: Weight


class PopulationBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    population: int | None


class SuggestionBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    suggestion_id: UUID


class ResultBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finished value with its report. `ikm` and the NRR of `elements` are numbers, or numbers in text: `"88.95"`.

    `file`: the SHA-256 that `POST /files` answered.
    """

    name: str
    year: int
    ikm: str | int | float
    respondents: int
    dated_on: date
    period: str | None = None
    office: str | None = None
    elements: dict[Element, str | int | float] = {}  # noqa: RUF012  # msgspec makes a new one for each
    type: EvidenceType = EvidenceType.DOKUMEN_LAPORAN
    number: str = ""
    note: str = ""
    file: str | None = None


@get("/", sync_to_thread=True, summary="Survei kecamatan, menurut nama")
def surveys(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    year: Annotated[int | None, QueryParameter(ge=2000, le=2100)] = None,
) -> list[dict[str, object]]:
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    with tracker.views.connect() as connection:
        found = directory.every(connection, Survey, code)
    return [survey_record(survey) for survey in found if year is None or survey.year == year]


@get("/{survey_id:uuid}", sync_to_thread=True, summary="Satu survei: indeks, unsur, profil, berkas")
def survey(tracker: TheTracker, actor: TheActor, survey_id: FromPath[UUID]) -> dict[str, object]:
    with tracker.views.connect() as connection:
        found = states.find(connection, survey_id, Survey)
    if found is None:
        raise NotFound("Survei itu tidak ditemukan.")
    state, version = found
    require(actor, Action.VIEW, state.office)
    files = [
        {
            "batch_id": f.id,
            "name": f.name,
            "sha256": f.sha256,
            "respondents": f.tally.respondents,
            "withdrawn": f.withdrawn,
        }
        for f in state.files
    ]
    return survey_record(state) | {"version": version, "profile": state.tally.profile, "files": files}


@post("/", sync_to_thread=True, summary="Buka survei")
def open_survey(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[OpenBody]
) -> Answer:
    return use.open_survey(
        tracker, actor, asked(request, data), _opening(office_of(actor, data.office), data)
    )


@post("/import", sync_to_thread=True, status_code=200, summary="Impor jawaban dari berkas CSV")
def import_file(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[ImportBody]
) -> Imported:
    office = office_of(actor, data.office)
    command = ImportAnswers(
        office=office,
        survey=data.name,
        file_name=data.file_name,
        content=data.text.encode(),
        create=None if data.year is None else _opening(office, data),
    )
    return import_answers(tracker, actor, asked(request, data), command)


@post("/state-result", sync_to_thread=True, status_code=200, summary="Catat nilai jadi dengan laporannya")
def state_result(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[ResultBody]
) -> Answer:
    office = office_of(actor, data.office)
    command = use.StateResult(
        survey=use.OpenSurvey(office=office, name=data.name, year=data.year, period=data.period),
        ikm=typed_number(str(data.ikm), "ikm"),
        respondents=data.respondents,
        elements=_means(data.elements),
        type=data.type,
        number=data.number,
        dated_on=data.dated_on,
        note=data.note,
        file=data.file,
    )
    return use.state_result(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/answer", sync_to_thread=True, status_code=200, summary="Catat satu isian")
def answer(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[AnswerBody],
) -> Answer:
    profile = {trait: read_trait(trait, text) for trait, text in data.profile.items() if text.strip()}
    command = use.GiveAnswer(
        survey_id=survey_id, answers=data.answers.given(), profile=profile, suggestion=data.suggestion
    )
    return use.give_answer(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/withdraw-file", sync_to_thread=True, status_code=200, summary="Tarik satu berkas")
def withdraw_file(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[FileBody],
) -> Answer:
    command = use.WithdrawFile(survey_id=survey_id, batch_id=data.batch_id)
    return use.withdraw_file(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/withdraw-answer", sync_to_thread=True, status_code=200, summary="Tarik satu isian")
def withdraw_answer(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[GivenBody],
) -> Answer:
    command = use.WithdrawAnswer(survey_id=survey_id, answer_id=data.answer_id)
    return use.withdraw_answer(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/change-weight", sync_to_thread=True, status_code=200, summary="Ubah bobot")
def change_weight(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[WeightBody],
) -> Answer:
    command = use.ChangeWeight(survey_id=survey_id, weight=data.weight)
    return use.change_weight(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/state-population", sync_to_thread=True, status_code=200, summary="Catat populasi")
def state_population(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[PopulationBody],
) -> Answer:
    command = use.StatePopulation(survey_id=survey_id, population=data.population)
    return use.state_population(tracker, actor, asked(request, data), command)


@post("/{survey_id:uuid}/close", sync_to_thread=True, status_code=200, summary="Tutup survei")
def close(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    return use.close(tracker, actor, asked(request, data), use.Close(survey_id=survey_id))


@post("/{survey_id:uuid}/reopen", sync_to_thread=True, status_code=200, summary="Buka kembali survei")
def reopen(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    return use.reopen(tracker, actor, asked(request, data), use.Reopen(survey_id=survey_id))


@post("/{survey_id:uuid}/withdraw", sync_to_thread=True, status_code=200, summary="Tarik survei")
def withdraw(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    return use.withdraw(tracker, actor, asked(request, data), use.Withdraw(survey_id=survey_id))


@post("/{survey_id:uuid}/erase-suggestion", sync_to_thread=True, status_code=200, summary="Hapus satu saran")
def erase_suggestion(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    survey_id: FromPath[UUID],
    data: JSONBody[SuggestionBody],
) -> Answer:
    command = use.EraseSuggestion(survey_id=survey_id, suggestion_id=data.suggestion_id)
    return use.erase_suggestion(tracker, actor, asked(request, data), command)


ROUTES = Router(
    "/surveys",
    route_handlers=[
        surveys,
        survey,
        open_survey,
        import_file,
        state_result,
        answer,
        withdraw_file,
        withdraw_answer,
        change_weight,
        state_population,
        close,
        reopen,
        withdraw,
        erase_suggestion,
    ],
    tags=["Survei"],
)


def _opening(office: str, data: OpenBody | ImportBody) -> use.OpenSurvey:
    if data.year is None:
        raise Refused("Isi tahun survei.", "year")
    return use.OpenSurvey(
        office=office,
        name=data.name,
        year=data.year,
        period=data.period,
        weight=data.weight,
        population=data.population,
    )


def _means(given: dict[Element, str | int | float]) -> dict[Element, Decimal]:
    return {element: typed_number(str(mean), f"elements.{element.value}") for element, mean in given.items()}
