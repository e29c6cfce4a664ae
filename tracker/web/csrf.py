"""Forms come from our own pages: a token bound to the session, and what the browser says of the sender.

OWASP: signed double submit with HMAC, and Fetch Metadata. Bearer requests carry no cookie and need neither.
"""

import hmac
from secrets import token_urlsafe

from litestar.exceptions import ClientException, PermissionDeniedException

from tracker.application import one_tap
from tracker.web.site import Site, WebRequest, site_of

FIELD = "_csrf_token"
SESSION_COOKIE = "sesi"
GUEST_COOKIE = "tamu"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def token(site: Site, subject: str) -> str:
    return hmac.new(
        site.tracker.secret, b"csrf\0" + subject.encode("utf-8", "surrogateescape"), "sha256"
    ).hexdigest()


def subject_of(request: WebRequest) -> str:
    """The session's cookie, or the guest's before sign-in; empty for a browser that has neither yet."""
    cookies, site = request.cookies, site_of(request)
    return cookies.get(site.cookie(SESSION_COOKIE)) or cookies.get(site.cookie(GUEST_COOKIE)) or ""


def new_guest() -> str:
    return token_urlsafe(16)


async def check(request: WebRequest) -> None:
    """Raises PermissionDenied for a form that was not drawn by a page of ours for this very session.

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
        or not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
        or not _from_here(request)
    ):
        raise PermissionDeniedException(
            "Formulir ini sudah kedaluwarsa; buka lagi halamannya, lalu isi dan kirim sekali lagi."
        )
    if any(isinstance(value, str) and "\0" in value for _, value in form.multi_items()):
        raise ClientException


def _from_here(request: WebRequest) -> bool:
    """A page that lets no referrer out has no origin either, where the browser says nothing better of the sender."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin == "null":
        return request.scope["path"].startswith(one_tap.PATH)
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
