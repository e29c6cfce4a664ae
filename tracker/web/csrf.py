"""Forms come from our own pages: a token bound to the session, and what the browser says of the sender.

OWASP: signed double submit with HMAC, and Fetch Metadata. Bearer requests carry no cookie and need neither.
A token also tells, signed, for whose account its page was drawn and when: that outlives the session, so that a form sent
too late finds its author again (`tracker.web.unsent`). It permits nothing.
"""

import hmac
from datetime import datetime
from secrets import token_urlsafe

from litestar.exceptions import ClientException, PermissionDeniedException

from tracker.application import one_tap
from tracker.application.language import _
from tracker.web.sessions import ABSOLUTE
from tracker.web.site import Site, WebRequest, site_of

FIELD = "_csrf_token"
SESSION_COOKIE = "sesi"
GUEST_COOKIE = "tamu"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_BETWEEN = "~"


def token(site: Site, subject: str) -> str:
    return _signed(site, b"csrf", subject)


def drawn_for(site: Site, account: str) -> str:
    """What a token is followed by on a page of somebody who has signed in."""
    told = f"{int(site.tracker.clock().timestamp()):x}{_BETWEEN}{account}"
    return f"{_BETWEEN}{_signed(site, b'drawn for', told)[:32]}{_BETWEEN}{told}"


def author(site: Site, given: object, now: datetime) -> str | None:
    """For whose account the page of that token was drawn; None where it does not say, or longer ago than a session lasts."""
    parts = given.split(_BETWEEN, 3) if isinstance(given, str) else []
    if len(parts) != 4:
        return None
    _token, tag, drawn_at, account = parts
    true = _signed(site, b"drawn for", f"{drawn_at}{_BETWEEN}{account}")[:32]
    if not hmac.compare_digest(tag.encode("utf-8", "replace"), true.encode()):
        return None
    return account if now.timestamp() - int(drawn_at, 16) <= ABSOLUTE.total_seconds() else None


def _signed(site: Site, purpose: bytes, text: str) -> str:
    told = purpose + b"\0" + text.encode("utf-8", "surrogateescape")
    return hmac.new(site.tracker.secret, told, "sha256").hexdigest()


def subject_of(request: WebRequest) -> str:
    """The session's id, or the guest's before sign-in; empty for a browser that has neither yet."""
    started: str | None = getattr(request.state, "session", None)
    cookies, site = request.cookies, site_of(request)
    return started or cookies.get(site.cookie(SESSION_COOKIE)) or cookies.get(site.cookie(GUEST_COOKIE)) or ""


def new_guest() -> str:
    return token_urlsafe(16)


class FormExpired(PermissionDeniedException):
    """A form of another session, or of nobody's."""


async def check(request: WebRequest) -> None:
    """Raises FormExpired for a form that was not drawn by a page of ours for this very session.

    And ClientException for a text with NUL in it, which PostgreSQL cannot keep.
    """
    if request.method in SAFE_METHODS:
        return
    subject = subject_of(request)
    form = await request.form()
    given = form.get(FIELD)
    expected = token(site_of(request), subject)
    if (
        not subject
        or not isinstance(given, str)
        or not hmac.compare_digest(given.partition(_BETWEEN)[0].encode("utf-8", "replace"), expected.encode())
        or not from_here(request)
    ):
        raise FormExpired(
            _("Belum ada yang tersimpan. Buka lagi halamannya, lalu isi dan kirim sekali lagi.")
        )
    if any(isinstance(value, str) and "\0" in value for _name, value in form.multi_items()):
        raise ClientException


def from_here(request: WebRequest) -> bool:
    """A page that lets no referrer out has no origin either, where the browser says nothing better of the sender."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin == "null":
        return request.scope["path"].startswith(one_tap.PATH)
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
