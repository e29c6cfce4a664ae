"""Penyebab perubahan: two days side by side, and each coordination that counts otherwise with the events that did it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from sqlalchemy import Connection

from projections import states
from projections.timeline import Entry
from tracker.application.figure_changes import Change, Changes, changes
from tracker.application.tracker import end_of_day
from tracker.domain.comparison import COURSE_NAMES, Course
from tracker.domain.errors import NotFound, Refused
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office
from tracker.domain.percent import rounded, signed_text
from tracker.web.forms import query_form
from tracker.web.history import Day, by_day, told
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.figure_card import card
from tracker.web.pages.indicator import FIELDS, PERIODS, question_of
from tracker.web.pages.reading import as_of, here
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest

_DAYS = 30
"""How far back the comparison begins where no day was asked for."""


class Cause(msgspec.Struct, frozen=True):
    """`path` leads to the record that it happened to; `about` names a follow-up, None: the coordination itself."""

    moment: Moment
    path: str
    about: str | None


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    coordination_id: UUID
    title: str
    number: str | None
    course: Course
    course_name: str
    numerator: int
    denominator: int
    before: str | None
    after: str | None
    causes: tuple[Cause, ...]


@get("/indikator/{code:str}/perubahan", include_in_schema=False, sync_to_thread=True)
def figure_changes(
    request: WebRequest, tracker: TheTracker, actor: TheActor, code: FromPath[str]
) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    form.values.setdefault("dari", (at.today - timedelta(days=_DAYS)).isoformat())
    since = form.day("dari", "Isi tanggal awal.")
    until = as_of(form, tracker, at)
    question = question_of(form, tracker, at)
    found: Changes | None = None
    try:
        if since is not None and not form.errors:
            found = changes(tracker, actor, code, question, end_of_day(since, at.office.zone))
    except NotFound:
        raise
    except Refused as error:
        form.errors[FIELDS.get(error.field, "tahun")] = error.message
    shown: list[ChangeView] = []
    stated: list[Day] = []
    if found is not None:
        with tracker.views.connect() as connection:
            stated = by_day(at.office, told(connection, at.office, found.stated))
            shown = _views(connection, at.office, found.changes)
    return render(
        request,
        "perubahan.html",
        status_code=422 if form.errors else 200,
        form=form,
        code=code,
        found=found,
        before=card(found.before) if found else None,
        after=card(found.after) if found else None,
        points=_points(found),
        changes=shown,
        stated=stated,
        since=since,
        until=until.day if until else at.today,
        today=at.today,
        year=question.year,
        years=range(at.today.year, at.today.year - 6, -1),
        periods=PERIODS,
        back=f"/indikator/{code}?{urlencode({'tahun': question.year})}",
    )


def _views(connection: Connection, office: Office, found: Sequence[Change]) -> list[ChangeView]:
    events = [event for change in found for event in change.events]
    moments = {one.position: one for one in told(connection, office, events)}
    subjects = states.load(connection, {event.subject for event in events})
    abouts = {id_: kept.state.text for id_, kept in subjects.items() if isinstance(kept.state, FollowUp)}
    return [
        ChangeView(
            coordination_id=change.difference.coordination_id,
            title=change.title,
            number=change.number,
            course=change.difference.course,
            course_name=COURSE_NAMES[change.difference.course],
            numerator=change.difference.numerator,
            denominator=change.difference.denominator,
            before=change.before,
            after=change.after,
            causes=tuple(_cause(event, moments[event.position], abouts) for event in change.events),
        )
        for change in found
    ]


def _cause(event: Entry, moment: Moment, abouts: Mapping[UUID, str]) -> Cause:
    page = "tindak-lanjut" if event.subject in abouts else "kegiatan"
    return Cause(moment, f"/{page}/{event.subject}#e{event.position}", abouts.get(event.subject))


def _points(found: Changes | None) -> str | None:
    """The difference in percentage points, of the two values as printed; None where one of them is n/a."""
    if found is None or found.before.value is None or found.after.value is None:
        return None
    return signed_text(rounded(found.after.value) - rounded(found.before.value))
