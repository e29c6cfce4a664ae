"""Pemberitahuan: what the reader was reminded of, the new ones first."""

from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import inbox as use_case
from tracker.application.actor import Actor
from tracker.application.contacts import phones_of_bodies
from tracker.application.forwarding import forwards
from tracker.application.inbox import Notice
from tracker.application.merged_text import groups_of
from tracker.application.message import Item
from tracker.application.messages import state_of_it
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.reading import here
from tracker.web.pages.register import following
from tracker.web.site import WebRequest

_PATH = "/pemberitahuan"
_ON_A_PAGE = 20


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def inbox(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    phones = phones_of_bodies(tracker, actor, at.office)
    notices: tuple[Notice, ...] = ()
    cursor = None
    if actor.person_id is not None:
        page = use_case.notices(tracker, actor.person_id, form.value("sesudah") or None, _ON_A_PAGE)
        notices, cursor = page.rows, page.next
    return render(
        request,
        "pemberitahuan.html",
        office=at.office,
        today=at.today,
        notices=notices,
        groups_of=groups_of,
        state_of_it=state_of_it,
        forwards_of=lambda one: forwards([item.notice for item in one.items], phones),
        path_of=lambda item: _path_of(tracker, item),
        following=following(_PATH, Form(), (), cursor),
        has_inbox=actor.person_id is not None,
    )


@post(f"{_PATH}/{{id_:uuid}}/baca", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def mark_read(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, id_: FromPath[UUID]
) -> Response[None]:
    use_case.mark_read(tracker, _person(actor), [id_])
    return redirect(request, _PATH)


@post(f"{_PATH}/baca-semua", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def mark_all_read(request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm) -> Response[None]:
    use_case.mark_read(tracker, _person(actor))
    return redirect(request, _PATH, flash="Semua pemberitahuan ditandai sudah dibaca.")


@get([f"{_PATH}/{{id_:uuid}}/baca", f"{_PATH}/baca-semua"], include_in_schema=False, status_code=303)
async def back_to_inbox(request: WebRequest, actor: TheActor) -> Response[None]:
    return redirect(request, _PATH)


def _person(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise NotFound("Akun ini tidak terikat pada orang, jadi tidak memiliki kotak masuk.")
    return actor.person_id


def _path_of(tracker: Tracker, item: Item) -> str:
    """On this very site, whatever address it had when the notice came."""
    link = item.notice.link
    return link.removeprefix(tracker.base_url) if link.startswith(tracker.base_url) else link
