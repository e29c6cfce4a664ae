"""What happens to a survey, in sentences. What a respondent answered is shown; who it was is not known."""

from tracker.application.messages import long_date
from tracker.domain.event import Event
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.office import Office
from tracker.domain.percent import number_text
from tracker.domain.period import period
from tracker.domain.survey import events as s
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.score import WEIGHT_NAMES
from tracker.domain.survey.tally import Answers
from tracker.web.told import Told


def tell_survey(event: Event, office: Office) -> Told | None:
    match event:
        case s.SurveyOpened():
            return Told(
                f"membuka survei ini untuk {period(event.year, event.code).label}",
                (("Bobot", WEIGHT_NAMES[event.weight]),),
            )
        case s.AnswersImported():
            return Told(f"mengimpor {len(event.rows)} isian", (("Berkas", event.file_name),), "ok")
        case s.AnswerGiven():
            return Told("mencatat satu isian", (("Jawaban", answers_text(event.answers)),))
        case s.AnswersWithdrawn():
            return Told("menarik jawaban dari satu berkas", tone="bad")
        case s.AnswerWithdrawn():
            return Told("menarik satu isian", (("Jawaban", answers_text(event.answers)),), "bad")
        case s.WeightChanged():
            return Told(f"mengubah bobot tiap unsur menjadi {WEIGHT_NAMES[event.weight]}")
        case s.PopulationStated():
            population = "dikosongkan" if event.population is None else f"{event.population} orang"
            return Told(f"mencatat jumlah populasi: {population}")
        case s.ResultStated():
            return _result(event)
        case s.SuggestionErased():
            return Told("menghapus satu saran responden", tone="quiet")
        case s.SurveyClosed():
            return Told("menutup survei ini", tone="ok")
        case s.SurveyReopened():
            return Told("membuka kembali survei ini")
        case s.SurveyWithdrawn():
            return Told("menarik survei ini (salah catat)", tone="bad")
    return None


def answers_text(answers: Answers) -> str:
    """`Persyaratan 4 · …`, a missing one as a dash."""
    return " · ".join(f"{ASKED[element].name} {answers.get(element, '–')}" for element in Element)


def _result(event: s.ResultStated) -> Told:
    paper = event.evidence
    number = f" nomor {paper.number}" if paper.number else ""
    return Told(
        f"mencatat nilai jadi {number_text(event.ikm)} dari {event.respondents} responden",
        (("Laporan", f"{EVIDENCE_NAMES[paper.type]}{number}, {long_date(paper.dated_on)}"),),
        "ok",
    )
