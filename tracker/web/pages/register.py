"""Kegiatan: the register of what the office planned and held, with filters."""

from urllib.parse import urlencode

from litestar import Response, get

from projections import register
from tracker.application.permissions import Action, may
from tracker.domain.coordination import STATUS_NAMES, Status
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Choice, as_of, here, sections
from tracker.web.site import WebRequest

_FILTERS = ("bidang", "tahun", "status", "menunggu", "kata", "per")
_ON_A_PAGE = 25


@get("/kegiatan", include_in_schema=False, sync_to_thread=True)
def coordinations(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        then = as_of(form, tracker, at)
        year = form.whole("tahun", 0)
        page = register.coordinations(
            connection,
            at.office.code,
            section=form.one_of("bidang", at.office.sections),
            status=form.member("status", Status),
            year=year if 2000 <= year <= 2100 else None,
            text=form.text("kata") or None,
            after=form.value("sesudah") or None,
            limit=_ON_A_PAGE,
            at=then.position if then else None,
            awaiting=form.ticked("menunggu"),
        )
    return render(
        request,
        "kegiatan.html",
        status_code=422 if "per" in form.errors else 200,
        form=form,
        rows=page.rows,
        then=then,
        today=at.today,
        following=following("/kegiatan", form, _FILTERS, page.next),
        filtered=any(form.value(name) for name in _FILTERS),
        sections=sections(at.office),
        statuses=[Choice(status, name) for status, name in STATUS_NAMES.items()],
        years=range(at.today.year, at.today.year - 6, -1),
        may_log=then is None and may(actor, Action.LOG, at.office.code),
        may_import=may(actor, Action.IMPORT, at.office.code),
    )


def following(path: str, form: Form, names: tuple[str, ...], cursor: str | None) -> str | None:
    """The address of the next page with the same filters; None on the last."""
    if cursor is None:
        return None
    kept = {name: form.value(name) for name in names if form.value(name)}
    return f"{path}?{urlencode(kept | {'sesudah': cursor})}"
