"""An indicator: its figure with the course, months and sections, every reading side by side, and Rincian perhitungan."""

from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from projections import directory
from tracker.application import report_words
from tracker.application.actor import Actor
from tracker.application.figure_basis import Question
from tracker.application.figure_details import Behind, Details, details
from tracker.application.permissions import Action, may
from tracker.application.report import row as report_row
from tracker.application.report_cells import ReportQuestion, Row
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.indicator import Edition
from tracker.domain.phrase import MONTHS, say
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.figure_card import FigureCard, card, grade_text, heard
from tracker.web.pages.figure_charts import charts
from tracker.web.pages.reading import Choice, Here, as_of, here
from tracker.web.pages.register import following
from tracker.web.site import WebRequest

_SHARES = (Rule.MEETING_ALL, Rule.MEETING_ANY, Rule.PER_RESULT, Rule.SEED_LITERAL)
PERIODS = [
    (
        say("Triwulan"),
        [
            Choice(f"TW{n}", say("Triwulan {roman}", roman=roman))
            for n, roman in enumerate(("I", "II", "III", "IV"), 1)
        ],
    ),
    (
        say("Semester"),
        [Choice("S1", say("Semester {roman}", roman="I")), Choice("S2", say("Semester {roman}", roman="II"))],
    ),
    (say("Bulan"), [Choice(f"{n:02}", name) for n, name in enumerate(MONTHS, 1)]),
]
_BEHIND_NAMES = {
    None: say("Semua kegiatan"),
    Behind.NUMERATOR: say("Pembilang"),
    Behind.DENOMINATOR: say("Penyebut"),
    Behind.NEITHER: say("Tidak dihitung"),
}


class ReadingColumn(msgspec.Struct, frozen=True):
    """`own`: the rule that the indicator is set to. `path`: the same question, with this rule's lines shown."""

    card: FigureCard
    own: bool
    shown: bool
    path: str


class BehindTab(msgspec.Struct, frozen=True):
    """One list of the coordinations behind the figure, with how many there are."""

    name: str
    count: int
    path: str
    shown: bool


@get("/indikator/{code:str}", include_in_schema=False, sync_to_thread=True)
def indicator(
    request: WebRequest, tracker: TheTracker, actor: TheActor, code: FromPath[str]
) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        found = directory.indicator(connection, at.office.code, code)
        if then is not None:
            found = directory.indicator(connection, at.office.code, code, then.position) or found
    if found is None:
        raise NotFound(say("Indikator “{code}” tidak dikenal di kecamatan ini.", code=code), "indicator")
    edition_year = form.whole("tahun", at.today.year)
    edition = found.for_year(edition_year)
    rules = _rules(edition)
    rule = form.one_of("aturan", [str(one) for one in rules]) or edition.rule
    only = next((one for one in Behind if one == form.value("bagian")), None)
    question = question_of(form, tracker, at)
    told, row = _told(tracker, actor, form, code, question, rules, Rule(rule) if rule else None, only)
    return render(
        request,
        "indikator.html",
        status_code=422 if form.errors else 200,
        form=form,
        definition=edition,
        code=code,
        adoption=found.adopted(edition_year),
        may_define=may(actor, Action.DEFINE, at.office.code),
        told=told,
        shown=card(told.figure) if told else None,
        charts=charts(told, at.office) if told else None,
        heard=heard,
        grade_text=grade_text,
        columns=[
            ReadingColumn(card(one), name == edition.rule, name == rule, _path(code, form, name))
            for name, one in (told.readings.items() if told else ())
        ],
        tabs=_tabs(code, form, told, only),
        row=row,
        words=report_words,
        following=_following(code, form, told),
        first_page=_path(code, form, Rule(rule), only) if rule and form.value("sesudah") else None,
        question=question,
        asked=any(form.value(name) for name in _ASKED),
        periods=PERIODS,
        years=range(at.today.year, at.today.year - 6, -1),
    )


def _told(
    tracker: Tracker,
    actor: Actor,
    form: Form,
    code: str,
    question: Question,
    rules: tuple[Rule, ...],
    rule: Rule | None,
    only: Behind | None,
) -> tuple[Details | None, Row | None]:
    """The figure and what is behind it, and its row of the report; none where the form names what cannot be answered."""
    if form.errors:
        return None, None
    asked = msgspec.structs.replace(question, rule=rule)
    reported = ReportQuestion(
        office=question.office, year=question.year, cut_off=question.cut_off, as_of=question.as_of
    )
    try:
        found = details(tracker, actor, code, asked, rules, only, form.value("sesudah") or None, _LINES)
        return found, report_row(tracker, actor, reported, code)
    except NotFound:
        raise
    except Refused as error:
        form.errors[FIELDS.get(error.field, "tahun")] = error.message
        return None, None


def _tabs(code: str, form: Form, told: Details | None, only: Behind | None) -> list[BehindTab]:
    rule = told.figure.reading.rule if told and told.figure.reading else None
    if told is None or rule is None:
        return []
    everything = sum(group.held for group in told.months)
    return [
        BehindTab(
            name,
            everything if one is None else told.behind[one],
            _path(code, form, rule, one),
            one == only,
        )
        for one, name in _BEHIND_NAMES.items()
    ]


FIELDS = {
    "year": "tahun",
    "period": "periode",
    "cut_off": "sampai",
    "as_of": "per",
    "since": "dari",
    "after": "",
}
"""Where the page asks for what a question names."""


_LINES = 50
_ASKED = ("tahun", "periode", "sampai", "per", "kumulatif")


def _path(code: str, form: Form, rule: Rule, only: Behind | None = None) -> str:
    asked = {"aturan": str(rule)} | {name: form.value(name) for name in _ASKED if form.value(name)}
    if only is not None:
        asked["bagian"] = only.value
    return f"/indikator/{code}?{urlencode(asked)}#rincian"


def _following(code: str, form: Form, told: Details | None) -> str | None:
    names = ("aturan", *_ASKED, "bagian")
    path = following(f"/indikator/{code}", form, names, told.explanation.next if told else None)
    return None if path is None else f"{path}#rincian"


def _rules(edition: Edition) -> tuple[Rule, ...]:
    match edition.rule:
        case None:
            return ()
        case Rule.EVIDENCED_OUTPUT:
            return (Rule.EVIDENCED_OUTPUT,)
        case _:
            return _SHARES


def question_of(form: Form, tracker: Tracker, at: Here) -> Question:
    """The question in the address of a page."""
    then = as_of(form, tracker, at)
    return Question(
        office=at.office.code,
        year=form.whole("tahun", at.today.year),
        period=form.value("periode") or None,
        cumulative=form.ticked("kumulatif"),
        cut_off=form.day("sampai"),
        as_of=then.as_of if then else None,
    )
