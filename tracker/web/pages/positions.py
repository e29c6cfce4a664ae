"""Jabatan: who holds each position today and for how long, and who decides in whose name; the admin's forms for it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import offices
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.identity import office_id
from tracker.domain.mandate import MandateEnded, MandateGiven
from tracker.domain.office import Holding, Office, PositionHeld, PositionVacated, Standing
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, here, people, positions
from tracker.web.sentences_office import term_text
from tracker.web.site import WebRequest

_PATH = "/jabatan"
_TOLD = tuple(event.TOPIC for event in (PositionHeld, PositionVacated, MandateGiven, MandateEnded))
_STANDINGS = [
    Choice(Standing.PLT, "Plt. (pelaksana tugas)"),
    Choice(Standing.PLH, "Plh. (pelaksana harian)"),
    Choice(Standing.DEFINITIF, "Definitif"),
]
_LABELS = {Standing.DEFINITIF: "", Standing.PLT: "Plt.", Standing.PLH: "Plh."}


class Step(StrEnum):
    """The last part of the address that a form is posted to."""

    HOLD = "pegang"
    MANDATE = "mandat"
    END_MANDATE = "akhiri-mandat"
    VACATE = "kosong"


_DONE = {
    Step.HOLD: "Pemegang jabatan dicatat.",
    Step.MANDATE: "Mandat dicatat.",
    Step.END_MANDATE: "Mandat diakhiri.",
    Step.VACATE: "Jabatan dicatat kosong.",
}


class Held(msgspec.Struct, frozen=True):
    """`standing` is empty for the definitive holder, `name` None for a vacant position."""

    name: str | None
    standing: str
    since: date
    until: date | None


class Row(msgspec.Struct, frozen=True):
    """One position: who holds it today (None: nobody was ever named), who will, and who decides in that name."""

    title: str
    now: Held | None
    coming: tuple[Held, ...]
    mandates: tuple[Held, ...]


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def all_positions(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post(
    f"{_PATH}/{{step:str}}", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200
)
def take_step(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, step: FromPath[str]
) -> Response[str] | Response[None]:
    taken = addressed(Step, step)
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, taken),
        lambda status: _draw(request, tracker, actor, (taken, form), status),
        path=lambda _: _PATH,
        flash=_DONE[taken],
    )


@get(f"{_PATH}/{{step:str}}", include_in_schema=False, status_code=303)
async def back_to_page(request: WebRequest, actor: TheActor, step: FromPath[str]) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the form on the page. Raises NotFound."""
    return redirect(request, f"{_PATH}#{addressed(Step, step)}")


def _carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, step: Step) -> Answer | None:
    office = actor.office or ""
    if step is Step.END_MANDATE:
        return _end_mandate(tracker, actor, asked, form)
    position = form.text("position", "Pilih jabatannya.")
    since = form.day("since", "Isi tanggal mulainya.")
    if step is Step.VACATE:
        if form.errors or since is None:
            return None
        vacated = offices.VacatePosition(office=office, position=position, since=since)
        return offices.vacate_position(tracker, actor, asked, vacated)
    person = form.id("person_id", "Pilih orangnya.")
    until = form.day("until")
    if step is Step.MANDATE:
        basis = form.text("basis")
        if form.errors or since is None or person is None:
            return None
        given = offices.GiveMandate(
            office=office, position=position, person_id=person, since=since, until=until, basis=basis
        )
        return offices.give_mandate(tracker, actor, asked, given)
    standing = form.member("standing", Standing, "Pilih Plt., Plh., atau definitif.")
    if form.errors or since is None or person is None or standing is None:
        return None
    held = offices.HoldPosition(
        office=office, position=position, person_id=person, since=since, standing=standing, until=until
    )
    return offices.hold_position(tracker, actor, asked, held)


def _end_mandate(tracker: Tracker, actor: Actor, asked: Asked, form: Form) -> Answer | None:
    """The mandate is one field, written as `camat:PERSON`: what the domain refuses about it is shown there."""
    position, _, person = form.text("mandate", "Pilih mandat yang diakhiri.").partition(":")
    since = form.day("since", "Isi hari pertama tanpa mandat itu.")
    if form.errors or since is None:
        return None
    try:
        command = offices.EndMandate(
            office=actor.office or "", position=position, person_id=UUID(person), since=since
        )
        return offices.end_mandate(tracker, actor, asked, command)
    except ValueError as error:
        raise Refused("Pilih dari daftar.", "mandate") from error
    except Refused as error:
        if error.field in {"position", "person_id"}:
            raise Refused(error.message, "mandate") from error
        raise


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        days = history(connection, at.office, [office_id(at.office.code)], topics=_TOLD)
    offered = list(Step) if may(actor, Action.MANAGE, at.office.code) else []
    mandates = _mandates(at.office, at.today)
    if not mandates and Step.END_MANDATE in offered:
        offered.remove(Step.END_MANDATE)
    forms = {
        step: Form({"request_id": str(tracker.new_id()), "since": at.today.isoformat()}) for step in offered
    }
    if posted is not None:
        forms[posted[0]] = posted[1]
    return render(
        request,
        "jabatan.html",
        status_code=status,
        office=at.office,
        today=at.today,
        rows=[_row(at.office, code, at.today) for code in at.office.positions],
        days=days,
        offered=[step.value for step in offered],
        forms=forms,
        posted=posted,
        positions=positions(at.office),
        people=people(at.office),
        standings=_STANDINGS,
        mandates=mandates,
        term=term_text,
    )


def _row(office: Office, code: str, today: date) -> Row:
    now = office.holding(code, today)
    return Row(
        title=office.positions[code].title,
        now=None if now is None else _held(office, now),
        coming=tuple(
            _held(office, one)
            for one in sorted(office.holdings, key=lambda one: one.since)
            if one.position == code and one.since > today
        ),
        mandates=tuple(
            Held(office.people.get(one.person_id), "", one.since, one.until)
            for one in office.mandates
            if one.position == code and (one.covers(today) or one.since > today) and one.ended_on is None
        ),
    )


def _held(office: Office, held: Holding) -> Held:
    name = None if held.person_id is None else office.people.get(held.person_id)
    return Held(name, _LABELS[held.standing], held.since, held.until)


def _mandates(office: Office, today: date) -> list[Choice]:
    """Those that stand today or will."""
    return [
        Choice(
            f"{one.position}:{one.person_id}",
            f"{office.people.get(one.person_id, '')}, a.n. {office.positions[one.position].title}",
        )
        for one in office.mandates
        if one.ended_on is None and (one.until is None or one.until >= today)
    ]
