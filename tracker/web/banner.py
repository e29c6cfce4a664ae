"""The lines above every page for those who run the office: what does not work, and what to do about it."""

from datetime import timedelta

from sqlalchemy import bindparam, func, select

from tracker.application.actor import Actor
from tracker.domain.role import Role
from tracker.store.kept import dispatch
from tracker.web.site import Site

_READERS = frozenset({Role.CAMAT, Role.SEKCAM, Role.ADMIN})
_RECENT = timedelta(days=7)


def banner(site: Site, actor: Actor) -> tuple[str, ...]:
    if actor.role not in _READERS:
        return ()
    lines = []
    failed = _failed_reminders(site, actor.office)
    if failed:
        lines.append(
            f"{failed} pengingat gagal dikirim dalam 7 hari terakhir; lihat riwayat tindak lanjutnya."
        )
    if site.settings.smtp is None and not site.demo:
        lines.append(
            "Server surat belum diatur: pengingat tidak terkirim. Minta admin mengisi TINDAKLANJUT_SMTP."
        )
    parked = len(site.tracker.views.parked())
    if parked:
        lines.append(
            f"{parked} peristiwa belum dapat diolah; minta admin menjalankan `tindaklanjut projections parked`."
        )
    return tuple(lines)


def _failed_reminders(site: Site, office: str | None) -> int:
    asked = {"office": office, "since": site.tracker.clock() - _RECENT}
    with site.tracker.kept.connect() as connection:
        return connection.scalar(_FAILED, asked) or 0


_FAILED = (
    select(func.count())
    .select_from(dispatch)
    .where(
        dispatch.c.state == "failed",
        dispatch.c.office == bindparam("office"),
        dispatch.c.finished_at > bindparam("since"),
    )
)
