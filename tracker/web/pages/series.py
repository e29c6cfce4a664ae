"""Seri rapat: the series of meetings that the office keeps, one of them, and the papers for a meeting of one."""

from datetime import timedelta
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from projections import series
from tracker.application import offices
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, may, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.domain.series import RHYTHM_NAMES, Rhythm
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.acting import act
from tracker.web.pages.coordination import find
from tracker.web.pages.log_beside import beside, waiting_to_be_held
from tracker.web.pages.meeting import meeting
from tracker.web.pages.reading import Choice, Here, here, sections
from tracker.web.pages.review_answers import ANSWERABLE
from tracker.web.site import WebRequest


@get("/seri", include_in_schema=False, sync_to_thread=True)
def all_series(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = Form({"request_id": str(tracker.new_id()), "rhythm": Rhythm.BULANAN.value})
    return _draw(request, tracker, actor, form)


@post("/seri", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200)
def add_series(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm
) -> Response[str] | Response[None]:
    def carry(asked: Asked) -> Answer | None:
        command = offices.AddSeries(
            office=actor.office or "",
            code=form.text("code", "Isi kode seri.", limit=50),
            title=form.text("title", "Isi nama seri."),
            section=form.text("section") or None,
            rhythm=form.member("rhythm", Rhythm, "Pilih iramanya.") or Rhythm.BULANAN,
        )
        return None if form.errors else offices.add_series(tracker, actor, asked, command)

    def redraw(status: int) -> Response[str]:
        return _draw(request, tracker, actor, form, status)

    path = f"/seri/{form.value('code')}"
    return act(request, form, carry, redraw, path=lambda _: path, flash="Seri rapat ditambahkan.")


@get("/seri/{code:str}", include_in_schema=False, sync_to_thread=True)
def one_series(
    request: WebRequest, tracker: TheTracker, actor: TheActor, code: FromPath[str]
) -> Response[str]:
    """Its meetings, and what is open as if the next one were tomorrow."""
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        require(actor, Action.VIEW, at.office.code)
        if code not in at.office.series:
            raise NotFound("Seri rapat itu tidak ditemukan.")
        meetings = series.meetings(connection, at.office.code, code)
        tomorrow = at.today + timedelta(days=1)
        waiting = series.open_from_earlier(connection, at.office.code, code, tomorrow)
        more_waiting = series.open_left_off(connection, at.office.code, code, tomorrow, len(waiting))
        more_meetings = series.meetings_left_off(connection, at.office.code, code, len(meetings))
        overview = series.overviews(connection, at.office.code, at.today).get(code, series.NO_MEETING)
    return render(
        request,
        "seri_rinci.html",
        office=at.office,
        series=at.office.series[code],
        meetings=meetings,
        waiting=waiting,
        more_waiting=more_waiting,
        more_meetings=more_meetings,
        overview=overview,
        due=waiting_to_be_held(meetings, at.today),
        today=at.today,
        may_log=may(actor, Action.LOG, at.office.code),
    )


@get("/kegiatan/{coordination_id:uuid}/bahan", include_in_schema=False, sync_to_thread=True)
def papers(
    request: WebRequest, tracker: TheTracker, actor: TheActor, coordination_id: FromPath[UUID]
) -> Response[str]:
    """Bahan rapat: what is open, to be printed and taken to the meeting."""
    with tracker.views.connect() as connection:
        view = find(connection, coordination_id)
        require(actor, Action.VIEW, view.state.details.office)
        at = here(connection, tracker, actor)
        shown = meeting(connection, at.office, view.state, at.today)
    details = view.state.details
    return _papers(
        request,
        at,
        back=f"/kegiatan/{coordination_id}",
        title=details.title,
        number=details.number,
        day=view.state.held_on or view.state.planned_on,
        starts_at=details.starts_at,
        place=details.place,
        agenda=details.agenda,
        rows=shown.review,
        skipped=len(shown.skipped),
        left_off=shown.left_off,
        of_series=shown.series is not None,
    )


@get("/seri/{code:str}/bahan", include_in_schema=False, sync_to_thread=True)
def next_papers(
    request: WebRequest, tracker: TheTracker, actor: TheActor, code: FromPath[str]
) -> Response[str]:
    """Bahan rapat of a series whose next meeting nobody has planned: as if it were today."""
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        require(actor, Action.VIEW, at.office.code)
        shown = beside(connection, at.office, code, at.today, most=None)
    if shown is None:
        raise NotFound("Seri rapat itu tidak ditemukan.")
    return _papers(
        request,
        at,
        back=f"/seri/{code}",
        title=shown.series.title,
        number=None,
        day=at.today,
        starts_at=None,
        place="",
        agenda="",
        rows=shown.review,
        skipped=shown.skipped,
        left_off=shown.left_off,
        of_series=True,
    )


def _papers(request: WebRequest, at: Here, **shown: object) -> Response[str]:
    return render(
        request,
        "bahan_rapat.html",
        status_code=200,
        office=at.office,
        today=at.today,
        answerable=ANSWERABLE,
        **shown,
    )


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, status: int = 200
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        require(actor, Action.VIEW, at.office.code)
        overviews = series.overviews(connection, at.office.code, at.today)
    rows = [(one, overviews.get(one.code, series.NO_MEETING)) for one in at.office.series.values()]
    return render(
        request,
        "seri.html",
        status_code=status,
        office=at.office,
        rows=rows,
        form=form,
        sections=sections(at.office),
        rhythms=[Choice(rhythm, name) for rhythm, name in RHYTHM_NAMES.items()],
        may_log=may(actor, Action.LOG, at.office.code),
        may_arrange=may(actor, Action.ARRANGE, at.office.code),
    )
