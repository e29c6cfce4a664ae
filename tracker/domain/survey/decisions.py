"""What may be done to a survey, and what is refused. Every function raises Refused naming the field."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tracker.domain.errors import Conflict, Refused
from tracker.domain.evidence import Evidence, check_evidence
from tracker.domain.period import period
from tracker.domain.phrase import say, small
from tracker.domain.survey import events as e
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.respondent import Trait, checked_profile
from tracker.domain.survey.score import FACTOR, Weight
from tracker.domain.survey.survey import STATUS_NAMES, Status, Survey
from tracker.domain.survey.tally import Answers, Response

MAX_NAME = 120
MAX_FORMS = 5_000
"""In one file: several times the largest sample that the table of Krejcie and Morgan asks for."""
MAX_SERVICES = 60
MAX_POPULATION = 10_000_000


def open_(
    state: Survey | None,
    *,
    office: str,
    name: str,
    year: int,
    code: str | None,
    weight: Weight,
    population: int | None,
    today: date,
    at: datetime,
) -> e.SurveyOpened:
    if state is not None:
        raise Conflict(say("Survei “{name}” sudah ada; pakai nama lain.", name=state.name), "name")
    name = " ".join(name.split())
    if not name:
        raise Refused("Isi nama survei.", "name")
    if len(name) > MAX_NAME:
        raise Refused(say("Nama survei paling panjang {most} huruf.", most=MAX_NAME), "name")
    asked = period(year, code)
    if asked.first > today:
        raise Refused(
            say("{label} belum dimulai; survei dicatat untuk periode yang berjalan.", label=asked.label),
            "year",
        )
    return e.SurveyOpened(
        office=office,
        name=name,
        year=year,
        code=asked.code,
        weight=weight,
        population=_population(population),
        opened_at=at,
    )


def import_answers(
    survey: Survey,
    *,
    batch_id: UUID,
    file_name: str,
    file_sha256: str,
    responses: Sequence[Response],
    today: date,
) -> e.AnswersImported | None:
    """None where that very file stands in the survey already."""
    if any(file.sha256 == file_sha256 and not file.withdrawn for file in survey.files):
        return None
    _check_open(survey)
    if not responses:
        raise Refused("Berkas tidak berisi jawaban.", "file")
    if len(responses) > MAX_FORMS:
        raise Refused(
            say("Berkas berisi lebih dari {most} responden; bagi menjadi beberapa.", most=MAX_FORMS), "file"
        )
    checked = [_checked(response, today) for response in responses]
    _check_services(survey, checked)
    order = tuple(Element)
    return e.AnswersImported(
        batch_id=batch_id,
        file_name=file_name,
        file_sha256=file_sha256,
        order=order,
        rows=tuple(e.answers_row(order, response.answers) for response in checked),
        profiles=tuple(r.profile for r in checked) if any(r.profile for r in checked) else (),
    )


def give_answer(survey: Survey, answer_id: UUID, response: Response, today: date) -> e.AnswerGiven:
    _check_open(survey)
    _check_services(survey, [_checked(response, today)])
    return e.AnswerGiven(answer_id=answer_id, answers=response.answers, profile=response.profile)


def withdraw_file(survey: Survey, batch_id: UUID) -> e.AnswersWithdrawn:
    _check_open(survey)
    file = next((file for file in survey.files if file.id == batch_id), None)
    if file is None:
        raise Refused("Berkas itu tidak ada dalam survei ini.", "batch_id")
    if file.withdrawn:
        raise Refused(say("Jawaban dari {file} sudah ditarik.", file=file.name), "batch_id")
    return e.AnswersWithdrawn(batch_id=batch_id)


def withdraw_answer(survey: Survey, given: e.AnswerGiven) -> e.AnswerWithdrawn:
    """`given` is the form as the survey's own log has it."""
    _check_open(survey)
    if given.answer_id in survey.withdrawn_answers:
        raise Refused("Jawaban itu sudah ditarik.", "answer_id")
    return e.AnswerWithdrawn(answer_id=given.answer_id, answers=given.answers, profile=given.profile)


def change_weight(survey: Survey, weight: Weight) -> e.WeightChanged:
    _check_open(survey)
    if survey.weight is weight:
        raise Refused("Bobotnya sudah demikian.", "weight")
    return e.WeightChanged(weight=weight)


def state_population(survey: Survey, population: int | None) -> e.PopulationStated:
    _check_standing(survey)
    if survey.population == population:
        raise Refused("Jumlah populasinya sudah demikian.", "population")
    return e.PopulationStated(population=_population(population))


def state_result(
    survey: Survey,
    *,
    ikm: Decimal,
    respondents: int,
    elements: dict[Element, Decimal],
    evidence: Evidence,
    today: date,
) -> e.ResultStated:
    """A later result takes the place of an earlier one; the log keeps both."""
    _check_standing(survey)
    if survey.status is Status.DITUTUP:
        raise Refused("Survei ini sudah ditutup; buka kembali dahulu.", "status")
    if survey.tally.respondents:
        raise Refused(
            "Survei ini berisi jawaban; nilainya dihitung dari jawaban itu. Catat nilai jadi sebagai survei lain.",
            "ikm",
        )
    _check_number(ikm, Decimal(FACTOR), Decimal(FACTOR * 4), 2, "IKM", "ikm")
    if not 1 <= respondents <= MAX_POPULATION:
        raise Refused("Isi jumlah responden, sedikitnya 1.", "respondents")
    for element, mean in elements.items():
        name = f"NRR {ASKED[element].name}"
        _check_number(mean, Decimal(1), Decimal(4), 4, name, f"elements.{element.value}")
    check_evidence(evidence, today)
    if not evidence.number and evidence.file is None:
        raise Refused("Isi nomor laporan atau lampirkan berkasnya.", "evidence.number")
    return e.ResultStated(ikm=ikm, respondents=respondents, elements=elements, evidence=evidence)


def erase_suggestion(survey: Survey, suggestion_id: UUID) -> e.SuggestionErased:
    """In every state of the survey: the right of erasure does not end when a survey is closed."""
    return e.SuggestionErased(suggestion_id=suggestion_id)


def close(survey: Survey, at: datetime) -> e.SurveyClosed:
    if survey.status is not Status.DIBUKA:
        raise Refused(say("Survei ini sudah {status}.", status=small(STATUS_NAMES[survey.status])), "status")
    if survey.stated is None and not survey.tally.respondents:
        raise Refused("Survei ini belum berisi jawaban; tarik saja kalau keliru dibuka.", "status")
    return e.SurveyClosed(closed_at=at)


def reopen(survey: Survey) -> e.SurveyReopened:
    if survey.status is not Status.DITUTUP:
        raise Refused("Hanya survei yang ditutup yang dapat dibuka kembali.", "status")
    return e.SurveyReopened()


def withdraw(survey: Survey) -> e.SurveyWithdrawn:
    _check_standing(survey)
    return e.SurveyWithdrawn()


def check_answers(answers: Answers) -> None:
    """A form on which nothing was answered is no form."""
    for element, answer in answers.items():
        if isinstance(answer, bool) or answer not in {1, 2, 3, 4}:
            raise Refused(
                say("Jawaban {name}: isi 1, 2, 3, atau 4.", name=ASKED[element].name), element.value
            )
    if not answers:
        raise Refused("Tidak ada satu pun jawaban; isi sedikitnya satu unsur.", "answers")


def _checked(response: Response, today: date) -> Response:
    check_answers(response.answers)
    checked_profile(response.profile, today)
    return response


def _check_services(survey: Survey, responses: Sequence[Response]) -> None:
    known = set(survey.tally.profile.get(Trait.LAYANAN, {}))
    known |= {response.profile[Trait.LAYANAN] for response in responses if Trait.LAYANAN in response.profile}
    if len(known) > MAX_SERVICES:
        raise Refused(
            say(
                "Lebih dari {most} nama layanan yang berbeda; tulis layanan yang sama dengan nama yang sama.",
                most=MAX_SERVICES,
            ),
            Trait.LAYANAN.value,
        )


def _check_open(survey: Survey) -> None:
    _check_standing(survey)
    if survey.status is Status.DITUTUP:
        raise Refused("Survei ini sudah ditutup; jawabannya tidak dapat diubah lagi.", "status")
    if survey.stated is not None:
        raise Refused("Survei ini berisi nilai jadi; jawaban dicatat dalam survei lain.", "status")


def _check_standing(survey: Survey) -> None:
    if survey.status is Status.DITARIK:
        raise Refused("Survei ini sudah ditarik; tidak dapat diubah lagi.", "status")


def _check_number(
    value: Decimal, lowest: Decimal, highest: Decimal, decimals: int, name: str, field: str
) -> None:
    if not value.is_finite() or not lowest <= value <= highest:
        raise Refused(
            say("{name} harus antara {lowest} dan {highest}.", name=name, lowest=lowest, highest=highest),
            field,
        )
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals:
        raise Refused(
            say(
                "{name} ditulis paling banyak dengan {decimals} angka di belakang koma.",
                name=name,
                decimals=decimals,
            ),
            field,
        )


def _population(population: int | None) -> int | None:
    if population is not None and not 1 <= population <= MAX_POPULATION:
        raise Refused("Jumlah populasi sedikitnya 1 orang.", "population")
    return population
