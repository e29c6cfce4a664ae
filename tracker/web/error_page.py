"""The page that says what went wrong: what happened, what to do now, and whom to ask. It blames nobody.

It asks the database for one thing only, who can give access, and does without where that cannot be had.
"""

from http import HTTPStatus

import msgspec
from litestar import Response
from sqlalchemy.exc import SQLAlchemyError

from projections import directory
from tracker.application.actor import Actor
from tracker.application.language import _, translate
from tracker.domain.role import ROLE_NAMES, Role
from tracker.store.errors import StoreError
from tracker.web.page import render
from tracker.web.signing_in import recognise
from tracker.web.site import WebRequest, site_of
from tracker.web.unsent import Unsent

_ADVICE_TEXT: dict[int, str] = {
    400: "Kembali ke halaman sebelumnya, periksa isinya, lalu kirim lagi.",
    404: "Mungkin alamatnya salah ketik, atau halamannya milik kecamatan lain. Cari catatannya, atau mulai dari Beranda.",
    405: "Buka halamannya lewat menu, bukan dengan mengetik alamatnya.",
    409: "Ada yang lebih dulu mengubahnya. Buka lagi halamannya, lihat keadaan terbaru, lalu ulangi bila masih perlu.",
    413: "Perkecil fotonya, atau kirim sebagian dahulu. Yang sudah tersimpan sebelumnya tetap ada.",
    422: "Kembali ke halaman sebelumnya dan betulkan isiannya.",
    429: "Yang sudah tersimpan tetap tersimpan. Tidak perlu menekan tombol berkali-kali.",
    500: "Ini bukan kesalahan Anda. Coba sekali lagi; bila tetap begini, sampaikan nomor di atas kepada admin.",
    503: "Tidak ada yang hilang dari yang sudah tersimpan. Tunggu sebentar, lalu coba lagi.",
}
"""What its reader can do now."""
_GRANTING = (Role.CAMAT, Role.SEKCAM, Role.ADMIN)


class Person(msgspec.Struct, frozen=True):
    name: str
    role: str


def error_page(
    request: WebRequest,
    *,
    status: int,
    title: str,
    detail: str,
    incident: str | None,
    retry_after: str | None,
    access: bool,
) -> Response[str]:
    """`access`: its reader may not, and somebody else can let them. Texts in the reader's language."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None and status == HTTPStatus.NOT_FOUND:
        actor = _reader(request)
    return render(
        request,
        "galat.html",
        status_code=status,
        status=status,
        title=title,
        message=detail,
        incident=incident,
        advice=translate(_ADVICE_TEXT.get(status, "")),
        wait=_wait(retry_after),
        granting=_granting(request, actor) if access and actor is not None else (),
        unsent=_to_send_again(request, status),
    )


def _reader(request: WebRequest) -> Actor | None:
    """Nobody was asked to sign in at an address that does not exist: a page with the reader's own menu leads on."""
    try:
        return recognise(request)
    except (SQLAlchemyError, StoreError):
        request.state.actor = None
        return None


def _wait(seconds: str | None) -> str:
    if seconds is None or int(seconds) <= 1:
        return ""
    n = int(seconds)
    if n < 60:
        return _("Coba lagi sekitar {n} detik lagi.", n=n)
    return _("Coba lagi sekitar {n} menit lagi.", n=-(-n // 60))


def _granting(request: WebRequest, actor: Actor) -> tuple[Person, ...]:
    """Who of the reader's own office can let others do something: its leaders, and who keeps its accounts."""
    if actor.office is None or actor.bearer is not None:
        return ()
    try:
        with site_of(request).tracker.views.connect() as connection:
            listed = directory.accounts(connection, actor.office)
    except (SQLAlchemyError, StoreError):
        return ()
    able = [user for user in listed if user.role in _GRANTING and not user.disabled]
    able.sort(key=lambda user: (_GRANTING.index(user.role), user.name))
    return tuple(Person(user.name, translate(ROLE_NAMES[user.role])) for user in able)


def _to_send_again(request: WebRequest, status: int) -> Unsent | None:
    """A form that failed for want of the server: sent again as it is, it takes effect once. Files cannot come along."""
    unsent: Unsent | None = getattr(request.state, "unsent", None)
    return unsent if status in {500, 503} and unsent is not None and not unsent.files else None
