"""The register as a file: exactly the activities that the page shows with the same filters."""

from collections.abc import Callable

from litestar import Response, get

from tracker.application.actor import Actor
from tracker.application.register_table import COLUMNS, WIDTHS, lines
from tracker.application.tracker import Tracker
from tracker.application.written_table import Value, csv_of, workbook_of
from tracker.domain.errors import Refused
from tracker.web.file_answer import UNCOMPRESSED, download
from tracker.web.forms import query_form
from tracker.web.page import TheActor, TheTracker
from tracker.web.pages.reading import as_of, here
from tracker.web.pages.register_filter import OLDEST_FIRST, narrowed
from tracker.web.site import WebRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "Kegiatan"

Lines = list[dict[str, Value]]


@get("/kegiatan.csv", include_in_schema=False, sync_to_thread=True)
def register_csv(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[bytes]:
    return _file(
        request, tracker, actor, lambda rows: csv_of(COLUMNS, rows), "csv", "text/csv; charset=utf-8"
    )


@get("/kegiatan.xlsx", include_in_schema=False, sync_to_thread=True, opt=UNCOMPRESSED)
def register_xlsx(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[bytes]:
    return _file(
        request, tracker, actor, lambda rows: workbook_of(_SHEET, COLUMNS, WIDTHS, rows), "xlsx", _XLSX
    )


def _file(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    written: Callable[[Lines], bytes],
    suffix: str,
    media_type: str,
) -> Response[bytes]:
    """Raises Refused for a filter that cannot be read."""
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        where = narrowed(form, at.office, then.day if then else at.today)
        if form.errors:
            field, message = next(iter(form.errors.items()))
            raise Refused(message, field)
        position = then.position if then else None
        found = lines(connection, at.office, where, position, oldest_first=form.value("urut") == OLDEST_FIRST)
    day = then.day if then else at.today
    return download(written(found), f"kegiatan-{at.office.code}-{day}.{suffix}", media_type)
