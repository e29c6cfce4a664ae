"""Ketidakhadiran: who is away or will be, who is reminded meanwhile; everybody records the own, who leads everybody's."""

from enum import StrEnum
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import absences
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.tracker import Tracker
from tracker.domain.absence import EVENTS, Absence
from tracker.domain.errors import Refused
from tracker.domain.identity import office_id
from tracker.domain.phrase import say
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, Here, here, people
from tracker.web.site import WebRequest

_PATH = "/pengaturan/cuti"
_TOLD = tuple(event.TOPIC for event in EVENTS)


class Step(StrEnum):
    """The last part of the address that a form is posted to."""

    RECORD = "catat"
    END = "akhiri"


_DONE = {Step.RECORD: "Ketidakhadiran dicatat.", Step.END: "Ketidakhadiran diakhiri."}


class Row(msgspec.Struct, frozen=True):
    """One absence. `deputy_away`: when the deputy is away, too, during it. `value` None: not the reader's to end."""

    absence: Absence
    name: str
    positions: str
    deputy: str | None
    deputy_away: tuple[str, ...]
    value: str | None


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def all_absences(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post(
    f"{_PATH}/{{step:str}}", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200
)
def take_step(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, step: FromPath[str]
) -> Response[str] | Response[None]:
    taken = addressed(Step, step)
    carry = _record if taken is Step.RECORD else _end
    return act(
        request,
        form,
        lambda asked: carry(tracker, actor, asked, form),
        lambda status: _draw(request, tracker, actor, (taken, form), status),
        path=lambda _: _PATH,
        flash=_DONE[taken],
    )


@get(f"{_PATH}/{{step:str}}", include_in_schema=False, status_code=303)
async def back_to_page(request: WebRequest, actor: TheActor, step: FromPath[str]) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the form on the page. Raises NotFound."""
    return redirect(request, f"{_PATH}#{addressed(Step, step)}")


def _record(tracker: Tracker, actor: Actor, asked: Asked, form: Form) -> Answer | None:
    person = form.id("person_id", "Pilih siapa yang tidak hadir.")
    since = form.day("since", "Isi hari pertamanya.")
    until = form.day("until", "Isi hari terakhirnya.")
    deputy = form.id("deputy", "Pilih wakil dari daftar.") if form.value("deputy") else None
    if form.errors or person is None or since is None or until is None:
        return None
    command = absences.RecordAbsence(
        office=actor.office or "", person_id=person, since=since, until=until, deputy=deputy
    )
    return absences.record_absence(tracker, actor, asked, command)


def _end(tracker: Tracker, actor: Actor, asked: Asked, form: Form) -> Answer | None:
    """The absence is one field, written as `PERSON:FIRST DAY`: what the domain refuses about it is shown there."""
    person, _, since = form.text("absence", "Pilih ketidakhadirannya.").partition(":")
    chosen = Form({"person": person, "since": since})
    person_id, first = chosen.id("person", "Pilih dari daftar."), chosen.day("since", "Pilih dari daftar.")
    back_on = form.day("back_on", "Isi hari pertama masuk kembali.")
    if chosen.errors:
        form.errors.setdefault("absence", say("Pilih dari daftar."))
    if form.errors or person_id is None or first is None:
        return None
    command = absences.EndAbsence(
        office=actor.office or "", person_id=person_id, since=first, back_on=back_on
    )
    try:
        return absences.end_absence(tracker, actor, asked, command)
    except Refused as error:
        if error.field in {"person_id", "since"}:
            raise type(error)(error.message, "absence") from error
        raise


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    asked = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        days = history(connection, at.office, [office_id(at.office.code)], topics=_TOLD)
    rows = [_row(actor, at, one) for one in at.office.absences_from(at.today)]
    ending = [Choice(row.value, f"{row.name}, {row.absence.term}") for row in rows if row.value]
    recorded = [
        one for one in people(at.office) if absences.may_record(actor, at.office, UUID(one.value), at.today)
    ]
    offered = [*([Step.RECORD] if recorded else []), *([Step.END] if ending else [])]
    forms = {step: _fresh(tracker, actor, at, asked, step) for step in offered}
    if posted is not None:
        forms[posted[0]] = posted[1]
    return render(
        request,
        "ketidakhadiran.html",
        status_code=status,
        office=at.office,
        today=at.today,
        rows=rows,
        offered=[step.value for step in offered],
        forms=forms,
        opened=posted[0].value if posted else asked.value("langkah"),
        posted=posted,
        recorded=recorded,
        everybodys=absences.may_record_everybodys(actor, at.office, at.today),
        deputies=people(at.office),
        ending=ending,
        days=days,
    )


def _row(actor: Actor, at: Here, absence: Absence) -> Row:
    office, person, deputy = at.office, absence.person_id, absence.deputy
    day = max(absence.since, at.today)
    may_end = absences.may_record(actor, office, person, at.today)
    return Row(
        absence=absence,
        name=office.people[person],
        positions=", ".join(position.title for position in office.positions_of(person, day)),
        deputy=None if deputy is None else office.people[deputy],
        deputy_away=tuple(
            one.term
            for one in office.absences_from(at.today)
            if one.person_id == deputy and one.meets(absence.since, absence.until)
        ),
        value=f"{person}:{absence.since}" if may_end else None,
    )


def _fresh(tracker: Tracker, actor: Actor, at: Here, asked: Form, step: Step) -> Form:
    form = Form({"request_id": str(tracker.new_id())})
    if step is Step.END:
        form.values |= {"absence": asked.value("yang"), "back_on": at.today.isoformat()}
    else:
        own = "" if actor.person_id is None else str(actor.person_id)
        form.values |= {"person_id": own, "since": at.today.isoformat()}
    return form
