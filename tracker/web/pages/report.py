"""Laporan: the LKjIP tables of a year on the screen and on paper, and the same as files."""

from collections.abc import Callable
from urllib.parse import urlencode

from litestar import Response, get
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from tracker.application import report_words
from tracker.application.actor import Actor
from tracker.application.report import report as report_of
from tracker.application.report_cells import Report, ReportQuestion, Source
from tracker.application.report_files import as_csv, file_name
from tracker.application.report_workbook import as_xlsx
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.web.file_answer import UNCOMPRESSED, download
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Here, as_of, here
from tracker.web.pages.report_chart import chart
from tracker.web.pages.signature import signature
from tracker.web.site import WebRequest

_FIELDS = {"year": "tahun", "cut_off": "sampai", "as_of": "per"}
_ASKED = ("tahun", "sampai", "per")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/laporan", include_in_schema=False, sync_to_thread=True)
def report(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    form = query_form(request)
    found = _told(tracker, actor, form, at)
    rows = found.rows if found else ()
    asked = {name: form.value(name) for name in _ASKED if form.value(name)}
    return render(
        request,
        "laporan.html",
        status_code=HTTP_422_UNPROCESSABLE_ENTITY if form.errors else HTTP_200_OK,
        form=form,
        report=found,
        year=form.whole("tahun", at.today.year),
        years=range(at.today.year, at.today.year - 6, -1),
        words=report_words,
        charts=[one for one in map(chart, rows) if one is not None],
        simulated=any(cell.source is Source.SIMULATION for row in rows for cell in row.cells),
        signed=signature(at.office, at.today),
        office=at.office,
        query=f"?{urlencode(asked)}" if asked else "",
    )


@get("/laporan.csv", include_in_schema=False, sync_to_thread=True)
def report_csv(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[bytes]:
    return _file(request, tracker, actor, as_csv, "csv", "text/csv; charset=utf-8")


@get("/laporan.xlsx", include_in_schema=False, sync_to_thread=True, opt=UNCOMPRESSED)
def report_xlsx(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[bytes]:
    return _file(request, tracker, actor, as_xlsx, "xlsx", _XLSX)


def _file(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    written: Callable[[Report], bytes],
    suffix: str,
    media_type: str,
) -> Response[bytes]:
    """Raises Refused for a question that has no answer."""
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    form = query_form(request)
    found = _told(tracker, actor, form, at)
    if found is None:
        field, message = next(iter(form.errors.items()))
        raise Refused(message, field)
    return download(written(found), file_name(found, suffix), media_type)


def _told(tracker: Tracker, actor: Actor, form: Form, at: Here) -> Report | None:
    """None where the question cannot be read or answered: then the form names the field."""
    then = as_of(form, tracker, at)
    question = ReportQuestion(
        office=at.office.code,
        year=form.whole("tahun", at.today.year),
        cut_off=form.day("sampai"),
        as_of=then.as_of if then else None,
    )
    if form.errors:
        return None
    try:
        return report_of(tracker, actor, question)
    except Refused as error:
        form.errors[_FIELDS.get(error.field, "tahun")] = error.message
        return None
