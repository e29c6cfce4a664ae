"""Serah terima tugas: choose who hands over, see the whole basket, choose who takes it, say why."""

from litestar import Response, get, post

from tracker.application import hand_overs
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.domain.in_charge import InCharge
from tracker.domain.phrase import say
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, Here, here, holder_name, people_in_charge
from tracker.web.site import WebRequest

_PATH = "/serah-terima"


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def hand_over_form(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    require(actor, Action.HAND_OVER, actor.office or "")
    form = query_form(request)
    form.values["request_id"] = str(tracker.new_id())
    return _draw(request, tracker, actor, form)


@post(_PATH, include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def hand_over(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    require(actor, Action.HAND_OVER, actor.office or "")

    def carry(asked: Asked) -> Answer | None:
        giver_kind, giver_code = form.in_charge("from", "Pilih siapa yang menyerahkan.")
        taker_kind, taker_code = form.in_charge("to", "Pilih siapa yang menerima.")
        expected = form.whole("expected", 0)
        if not asked.reason:
            form.errors["reason"] = "Isi alasannya."
        if form.errors or not (giver_kind and giver_code and taker_kind and taker_code):
            return None
        command = hand_overs.HandOver(
            office=actor.office or "",
            giver_kind=giver_kind,
            giver_code=giver_code,
            taker_kind=taker_kind,
            taker_code=taker_code,
            expected=expected or None,
        )
        return hand_overs.hand_over(tracker, actor, asked, command)

    def redraw(status: int) -> Response[str]:
        form.values["request_id"] = str(tracker.new_id())
        return _draw(request, tracker, actor, form, status)

    return act(
        request,
        form,
        carry,
        redraw,
        path=lambda _: f"/tindak-lanjut?lingkup=semua&pj={form.value('to')}",
        flash=say("{count} tindak lanjut diserahterimakan.", count=form.value("expected")),
    )


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, status: int = 200
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        giver = _chosen(form, at)
        rows = [] if giver is None else hand_overs.basket(connection, at.office.code, giver)
    form.values["expected"] = str(len(rows))
    return render(
        request,
        "serah_terima.html",
        status_code=status,
        form=form,
        people=_people(actor, at),
        giver=giver,
        holder=holder_name(at.office, giver, at.today),
        rows=rows,
        today=at.today,
    )


def _chosen(form: Form, at: Here) -> InCharge | None:
    """None where nobody was chosen yet, or somebody whom the office does not know."""
    kind, code = form.in_charge("from")
    try:
        return None if kind is None or code is None else at.office.in_charge(kind, code)
    except NotFound:
        form.errors["from"] = "Pilih dari daftar."
        return None


def _people(actor: Actor, at: Here) -> list[tuple[str, list[Choice]]]:
    """Those whose tasks the reader may hand over."""

    def allowed(choice: Choice) -> bool:
        kind, _, code = choice.value.partition(":")
        return hand_overs.may_hand_over(actor, at.office, at.office.in_charge(kind, code), at.today)

    return [
        (title, [choice for choice in choices if allowed(choice)])
        for title, choices in people_in_charge(at.office)
    ]
