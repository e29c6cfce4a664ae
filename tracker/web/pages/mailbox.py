"""Surat: what would have been mailed, readable in an installation of invented data only."""

import sqlalchemy as sa
from litestar import Response, get
from litestar.params import FromPath

from tracker.application.next_outgoing import next_outgoing
from tracker.domain.errors import NotFound
from tracker.store.kept import mail
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.site import WebRequest, site_of

_ON_A_PAGE = 50


@get("/surat", include_in_schema=False, sync_to_thread=True)
def letters(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    _check_demo(request)
    query = sa.select(mail.c.id, mail.c.sent_at, mail.c.recipient, mail.c.subject)
    with tracker.kept.connect() as connection:
        rows = connection.execute(
            query.where(mail.c.office == actor.office).order_by(mail.c.id.desc()).limit(_ON_A_PAGE)
        ).all()
    coming = None if rows or actor.office is None else next_outgoing(tracker, actor.office)
    sent_out = site_of(request).settings.smtp is not None
    return render(request, "surat.html", rows=rows, coming=coming, sent_out=sent_out)


@get("/surat/{letter_id:int}", include_in_schema=False, sync_to_thread=True)
def letter(
    request: WebRequest, tracker: TheTracker, actor: TheActor, letter_id: FromPath[int]
) -> Response[str]:
    _check_demo(request)
    number = (
        letter_id if 0 < letter_id < 2**31 else 0
    )  # a column takes no more, and no letter has the number 0
    with tracker.kept.connect() as connection:
        row = connection.execute(
            sa.select(mail).where(mail.c.id == number, mail.c.office == actor.office)
        ).one_or_none()
    if row is None:
        raise NotFound("Surat itu tidak ditemukan.")
    return render(request, "surat_rinci.html", letter=row)


def _check_demo(request: WebRequest) -> None:
    if not site_of(request).demo:
        raise NotFound("Halaman atau data itu tidak ditemukan.")
