"""What happens to a survey, in sentences. What a respondent answered is shown; who it was is not known."""

from tracker.application.messages import long_date
from tracker.domain.event import Event
from tracker.domain.evidence import document_name
from tracker.domain.office import Office
from tracker.domain.percent import number_text
from tracker.domain.period import period
from tracker.domain.phrase import listed, say
from tracker.domain.survey import events as s
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.score import WEIGHT_NAMES
from tracker.domain.survey.tally import Answers
from tracker.web.told import Told


def tell_survey(event: Event, office: Office) -> Told | None:
    match event:
        case s.SurveyOpened():
            return Told(
                say("membuka survei ini untuk {label}", label=period(event.year, event.code).label),
                ((say("Bobot"), WEIGHT_NAMES[event.weight]),),
            )
        case s.AnswersImported():
            return Told(
                say("mengimpor {n} isian", n=len(event.rows)), ((say("Berkas"), event.file_name),), "ok"
            )
        case s.AnswerGiven():
            return Told(say("mencatat satu isian"), ((say("Jawaban"), answers_text(event.answers)),))
        case s.AnswersWithdrawn():
            return Told(say("menarik jawaban dari satu berkas"), tone="bad")
        case s.AnswerWithdrawn():
            return Told(say("menarik satu isian"), ((say("Jawaban"), answers_text(event.answers)),), "bad")
        case s.WeightChanged():
            return Told(say("mengubah bobot tiap unsur menjadi {weight}", weight=WEIGHT_NAMES[event.weight]))
        case s.PopulationStated():
            population = (
                say("dikosongkan")
                if event.population is None
                else say("{population} orang", population=event.population)
            )
            return Told(say("mencatat jumlah populasi: {population}", population=population))
        case s.ResultStated():
            return _result(event)
        case s.SuggestionErased():
            return Told(say("menghapus satu saran responden"), tone="quiet")
        case s.SurveyClosed():
            return Told(say("menutup survei ini"), tone="ok")
        case s.SurveyReopened():
            return Told(say("membuka kembali survei ini"))
        case s.SurveyWithdrawn():
            return Told(say("menarik survei ini (salah catat)"), tone="bad")
    return None


def answers_text(answers: Answers) -> str:
    """`Persyaratan 4 · …`, a missing one as a dash."""
    return listed(
        *(
            say("{element} {answer}", element=ASKED[element].name, answer=answers.get(element, "–"))
            for element in Element
        ),
        separator=" · ",
    )


def _result(event: s.ResultStated) -> Told:
    paper = event.evidence
    return Told(
        say(
            "mencatat nilai jadi {ikm} dari {respondents} responden",
            ikm=number_text(event.ikm),
            respondents=event.respondents,
        ),
        (
            (
                say("Laporan"),
                say(
                    "{document}, {day}",
                    document=document_name(paper.type, paper.number),
                    day=long_date(paper.dated_on),
                ),
            ),
        ),
        "ok",
    )
