"""Kontak: where the office's people and the bodies that it deals with are reached, and which body is written to itself."""

from uuid import UUID

import msgspec
from litestar import Response, get, post

from tracker.application import contacts as use_case
from tracker.application.actor import Actor
from tracker.application.contacts import masked_email, masked_phone
from tracker.application.permissions import Action, may, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.identity import body_id
from tracker.domain.office import Office
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.reading import here
from tracker.web.site import WebRequest

_PATH = "/pengaturan/kontak"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`who` is `person:ID` or `body:CODE`; empty where it is not the reader's to change."""

    who: str
    name: str
    what: str
    email: str
    phone: str
    written_to: bool


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def all_contacts(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    require(actor, Action.SET_CONTACTS, actor.office or "")
    office = tracker.office(actor.office or "")
    who = query_form(request).value("siapa")
    return _draw(request, tracker, actor, _filled(tracker, actor, office, who) if who else None)


@post(_PATH, include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def change(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    office = tracker.office(actor.office or "")
    kind, key = _parts(form.value("who"))
    email, phone = form.value("email"), form.value("phone")
    try:
        if kind == "body":
            use_case.change_body(
                tracker, actor, office, key, email=email, phone=phone, written_to=form.ticked("written_to")
            )
        else:
            use_case.change_own(tracker, actor, office, UUID(key), email=email, phone=phone)
    except NotFound:
        raise
    except Refused as error:
        form.refuse(error)
        return _draw(request, tracker, actor, form, 422)
    return redirect(request, _PATH, flash="Kontak disimpan.")


def _parts(who: str) -> tuple[str, str]:
    """Raises NotFound for what no page of ours sends."""
    kind, _, key = who.partition(":")
    try:
        if kind == "person":
            UUID(key)
    except ValueError:
        kind = ""
    if kind not in {"person", "body"}:
        raise NotFound("Orang atau pihak itu tidak ditemukan.")
    return kind, key


def _filled(tracker: Tracker, actor: Actor, office: Office, who: str) -> Form:
    """What stands there now, for whoever may change it. Raises NotFound."""
    kind, key = _parts(who)
    if kind == "body" and key in office.bodies:
        known = use_case.contact_of(tracker, body_id(office.code, key))
    elif kind == "person" and UUID(key) in office.people and use_case.may_change(actor, office, UUID(key)):
        known = use_case.contact_of(tracker, UUID(key))
    else:
        raise NotFound("Orang atau pihak itu tidak ditemukan.")
    values = {"who": who, "email": known.email, "phone": known.phone}
    return Form(values | ({"written_to": "ya"} if known.written_to else {}))


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form | None, status: int = 200
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    kind, key = _parts(form.value("who")) if form else ("", "")
    name = at.office.bodies.get(key, "") if kind == "body" else ""
    if kind == "person":
        name = at.office.people.get(UUID(key), "")
    return render(
        request,
        "kontak.html",
        status_code=status,
        office=at.office,
        form=form,
        kind=kind,
        name=name,
        bodies=_bodies(tracker, actor, at.office),
        people=[_person(tracker, actor, at.office, one) for one in _by_name(at.office)],
    )


def _by_name(office: Office) -> list[UUID]:
    return sorted(office.people, key=lambda one: office.people[one])


def _person(tracker: Tracker, actor: Actor, office: Office, person: UUID) -> Line:
    known = use_case.contact_of(tracker, person)
    mine = use_case.may_change(actor, office, person)
    return Line(
        who=f"person:{person}" if mine else "",
        name=office.people[person],
        what="",
        email=masked_email(known.email),
        phone=masked_phone(known.phone),
        written_to=True,
    )


def _bodies(tracker: Tracker, actor: Actor, office: Office) -> list[Line]:
    changed = may(actor, Action.SET_CONTACTS, office.code)
    found = []
    for code, name in sorted(office.bodies.items(), key=lambda one: one[1]):
        known = use_case.contact_of(tracker, body_id(office.code, code))
        found.append(
            Line(
                who=f"body:{code}" if changed else "",
                name=name,
                what=code,
                email=masked_email(known.email),
                phone=masked_phone(known.phone),
                written_to=known.written_to,
            )
        )
    return found
