"""The lines above every page for those who run the office: what does not work, and what to do about it."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import bindparam, func, select

from tracker.application import alarms
from tracker.application.actor import Actor
from tracker.application.audit import RECENT, Name
from tracker.application.permissions import Action, may
from tracker.domain.phrase import say
from tracker.store.kept import GIVEN_UP, dispatch
from tracker.web.site import Site


class Line(msgspec.Struct, frozen=True):
    """`link` leads to where something can be done about it, `to` says what is there."""

    text: str
    link: str = ""
    to: str = ""


def banner(site: Site, actor: Actor) -> tuple[Line, ...]:
    if actor.office is None or not may(actor, Action.RETRY, actor.office):
        return ()
    return tuple(_lines(site, actor.office))


def _lines(site: Site, office: str) -> Iterator[Line]:
    """The office's own failures stand for those of the whole installation, which is not its business."""
    with site.tracker.kept.connect() as connection:
        failed = connection.scalar(_FAILED, {"office": office, "since": site.tracker.clock() - RECENT})
        standing = alarms.standing(connection)
    if failed:
        yield Line(
            say("{n} pengingat gagal dikirim dalam 7 hari terakhir.", n=failed),
            "/pengingat/gagal",
            say("Lihat dan coba lagi"),
        )
    if site.settings.smtp is None and not site.demo:
        yield Line(
            say("Server surat belum diatur: pengingat tidak terkirim. Minta admin mengisi TINDAKLANJUT_SMTP.")
        )
    for alarm in standing:
        if alarm.name != Name.GIVEN_UP:
            yield Line(alarm.text)


_FAILED = (
    select(func.count())
    .select_from(dispatch)
    .where(
        GIVEN_UP,
        dispatch.c.office == bindparam("office"),
        dispatch.c.finished_at > bindparam("since"),
    )
)
