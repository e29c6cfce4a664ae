"""Every event of a survey has its sentence."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.office import Office
from tracker.domain.survey import events as s
from tracker.domain.survey.elements import Element
from tracker.domain.survey.score import Weight
from tracker.web.sentences import tell

ID = UUID(int=1)
OFFICE = Office(code="99.01.01", name="Uji", regency="Uji", zone="Asia/Jakarta")
REPORT = Evidence(id=ID, type=EvidenceType.DOKUMEN_LAPORAN, number="065/1", dated_on=date(2026, 3, 16))

TOLD: list[tuple[Event, str]] = [
    (s.SurveyOpened(office="99.01.01", name="SKM", year=2026, code="S1"), "untuk Semester I 2026"),
    (
        s.AnswersImported(
            batch_id=ID, file_name="a.csv", file_sha256="0", order=tuple(Element), rows=("4" * 9, "3" * 9)
        ),
        "mengimpor 2 isian",
    ),
    (s.AnswerGiven(answer_id=ID, answers={Element.WAKTU: 3}), "mencatat satu isian"),
    (s.AnswersWithdrawn(batch_id=ID), "menarik jawaban dari satu berkas"),
    (s.AnswerWithdrawn(answer_id=ID, answers={Element.WAKTU: 3}), "menarik satu isian"),
    (s.WeightChanged(weight=Weight.TWO_DECIMALS), "menjadi 0,11"),
    (s.PopulationStated(population=1000), "populasi: 1000 orang"),
    (s.PopulationStated(population=None), "dikosongkan"),
    (s.ResultStated(ikm=Decimal("88.9"), respondents=150, evidence=REPORT), "nilai jadi 88,90 dari 150"),
    (s.SuggestionErased(suggestion_id=ID), "menghapus satu saran"),
    (s.SurveyClosed(), "menutup survei"),
    (s.SurveyReopened(), "membuka kembali survei"),
    (s.SurveyWithdrawn(), "menarik survei"),
]


@pytest.mark.parametrize(("event", "part"), TOLD, ids=lambda value: getattr(value, "TOPIC", ""))
def test_an_event_of_a_survey_is_told_in_plain_words(event: Event, part: str) -> None:
    assert part in tell(event, OFFICE).sentence


def test_no_event_of_a_survey_is_left_untold() -> None:
    assert {type(event) for event, _ in TOLD} == set(s.EVENTS)


def test_a_form_is_told_by_its_elements_and_a_missing_answer_as_a_dash() -> None:
    ((label, text),) = tell(s.AnswerGiven(answer_id=ID, answers={Element.WAKTU: 3}), OFFICE).details
    assert label == "Jawaban"
    assert "Waktu penyelesaian 3" in text
    assert "Persyaratan –" in text
