"""Beranda: the office's figures with their course, what needs attention, what happened last, and what its document says."""

import msgspec
from litestar import Response, get

from projections.beginning import has_begun
from tracker.application.actor import Actor
from tracker.application.figure_basis import year_so_far
from tracker.application.figure_course import Course, courses
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.web.concerns import concerns
from tracker.web.first_run import first_run
from tracker.web.forms import query_form
from tracker.web.history import news
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.figure_card import FigureCard, card, grade_text, heard
from tracker.web.pages.figure_trend import Trend, trend
from tracker.web.pages.reading import Here, here
from tracker.web.site import WebRequest

_NEWS = 6
_YEARS = 5


class Shown(msgspec.Struct, frozen=True):
    """`trend` None: no number yet."""

    card: FigureCard
    trend: Trend | None


@get("/", include_in_schema=False, sync_to_thread=True)
def dashboard(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        begun = has_begun(connection, at.office.code)
        waiting = concerns(connection, at.office.code, at.today) if begun else []
        latest = news(connection, at.office, _NEWS)
    form = query_form(request)
    year = form.whole("tahun", at.today.year)
    told = _told(tracker, actor, at, year) or _told(tracker, actor, at, at.today.year)
    shown = [Shown(card(one.figure), trend(one)) for one in told]
    return render(
        request,
        "beranda.html",
        office=at.office,
        today=at.today,
        now=tracker.clock(),
        year=told[0].figure.period.year if told else at.today.year,
        years=range(at.today.year, at.today.year - _YEARS, -1),
        shown=shown,
        simulated=any(one.card.simulation for one in shown),
        concerns=waiting,
        heard=heard,
        grade_text=grade_text,
        news=latest,
        begun=begun,
        first_run=first_run(tracker, actor, at.office, at.today, [one.figure for one in told], begun),
        may_log=may(actor, Action.LOG, at.office.code),
        may_import=may(actor, Action.IMPORT, at.office.code),
        profile=at.office.profile,
    )


def _told(tracker: Tracker, actor: Actor, at: Here, year: int) -> list[Course]:
    """Empty for a year that no figure can be asked for."""
    try:
        return courses(tracker, actor, year_so_far(at.office.code, year, at.today))
    except Refused:
        return []
