"""Pengingat gagal: what was given up, for whom, why and when; and asking for it again."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from projections import states
from projections.states import Kept
from tracker.application import given_up as use_case
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.given_up import GivenUp, Retry
from tracker.application.permissions import Action, may, require
from tracker.application.tracker import Tracker
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.identity import body_id
from tracker.domain.matter import TASK_NAMES
from tracker.domain.office import Office
from tracker.domain.phrase import capital, said, say
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import here
from tracker.web.pages.register import following
from tracker.web.site import WebRequest

_PATH = "/pengingat/gagal"
_ON_A_PAGE = 30


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`link` leads to what the reminder is about, where it has a page of its own."""

    key: UUID
    about: str
    link: str
    person: str
    step: str
    at: datetime
    error: str


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def given_up(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor, query_form(request))


@post(f"{_PATH}/{{key:uuid}}/coba-lagi", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def retry(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, key: FromPath[UUID]
) -> Response[str] | Response[None]:
    return act(
        request,
        form,
        lambda asked: use_case.retry(tracker, actor, asked, Retry(key=key)),
        lambda status: _draw(request, tracker, actor, form, status),
        path=lambda _: _PATH,
        flash="Pengingat itu dicoba lagi; hasilnya tampak di riwayatnya dalam beberapa menit.",
    )


@post(f"{_PATH}/coba-lagi-semua", include_in_schema=False, sync_to_thread=True, dependencies=FORM)
def retry_all(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    office = actor.office or ""
    number = 0

    def carry(asked: Asked) -> Answer:
        nonlocal number
        number = use_case.retry_all(tracker, actor, asked, office)
        return Answer(tracker.new_id(), 0, tracker.store.head())

    return act(
        request,
        form,
        carry,
        lambda status: _draw(request, tracker, actor, form, status),
        path=lambda _: _PATH,
        flash=lambda _: say(
            "{n} pengingat dicoba lagi; hasilnya tampak di riwayatnya dalam beberapa menit.",
            n=number,
        ),
    )


@get(
    [f"{_PATH}/{{key:uuid}}/coba-lagi", f"{_PATH}/coba-lagi-semua"],
    include_in_schema=False,
    status_code=303,
)
async def back_to_list(request: WebRequest, actor: TheActor) -> Response[None]:
    """What was refused is shown at its own address; opened anew, that leads to the list."""
    return redirect(request, _PATH)


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, status: int = 200
) -> Response[str]:
    office = actor.office or ""
    require(actor, Action.VIEW, office)
    page = use_case.given_up(tracker, office, form.value("sesudah") or None, _ON_A_PAGE)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        about = states.load(connection, {row.subject for row in page.rows})
    return render(
        request,
        "pengingat_gagal.html",
        status_code=status,
        form=form,
        lines=[_line(row, about.get(row.subject), at.office) for row in page.rows],
        following=following(_PATH, form, (), page.next),
        zone=at.office.zone,
        may_retry=may(actor, Action.RETRY, office),
        new_id=tracker.new_id,
    )


def _line(row: GivenUp, about: Kept | None, office: Office) -> Line:
    assert row.finished_at is not None
    text, link = _about(row, about)
    bodies = {body_id(office.code, code): name for code, name in office.bodies.items()}
    person = None if row.person_id is None else (office.people | bodies).get(row.person_id)
    return Line(
        key=row.key,
        about=text,
        link=link,
        person=person or say("tidak ada pejabat"),
        step=TASK_NAMES[row.task] if row.step == "waiting" else STEP_NAMES[row.step],
        at=row.finished_at,
        error=said(row.error or ""),
    )


def _about(row: GivenUp, about: Kept | None) -> tuple[str, str]:
    match about.state if about else None:
        case FollowUp() as found:
            return found.text, f"/tindak-lanjut/{row.subject}"
        case Coordination() as found:
            return found.details.title, f"/kegiatan/{row.subject}"
        case _:
            return capital(TASK_NAMES[row.task]), ""
