"""Kegiatan: the register of what the office planned and held, with filters; and the filters that a reader has named."""

from urllib.parse import parse_qs, urlencode
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from projections import register
from tracker.application import saved_filters
from tracker.application.actor import Actor
from tracker.application.permissions import Action, may
from tracker.application.saved_filters import Saved
from tracker.application.tracker import Tracker
from tracker.domain.coordination import KIND_NAMES, STATUS_NAMES
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.reading import Choice, as_of, here, people_in_charge, sections
from tracker.web.pages.register_filter import FILTERS, MORE, OLDEST_FIRST, narrowed, query_of
from tracker.web.site import WebRequest

PATH = "/kegiatan"
_SAVED = f"{PATH}/saringan"
_ON_A_PAGE = 25


@get(PATH, include_in_schema=False, sync_to_thread=True)
def coordinations(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor, query_form(request))


@post(_SAVED, include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def save_filter(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    """What is shown now gets a name."""
    query = query_of(form)
    try:
        saved_filters.save(tracker, actor, form.value("nama"), query)
    except Refused as error:
        form.refuse(error)
        return _draw(request, tracker, actor, form)
    return redirect(request, f"{PATH}?{query}", flash=say("Saringan disimpan."))


@post(f"{_SAVED}/{{id_:uuid}}/nama", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def rename_filter(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, id_: FromPath[UUID]
) -> Response[str] | Response[None]:
    try:
        saved_filters.rename(tracker, actor, id_, form.value("nama"))
    except Refused as error:
        form.errors[f"nama-{id_}"] = error.message
        return _draw(request, tracker, actor, form)
    return redirect(request, PATH, flash=say("Nama saringan diganti."))


@post(f"{_SAVED}/{{id_:uuid}}/hapus", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def remove_filter(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, id_: FromPath[UUID]
) -> Response[None]:
    saved_filters.remove(tracker, actor, id_)
    return redirect(request, PATH, flash=say("Saringan dihapus."))


@get(
    [_SAVED, f"{_SAVED}/{{id_:uuid}}/nama", f"{_SAVED}/{{id_:uuid}}/hapus"],
    include_in_schema=False,
    status_code=303,
)
async def back_to_register(request: WebRequest, actor: TheActor) -> Response[None]:
    return redirect(request, PATH)


def _draw(request: WebRequest, tracker: Tracker, actor: Actor, form: Form) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        where = narrowed(form, at.office, then.day if then else at.today)
        position = then.position if then else None
        page = register.coordinations(
            connection,
            at.office.code,
            where,
            after=form.value("sesudah") or None,
            limit=_ON_A_PAGE,
            at=position,
            oldest_first=form.value("urut") == OLDEST_FIRST,
        )
        count = register.count(connection, at.office.code, where, position)
    query, naming = query_of(form), any(name.startswith("nama") for name in form.errors)
    return render(
        request,
        "kegiatan.html",
        status_code=422 if form.errors.keys() & {"per", "sampai"} or naming else 200,
        form=form,
        rows=page.rows,
        count=count,
        then=then,
        today=at.today,
        following=following(PATH, form, FILTERS, page.next),
        query=query,
        open_saved=naming,
        more=any(form.value(name) for name in MORE),
        saved=[(one, _same(one, query)) for one in saved_filters.saved(tracker, actor)],
        sections=sections(at.office),
        people=people_in_charge(at.office),
        kinds=[Choice(kind, name) for kind, name in KIND_NAMES.items()],
        statuses=[Choice(status, name) for status, name in STATUS_NAMES.items()],
        years=range(at.today.year, at.today.year - 6, -1),
        filters=[(name, form.value(name)) for name in FILTERS if form.value(name)],
        may_log=then is None and may(actor, Action.LOG, at.office.code),
        may_import=may(actor, Action.IMPORT, at.office.code),
    )


def _same(one: Saved, query: str) -> bool:
    return parse_qs(one.query) == parse_qs(query)


def following(path: str, form: Form, names: tuple[str, ...], cursor: str | None) -> str | None:
    """The address of the next page with the same filters; None on the last."""
    if cursor is None:
        return None
    kept = {name: form.value(name) for name in names if form.value(name)}
    return f"{path}?{urlencode(kept | {'sesudah': cursor})}"
