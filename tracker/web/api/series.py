"""`/api/v1/series`: the series of meetings of an office, their meetings, and what earlier ones left open."""

from datetime import date

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from projections import directory, series
from projections.series import Carried, Meeting
from tracker.application import offices
from tracker.application.command import Answer
from tracker.application.permissions import Action, require
from tracker.domain.errors import NotFound
from tracker.domain.series import Rhythm, Series
from tracker.web.api.access import office_of
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class SeriesBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`section` left out: of the kecamatan as a whole. `office` left out: the account's own."""

    code: str
    title: str
    office: str | None = None
    section: str | None = None
    rhythm: Rhythm = Rhythm.BULANAN


class SeriesView(msgspec.Struct, frozen=True):
    """`open_from_earlier` is what the meetings held before that day left open. `*_left_off`: how many more there are than
    are listed."""

    series: Series
    meetings: list[Meeting]
    open_from_earlier: list[Carried]
    meetings_left_off: int
    open_left_off: int


@get("/", sync_to_thread=True, summary="Seri rapat")
def all_series(tracker: TheTracker, actor: TheActor, office: FromQuery[str | None] = None) -> list[Series]:
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    with tracker.views.connect() as connection:
        found = directory.office(connection, code)
    return [] if found is None else list(found.series.values())


@get("/{code:str}", sync_to_thread=True, summary="Satu seri, dengan yang masih terbuka")
def one_series(
    tracker: TheTracker,
    actor: TheActor,
    code: FromPath[str],
    office: FromQuery[str | None] = None,
    before: FromQuery[date | None] = None,
) -> SeriesView:
    office_code = office_of(actor, office)
    require(actor, Action.VIEW, office_code)
    with tracker.views.connect() as connection:
        found = directory.office(connection, office_code)
        if found is None:
            raise NotFound("Kecamatan itu tidak ditemukan.", "office")
        kept, day = found.series_of(code), before or tracker.today(found)
        meetings = series.meetings(connection, office_code, code)
        waiting = series.open_from_earlier(connection, office_code, code, day)
        return SeriesView(
            kept,
            meetings,
            waiting,
            series.meetings_left_off(connection, office_code, code, len(meetings)),
            series.open_left_off(connection, office_code, code, day, len(waiting)),
        )


@post("/", sync_to_thread=True, summary="Tambah seri rapat")
def add_series(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[SeriesBody]
) -> Answer:
    command = offices.AddSeries(
        office=office_of(actor, data.office),
        code=data.code,
        title=data.title,
        section=data.section,
        rhythm=data.rhythm,
    )
    return offices.add_series(tracker, actor, asked(request, data), command)


ROUTES = Router("/series", route_handlers=[all_series, one_series, add_series], tags=["Seri rapat"])
