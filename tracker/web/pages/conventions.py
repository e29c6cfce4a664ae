"""Capaian dan predikat: how the office computes, rounds and calls a capaian, from a year on; and the form that states it."""

from decimal import Decimal

from litestar import Response, get, post

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.conventions import StateConventions, state_conventions
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.conventions import DEFAULT, CapaianFrom, Conventions, Rung
from tracker.domain.errors import Refused
from tracker.domain.identity import office_id
from tracker.domain.office import OfficeConventionsStated
from tracker.domain.percent import Rounding, number_text, typed_number
from tracker.domain.period import YEARS_AHEAD
from tracker.domain.phrase import say
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, here
from tracker.web.sentences_indicator import CAPAIAN_FROM_NAMES, ROUNDING_NAMES
from tracker.web.site import WebRequest

_PATH = "/predikat"
_MOST_RUNGS = 12
_SPARE_RUNGS = 2
_YEARS_BACK = 5


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def conventions(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor, None)


@post(_PATH, include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def state(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    def carry(asked: Asked) -> Answer | None:
        stated = Conventions(
            ladder=_ladder(form),
            rounding=form.member("rounding", Rounding, "Pilih cara pembulatan.") or DEFAULT.rounding,
            capaian_from=form.member("capaian_from", CapaianFrom, "Pilih dasar capaian.")
            or DEFAULT.capaian_from,
        )
        year = form.whole("from_year", 0)
        if form.errors:
            return None
        command = StateConventions(office=actor.office or "", from_year=year, conventions=stated)
        return state_conventions(tracker, actor, asked, command)

    return act(
        request,
        form,
        carry,
        lambda status: _draw(request, tracker, actor, form, status),
        path=lambda _: _PATH,
        flash=say("Capaian dan predikat diatur mulai tahun {year}.", year=form.value("from_year")),
    )


def _ladder(form: Form) -> tuple[Rung, ...]:
    """The rows that are filled. What cannot be read is named at its own field."""
    rungs = []
    for number in range(_MOST_RUNGS):
        bound_field, word_field = f"rungs.{number}.at_least", f"rungs.{number}.word"
        bound, word = form.text(bound_field), form.text(word_field)
        if not bound and not word:
            continue
        if not word:
            form.errors[word_field] = "Isi sebutan jenjang ini, atau kosongkan batasnya."
        rungs.append(Rung(_bound(form, bound_field), word))
    return tuple(rungs)


def _bound(form: Form, field: str) -> Decimal:
    if not form.value(field).strip():
        form.errors[field] = "Isi batas bawah jenjang ini; jenjang terakhir 0."
        return Decimal(0)
    try:
        return typed_number(form.value(field), field)
    except Refused as error:
        form.refuse(error)
        return Decimal(0)


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, posted: Form | None, status: int = 200
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        days = history(
            connection, at.office, [office_id(at.office.code)], topics=(OfficeConventionsStated.TOPIC,)
        )
    now = at.office.conventions_for(at.today.year)
    form = posted or _fresh(now, at.today.year, str(tracker.new_id()))
    years = range(at.today.year + YEARS_AHEAD, at.today.year - _YEARS_BACK - 1, -1)
    return render(
        request,
        "predikat.html",
        status_code=status,
        office=at.office,
        today=at.today,
        editions=sorted(at.office.conventions.items(), reverse=True),
        default=DEFAULT,
        days=days,
        form=form,
        refused=posted is not None,
        rungs=range(_rows(form)),
        years=[Choice(str(one), str(one)) for one in years],
        roundings=[Choice(one, name) for one, name in ROUNDING_NAMES.items()],
        starts=[Choice(one, name) for one, name in CAPAIAN_FROM_NAMES.items()],
        rounding_names=ROUNDING_NAMES,
        start_names=CAPAIAN_FROM_NAMES,
        number_text=number_text,
        may_state=may(actor, Action.DEFINE, at.office.code),
    )


def _fresh(now: Conventions, year: int, request_id: str) -> Form:
    values = {
        "request_id": request_id,
        "from_year": str(year),
        "rounding": now.rounding.value,
        "capaian_from": now.capaian_from.value,
    }
    for number, rung in enumerate(now.ladder):
        values[f"rungs.{number}.at_least"] = number_text(rung.at_least)
        values[f"rungs.{number}.word"] = rung.word
    return Form(values)


def _rows(form: Form) -> int:
    """As many as are filled, and some to add another."""
    filled = [
        number
        for number in range(_MOST_RUNGS)
        if form.value(f"rungs.{number}.at_least") or form.value(f"rungs.{number}.word")
    ]
    return min(_MOST_RUNGS, max(filled, default=-1) + 1 + _SPARE_RUNGS)
