"""Survei: the surveys of the office, and the two ways in which one begins: to collect answers, or with its value."""

from decimal import Decimal

from litestar import Response, get, post
from sqlalchemy import Connection

from projections import directory
from tracker.application import surveys as use
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.percent import typed_number
from tracker.domain.phrase import say
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.score import WEIGHT_NAMES, Weight
from tracker.domain.survey.survey import Survey
from tracker.web import evidence_form
from tracker.web.forms import FORM, MAX_NOTE, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.indicator import PERIODS
from tracker.web.pages.reading import Choice, here
from tracker.web.site import WebRequest

OPEN, RESULT = "buka", "nilai-jadi"
_YEARS = 6


@get("/survei", include_in_schema=False, sync_to_thread=True)
def surveys(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post("/survei/buka", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def open_survey(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    def carry(asked: Asked) -> Answer | None:
        command = _opening(form, actor)
        return None if form.errors else use.open_survey(tracker, actor, asked, command)

    return act(
        request,
        form,
        carry,
        lambda status: _draw(request, tracker, actor, (OPEN, form), status),
        path=lambda answer: f"/survei/{answer.id}",
        flash="Survei dibuka. Isi jawabannya satu per satu, atau unggah berkasnya.",
    )


@post(
    "/survei/nilai-jadi",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=evidence_form.MAX_REQUEST,
)
def state_result(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    def carry(asked: Asked) -> Answer | None:
        command = _result(form, tracker, actor)
        return None if command is None or form.errors else use.state_result(tracker, actor, asked, command)

    return act(
        request,
        form,
        carry,
        lambda status: _draw(request, tracker, actor, (RESULT, form), status),
        path=lambda answer: f"/survei/{answer.id}",
        flash="Nilai jadi dicatat.",
    )


@get(["/survei/buka", "/survei/nilai-jadi"], include_in_schema=False, status_code=303)
async def back_to_list(request: WebRequest, actor: TheActor) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the form on the list."""
    return redirect(request, f"/survei#{request.scope['path'].rpartition('/')[2]}.isian")


def _opening(form: Form, actor: Actor) -> use.OpenSurvey:
    population = form.value("population").strip()
    return use.OpenSurvey(
        office=actor.office or "",
        name=form.text("name", "Isi nama survei."),
        year=form.whole("year", 0),
        period=form.value("period") or None,
        weight=form.member("weight", Weight) or Weight.EXACT,
        population=whole_number(form, "population") if population else None,
    )


def whole_number(form: Form, name: str) -> int | None:
    """Larger than a year: `1.783` and `1783` are the same. What is no number is named."""
    typed = form.value(name).strip().replace(".", "")
    if typed.isascii() and typed.isdigit() and len(typed) <= 8:
        return int(typed)
    form.errors[name] = "Isi dengan angka bulat."
    return None


def _result(form: Form, tracker: Tracker, actor: Actor) -> use.StateResult | None:
    survey = _opening(form, actor)
    ikm = _number(form, "ikm", say("Isi nilai IKM."))
    respondents = whole_number(form, "respondents")
    means = {
        element: value
        for element in Element
        if (value := _number(form, f"elements.{element.value}", "")) is not None
    }
    kind = form.evidence_type("evidence.type", "Pilih jenis laporannya.")
    dated_on = form.day("evidence.dated_on", "Isi tanggal laporan.")
    number = form.text("evidence.number", limit=100)
    note = form.text("evidence.note", limit=MAX_NOTE)
    uploaded = evidence_form.files_of(tracker, actor, form, "evidence")
    if len(uploaded) > 1:
        form.errors["evidence.file"] = "Satu berkas laporan untuk satu nilai."
    if ikm is None or respondents is None or dated_on is None:
        return None
    return use.StateResult(
        survey=survey,
        ikm=ikm,
        respondents=respondents,
        elements=means,
        type=kind,
        number=number,
        dated_on=dated_on,
        note=note,
        file=uploaded[0].sha256 if uploaded else None,
    )


def _number(form: Form, name: str, required: str) -> Decimal | None:
    typed = form.text(name, required)
    if not typed:
        return None
    try:
        return typed_number(typed, name)
    except Refused as error:
        form.refuse(error)
        return None


def of_office(connection: Connection, office: str) -> list[Survey]:
    """The latest period first."""
    found = directory.every(connection, Survey, office)
    return sorted(found, key=lambda one: (one.period.last, one.period.first, one.name), reverse=True)


def _fresh(tracker: Tracker, actor: Actor) -> Form:
    year = tracker.today(tracker.office(actor.office or "")).year
    return Form({"request_id": str(tracker.new_id()), "year": str(year), "evidence.type": "dokumen_laporan"})


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    posted: tuple[str, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        found = of_office(connection, at.office.code)
    forms = {step: _fresh(tracker, actor) for step in (OPEN, RESULT)}
    shown = ""
    if posted is not None:
        shown, forms[posted[0]] = posted
        if "request_id" in posted[1].errors:
            posted[1].values["request_id"] = str(tracker.new_id())
    return render(
        request,
        "survei.html",
        status_code=status,
        surveys=[(one, one.score()) for one in found],
        forms=forms,
        shown=shown,
        asked=ASKED,
        weights=[Choice(weight.value, name) for weight, name in WEIGHT_NAMES.items()],
        periods=PERIODS,
        years=[Choice(str(year), str(year)) for year in range(at.today.year, at.today.year - _YEARS, -1)],
        evidence_types=evidence_choices(),
        today=at.today,
        may_open=may(actor, Action.SURVEY, at.office.code),
        may_direct=may(actor, Action.DIRECT_SURVEY, at.office.code),
    )


def evidence_choices() -> list[Choice]:
    return [Choice(kind, name) for kind, name in EVIDENCE_NAMES.items()]
