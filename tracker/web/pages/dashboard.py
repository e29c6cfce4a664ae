"""Beranda: the office's figures, what needs attention, what happened last, and what the document says of it."""

import msgspec
from litestar import Response, get

from projections import board, register
from tracker.application.actor import Actor
from tracker.application.figure_basis import year_so_far
from tracker.application.figures import IndicatorFigure, figures
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.web.forms import query_form
from tracker.web.history import news
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.figure_card import card
from tracker.web.pages.reading import Here, here
from tracker.web.site import WebRequest

_NEWS = 8
_YEARS = 5


class Concern(msgspec.Struct, frozen=True):
    """`name` is that of the live update; `urgent` ones are marked when there are any."""

    name: str
    label: str
    count: int
    path: str
    urgent: bool = False


@get("/", include_in_schema=False, sync_to_thread=True)
def dashboard(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        concerns = _concerns(board.attention(connection, at.office.code, at.today))
        concerns += _papers(register.count_awaiting(connection, at.office.code))
        latest = news(connection, at.office, _NEWS)
    form = query_form(request)
    year = form.whole("tahun", at.today.year)
    answers = _figures(tracker, actor, at, year) or _figures(tracker, actor, at, at.today.year)
    return render(
        request,
        "beranda.html",
        office=at.office,
        today=at.today,
        year=answers[0].period.year if answers else at.today.year,
        years=range(at.today.year, at.today.year - _YEARS, -1),
        cards=[card(answer) for answer in answers],
        concerns=concerns,
        news=latest,
        empty=not latest,
        may_log=may(actor, Action.LOG, at.office.code),
        profile=at.office.profile,
    )


def _figures(tracker: Tracker, actor: Actor, at: Here, year: int) -> list[IndicatorFigure]:
    """Empty for a year that no figure can be asked for."""
    try:
        return figures(tracker, actor, year_so_far(at.office.code, year, at.today))
    except Refused:
        return []


def _concerns(counts: board.Attention) -> list[Concern]:
    path = "/tindak-lanjut?lingkup=semua&saring="
    return [
        Concern("overdue", "Lewat batas waktu", counts.overdue, path + "lewat", urgent=True),
        Concern("due_soon", "Jatuh tempo dalam 3 hari", counts.due_soon, path + "segera"),
        Concern("to_verify", "Menunggu verifikasi", counts.to_verify, path + "verifikasi"),
        Concern("to_decide", "Menunggu keputusan", counts.to_decide, path + "keputusan"),
        Concern("unassigned", "Belum ada penanggung jawab", counts.unassigned, path + "tanpa-pj"),
    ]


def _papers(count: int) -> list[Concern]:
    """Shown only when there are any."""
    label = "Notulen atau persetujuan menunggu"
    return [Concern("awaiting", label, count, "/kegiatan?menunggu=ya")] if count else []
