"""An indicator: what its document says, every reading of it side by side, and Rincian perhitungan."""

from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from projections import directory
from tracker.application.actor import Actor
from tracker.application.figure_basis import Question
from tracker.application.figures import Explanation, IndicatorFigure, explain
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.indicator import Edition
from tracker.domain.phrase import MONTHS, say
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.figure_card import FigureCard, card
from tracker.web.pages.reading import Choice, Here, as_of, here
from tracker.web.pages.register import following
from tracker.web.site import WebRequest

_SHARES = (Rule.MEETING_ALL, Rule.MEETING_ANY, Rule.PER_RESULT, Rule.SEED_LITERAL)
PERIODS = [
    (
        "Triwulan",
        [
            Choice(f"TW{n}", say("Triwulan {roman}", roman=roman))
            for n, roman in enumerate(("I", "II", "III", "IV"), 1)
        ],
    ),
    ("Semester", [Choice("S1", "Semester I"), Choice("S2", "Semester II")]),
    ("Bulan", [Choice(f"{n:02}", name) for n, name in enumerate(MONTHS, 1)]),
]


class ReadingColumn(msgspec.Struct, frozen=True):
    """`own`: the rule that the indicator is set to. `path`: the same question, with this rule's lines shown."""

    card: FigureCard
    own: bool
    shown: bool
    path: str


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
    shown = form.one_of("aturan", [str(rule) for rule in rules]) or edition.rule
    question = question_of(form, tracker, at)
    explanations: dict[Rule, Explanation] = {}
    surveyed: IndicatorFigure | None = None
    try:
        explanations = _explain(tracker, actor, code, question, rules, shown, form.value("sesudah") or None)
        if edition.rule is None:
            surveyed = explain(tracker, actor, code, question).figure
    except Refused as error:
        form.errors[FIELDS.get(error.field, "tahun")] = error.message
    chosen = explanations.get(Rule(shown)) if shown else None
    return render(
        request,
        "indikator.html",
        status_code=422 if form.errors else 200,
        form=form,
        definition=edition,
        code=code,
        adoption=found.adopted(edition_year),
        may_define=may(actor, Action.DEFINE, at.office.code),
        columns=[
            ReadingColumn(card(one.figure), rule == edition.rule, rule == shown, _path(code, form, rule))
            for rule, one in explanations.items()
        ],
        explanation=chosen,
        following=_following(code, form, chosen),
        first_page=_path(code, form, Rule(shown)) if shown and form.value("sesudah") else None,
        surveyed=surveyed,
        surveyed_card=card(surveyed) if surveyed else None,
        shown=card(chosen.figure) if chosen else None,
        question=question,
        periods=PERIODS,
        years=range(at.today.year, at.today.year - 6, -1),
    )


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


def _path(code: str, form: Form, rule: Rule) -> str:
    asked = {"aturan": str(rule)} | {name: form.value(name) for name in _ASKED if form.value(name)}
    return f"/indikator/{code}?{urlencode(asked)}#rincian"


def _following(code: str, form: Form, chosen: Explanation | None) -> str | None:
    path = following(f"/indikator/{code}", form, ("aturan", *_ASKED), chosen.next if chosen else None)
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


def _explain(
    tracker: Tracker,
    actor: Actor,
    code: str,
    question: Question,
    rules: tuple[Rule, ...],
    shown: str | None,
    after: str | None,
) -> dict[Rule, Explanation]:
    """Every reading; lines of the one that is shown alone."""
    found = {}
    for rule in rules:
        asked = msgspec.structs.replace(question, rule=rule)
        lines = (after, _LINES) if rule == shown else (None, 0)
        found[rule] = explain(tracker, actor, code, asked, *lines)
    return found
