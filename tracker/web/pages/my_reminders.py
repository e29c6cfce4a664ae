"""Pengingat saya: where the reader is reached, what they want to be reminded of by mail, and a trial message."""

from uuid import UUID

from litestar import Response, get, post

from tracker.application import contacts, preferences, trials
from tracker.application.actor import Actor
from tracker.application.channels import EMAIL
from tracker.application.preferences import KIND_NAMES, Kind
from tracker.application.tracker import Tracker
from tracker.application.trials import Trial
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.reading import here
from tracker.web.site import WebRequest, site_of

_PATH = "/pengaturan/pengingat-saya"


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def my_reminders(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post(f"{_PATH}/alamat", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def set_address(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    person = _person(actor)
    try:
        contacts.change_own(
            tracker,
            actor,
            tracker.office(actor.office or ""),
            person,
            email=form.value("email"),
            phone=form.value("phone"),
        )
    except Refused as error:
        form.refuse(error)
        return _draw(request, tracker, actor, contact=form, status=422)
    return redirect(request, _PATH, flash="Alamat dan nomor disimpan.")


@post(f"{_PATH}/pilihan", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def choose(request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm) -> Response[None]:
    wanted = [kind for kind in Kind if form.ticked(f"{EMAIL}.{kind}")]
    preferences.choose(tracker, _person(actor), EMAIL, wanted)
    return redirect(request, _PATH, flash="Pilihan pengingat disimpan.")


@post(f"{_PATH}/uji", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def try_out(request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm) -> Response[str]:
    """Says what happened on the page itself; sent again by reloading, it is counted again."""
    try:
        found = trials.try_out(
            tracker, actor, tracker.office(actor.office or ""), _person(actor), site_of(request).send
        )
    except Forbidden:
        raise
    except Refused as error:
        form.refuse(error)
        return _draw(request, tracker, actor, trial=form, status=429)
    return _draw(request, tracker, actor, told=found)


@get([f"{_PATH}/alamat", f"{_PATH}/pilihan", f"{_PATH}/uji"], include_in_schema=False, status_code=303)
async def back_to_page(request: WebRequest, actor: TheActor) -> Response[None]:
    return redirect(request, _PATH)


def _person(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise NotFound("Akun ini tidak terikat pada orang, jadi tidak menerima pengingat.")
    return actor.person_id


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    *,
    contact: Form | None = None,
    trial: Form | None = None,
    told: list[Trial] | None = None,
    status: int = 200,
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    person = actor.person_id
    if contact is None:
        known = contacts.Contact() if person is None else contacts.contact_of(tracker, person)
        contact = Form({"email": known.email, "phone": known.phone, "request_id": str(tracker.new_id())})
    off = frozenset() if person is None else preferences.switched_off(tracker, person)
    choices = Form({f"{EMAIL}.{kind}": "ya" for kind in Kind if (kind, EMAIL) not in off})
    return render(
        request,
        "pengingat_saya.html",
        status_code=status,
        office=at.office,
        has_person=person is not None,
        contact=contact,
        choices=choices,
        kinds=[(f"{EMAIL}.{kind}", KIND_NAMES[kind]) for kind in Kind],
        trial=trial or Form(),
        told=told or [],
    )
