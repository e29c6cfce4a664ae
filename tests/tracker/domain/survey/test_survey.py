"""The life of a survey: opened, answered from files and one by one, or stated as finished; corrected; closed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from tests.support.given import given
from tracker.domain.errors import Conflict, Refused
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import Withdrawn
from tracker.domain.survey import decisions as d
from tracker.domain.survey import events as e
from tracker.domain.survey.elements import Element
from tracker.domain.survey.grade import Grade
from tracker.domain.survey.respondent import Trait, age_group
from tracker.domain.survey.score import Weight
from tracker.domain.survey.survey import Status, Survey, evolve
from tracker.domain.survey.tally import Answers, Response

TODAY = date(2026, 8, 3)
NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
FILE, OTHER, FORM = UUID(int=1), UUID(int=2), UUID(int=3)
SHA = "ab" * 32
GOOD = dict.fromkeys(Element, 4)
POOR = dict.fromkeys(Element, 2)
OPENED = e.SurveyOpened(office="35.09.31", name="SKM Semester I", year=2026, code="S1", opened_at=NOW)
ORDER = tuple(Element)
IMPORTED = e.AnswersImported(
    batch_id=FILE, file_name="skm.csv", file_sha256=SHA, order=ORDER, rows=("444444444", "222222220")
)
GIVEN = e.AnswerGiven(answer_id=FORM, answers=GOOD, profile={Trait.UMUR: "20-29"})
REPORT = Evidence(id=OTHER, type=EvidenceType.DOKUMEN_LAPORAN, number="065/12", dated_on=date(2026, 7, 10))
STATED = e.ResultStated(ikm=Decimal("88.95"), respondents=150, evidence=REPORT)


def opened(**changed: object) -> e.SurveyOpened:
    asked: dict[str, object] = {
        "office": "35.09.31", "name": "SKM Semester I", "year": 2026, "code": "S1",
        "weight": Weight.EXACT, "population": None, "today": TODAY, "at": NOW,
    }  # fmt: skip
    return d.open_(None, **(asked | changed))  # type: ignore[arg-type]  # refused values are the point


def close(survey: Survey) -> e.SurveyClosed:
    return d.close(survey, NOW)


def imported(survey: Survey, *responses: Response, sha: str = SHA) -> e.AnswersImported:
    event = d.import_answers(
        survey, batch_id=FILE, file_name="skm.csv", file_sha256=sha, responses=responses, today=TODAY
    )
    assert event is not None
    return event


def test_a_survey_is_opened_with_its_period_and_weight() -> None:
    assert opened(name="  SKM   Semester I ", code="s1") == OPENED
    survey = given(evolve, OPENED).state
    assert (survey.period.first, survey.period.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (survey.status, survey.weight) == (Status.DIBUKA, Weight.EXACT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "S" * 121}, "name"),
        ({"year": 2027, "code": None}, "year"),
        ({"code": "TW4"}, "year"),
        ({"code": "TW9"}, "period"),
        ({"population": 0}, "population"),
    ],
)
def test_a_survey_that_cannot_be_is_refused_by_field(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        opened(**changed)
    assert refusal.value.field == field


def test_a_name_is_taken_once() -> None:
    with pytest.raises(Conflict, match="sudah ada"):
        d.open_(
            given(evolve, OPENED).state, office="35.09.31", name="SKM Semester I", year=2026, code=None,
            weight=Weight.EXACT, population=None, today=TODAY, at=NOW,
        )  # fmt: skip


def test_a_file_is_one_event_of_compact_rows() -> None:
    incomplete: Answers = {element: 2 for element in Element if element is not Element.SARANA}
    survey = (
        given(evolve, OPENED).when(lambda s: imported(s, Response(GOOD), Response(incomplete))).then(IMPORTED)
    )
    found = survey.score()
    assert (found.respondents, found.incomplete) == (2, 1)
    assert found.elements[Element.SARANA].mean == 4
    assert found.elements[Element.WAKTU].mean == 3


def test_the_same_file_twice_changes_nothing_even_when_the_survey_is_closed() -> None:
    for past in ([OPENED, IMPORTED], [OPENED, IMPORTED, e.SurveyClosed()]):
        again = d.import_answers(
            given(evolve, *past).state, batch_id=OTHER, file_name="salinan.csv", file_sha256=SHA,
            responses=[Response(GOOD)], today=TODAY,
        )  # fmt: skip
        assert again is None


def test_a_withdrawn_file_counts_no_more_and_may_come_again() -> None:
    past = given(evolve, OPENED, IMPORTED, GIVEN)
    survey = past.when(lambda s: d.withdraw_file(s, FILE)).then(e.AnswersWithdrawn(batch_id=FILE))
    assert survey.score().respondents == 1
    assert survey.score().printed == Decimal("100.00")
    assert imported(survey, Response(POOR)).rows == ("222222222",)
    given(evolve, OPENED, IMPORTED, e.AnswersWithdrawn(batch_id=FILE)).when(
        lambda s: d.withdraw_file(s, FILE)
    ).refused("sudah ditarik", "batch_id")
    past.when(lambda s: d.withdraw_file(s, OTHER)).refused("tidak ada", "batch_id")


def test_a_single_form_is_counted_and_taken_away_again() -> None:
    response = Response(GOOD, {Trait.UMUR: "20-29"})
    given(evolve, OPENED).when(lambda s: d.give_answer(s, FORM, response, TODAY)).then(GIVEN)
    withdrawn = e.AnswerWithdrawn(answer_id=FORM, answers=GOOD, profile={Trait.UMUR: "20-29"})
    survey = (
        given(evolve, OPENED, IMPORTED, GIVEN).when(lambda s: d.withdraw_answer(s, GIVEN)).then(withdrawn)
    )
    assert survey.tally == given(evolve, OPENED, IMPORTED).state.tally
    given(evolve, OPENED, GIVEN, withdrawn).when(lambda s: d.withdraw_answer(s, GIVEN)).refused(
        "sudah ditarik", "answer_id"
    )


@pytest.mark.parametrize("answer", [5, 0, -1, True])
def test_an_answer_off_the_scale_is_refused_by_its_element(answer: int) -> None:
    given(evolve, OPENED).when(
        lambda s: d.give_answer(s, FORM, Response(GOOD | {Element.BIAYA: answer}), TODAY)
    ).refused("Biaya/tarif: isi 1, 2, 3, atau 4", "biaya")


def test_a_form_without_any_answer_is_no_form() -> None:
    given(evolve, OPENED).when(lambda s: d.give_answer(s, FORM, Response({}), TODAY)).refused(
        "satu pun", "answers"
    )


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        (Trait.UMUR, "31", "Umur “31” tidak dikenal"),
        (Trait.PEKERJAAN, "petani", "Pekerjaan “petani” tidak dikenal"),
        (Trait.TANGGAL, "2026-08-04", "sesudah hari ini"),
        (Trait.TANGGAL, "kemarin", "bukan tanggal"),
        (Trait.LAYANAN, "KTP 3509 3101 0190 0001", "deretan angka"),
        (Trait.LAYANAN, "Pak Budi 0812-3456-7890", "deretan angka"),
    ],
)
def test_a_profile_holds_groups_and_nothing_that_names_a_person(trait: Trait, value: str, words: str) -> None:
    given(evolve, OPENED).when(
        lambda s: d.give_answer(s, FORM, Response(GOOD, {trait: value}), TODAY)
    ).refused(words, trait.value)


@pytest.mark.parametrize(
    ("years", "group"), [(17, "<20"), (20, "20-29"), (39, "30-39"), (59, "50-59"), (60, "60+"), (99, "60+")]
)
def test_an_age_is_kept_as_a_group(years: int, group: str) -> None:
    assert age_group(years) == group


@pytest.mark.parametrize("years", [0, 4, 121, -20])
def test_an_age_that_nobody_has_is_refused(years: int) -> None:
    with pytest.raises(Refused, match="tidak mungkin"):
        age_group(years)


def test_services_that_differ_without_end_are_refused() -> None:
    forms = [Response(GOOD, {Trait.LAYANAN: f"Layanan {n}"}) for n in range(61)]
    with pytest.raises(Refused, match="Lebih dari 60"):
        imported(given(evolve, OPENED).state, *forms)


def test_another_weight_gives_another_index_of_the_same_answers() -> None:
    survey = (
        given(evolve, OPENED, GIVEN)
        .when(lambda s: d.change_weight(s, Weight.TWO_DECIMALS))
        .then(e.WeightChanged(weight=Weight.TWO_DECIMALS))
    )
    assert survey.score().printed == Decimal("99.00")
    assert survey.score(Weight.EXACT).printed == Decimal("100.00")
    given(evolve, OPENED).when(lambda s: d.change_weight(s, Weight.EXACT)).refused("sudah demikian", "weight")


def test_a_population_is_stated_later_or_taken_back() -> None:
    given(evolve, OPENED).when(lambda s: d.state_population(s, 1000)).then(
        e.PopulationStated(population=1000)
    )
    given(evolve, OPENED).when(lambda s: d.state_population(s, None)).refused("sudah demikian", "population")


def stated(survey: Survey, **changed: object) -> e.ResultStated:
    asked: dict[str, object] = {
        "ikm": Decimal("88.95"), "respondents": 150, "elements": {}, "evidence": REPORT, "today": TODAY,
    }  # fmt: skip
    return d.state_result(survey, **(asked | changed))  # type: ignore[arg-type]  # refused values are the point


def test_a_finished_value_stands_with_its_report() -> None:
    survey = given(evolve, OPENED).when(stated).then(STATED)
    found = survey.score()
    assert (found.printed, found.grade, found.respondents, found.weight) == (
        Decimal("88.95"), Grade.A, 150, None,
    )  # fmt: skip
    assert found.elements == {}


def test_a_finished_value_may_tell_its_elements() -> None:
    event = stated(given(evolve, OPENED).state, elements={Element.WAKTU: Decimal("3.1")})
    found = given(evolve, OPENED, event).state.score()
    assert found.elements[Element.WAKTU].score == Decimal("77.5")
    assert found.low == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ikm": Decimal("24.99")}, "ikm"),
        ({"ikm": Decimal("100.01")}, "ikm"),
        ({"ikm": Decimal("NaN")}, "ikm"),
        ({"ikm": Decimal("88.951")}, "ikm"),
        ({"respondents": 0}, "respondents"),
        ({"elements": {Element.BIAYA: Decimal(5)}}, "elements.biaya"),
        ({"evidence": Evidence(id=OTHER, type=EvidenceType.SK_CAMAT, dated_on=date(2027, 1, 1))}, "evidence.dated_on"),
        ({"evidence": Evidence(id=OTHER, type=EvidenceType.SK_CAMAT, dated_on=TODAY)}, "evidence.number"),
    ],
)  # fmt: skip
def test_a_finished_value_that_cannot_be_is_refused_by_field(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        stated(given(evolve, OPENED).state, **changed)
    assert refusal.value.field == field


def test_answers_and_a_finished_value_never_stand_in_one_survey() -> None:
    given(evolve, OPENED, GIVEN).when(stated).refused("nilainya dihitung dari jawaban", "ikm")
    given(evolve, OPENED, STATED).when(lambda s: d.give_answer(s, FORM, Response(GOOD), TODAY)).refused(
        "nilai jadi", "status"
    )


def test_a_closed_survey_changes_no_more_until_it_is_opened_again() -> None:
    closed = given(evolve, OPENED, GIVEN, e.SurveyClosed())
    refusal = "sudah ditutup"
    closed.when(lambda s: d.give_answer(s, FORM, Response(GOOD), TODAY)).refused(refusal, "status")
    closed.when(lambda s: d.withdraw_answer(s, GIVEN)).refused(refusal, "status")
    closed.when(lambda s: d.change_weight(s, Weight.TWO_DECIMALS)).refused(refusal, "status")
    closed.when(close).refused(refusal, "status")
    closed.when(d.reopen).then(e.SurveyReopened())
    given(evolve, OPENED, GIVEN).when(d.reopen).refused("Hanya survei yang ditutup", "status")


def test_an_empty_survey_is_not_closed_but_withdrawn() -> None:
    given(evolve, OPENED).when(close).refused("belum berisi jawaban", "status")
    survey = given(evolve, OPENED).when(d.withdraw).then(e.SurveyWithdrawn())
    assert survey.status is Status.DITARIK
    given(evolve, OPENED, e.SurveyWithdrawn()).when(d.withdraw).refused("sudah ditarik", "status")


def test_words_of_a_respondent_are_erased_in_every_state() -> None:
    for past in ([OPENED], [OPENED, GIVEN, e.SurveyClosed()], [OPENED, e.SurveyWithdrawn()]):
        before = given(evolve, *past).state
        after = (
            given(evolve, *past)
            .when(lambda s: d.erase_suggestion(s, OTHER))
            .then(e.SuggestionErased(suggestion_id=OTHER))
        )
        assert after == before


def test_the_state_stays_small_however_many_answer() -> None:
    rows = tuple("444444444" for _ in range(2000))
    many = e.AnswersImported(batch_id=FILE, file_name="a.csv", file_sha256=SHA, order=ORDER, rows=rows)
    assert len(msgspec.msgpack.encode(given(evolve, OPENED, many).state)) < 1000


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="before the survey was opened"):
        evolve(None, GIVEN)
    with pytest.raises(ValueError, match="not an event of a survey"):
        evolve(given(evolve, OPENED).state, Withdrawn())
