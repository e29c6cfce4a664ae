"""Signing in and out, and the account behind a session."""

from urllib.parse import quote, urlsplit

import msgspec
from litestar import Response, Router, get, post
from litestar.params import FromQuery, URLEncodedBody

from projections import directory
from tracker.application import accounts
from tracker.application.actor import Actor, of_user
from tracker.application.attempts import WINDOW, TooMany
from tracker.application.demo_home import DEMO_PASSWORD
from tracker.application.language import _, translate
from tracker.domain.errors import Refused
from tracker.domain.role import ROLE_NAMES
from tracker.web import csrf
from tracker.web.page import POSITION_COOKIE, TheTracker, cookie, redirect, render
from tracker.web.site import Site, WebRequest, site_of
from tracker.web.unsent import Unsent, ask, seal, unseal

WAIT_SECONDS = 0.3
"""How long a reader waits for the read models to show what was stored before."""


class SignInNeeded(Exception):
    """Nobody is signed in, or the session has ended."""


class SignIn(msgspec.Struct):
    """`unsent` is a form that is carried along, sealed."""

    username: str = ""
    password: str = ""
    next: str = "/"
    unsent: str = ""


class StaleSignIn(Exception):
    """The sign-in page was drawn for another guest, or before somebody signed in in another tab."""

    def __init__(self, sent: SignIn) -> None:
        super().__init__()
        self.sent = sent


class DemoAccount(msgspec.Struct, frozen=True):
    username: str
    name: str
    role: str
    office: str


def signed_in(request: WebRequest) -> Actor:
    """The account of the session, read anew: a disabled account is signed out at once. Raises SignInNeeded.

    Also waits until the read models show the reader's own last change, 300 ms at most.
    """
    actor = recognise(request)
    if actor is None:
        raise SignInNeeded
    request.state.behind = not _caught_up(request, site_of(request))
    return actor


def recognise(request: WebRequest) -> Actor | None:
    """The account of the session, where there is one; at once, for a page that shows nothing of what was saved."""
    site = site_of(request)
    identifier = request.cookies.get(site.cookie(csrf.SESSION_COOKIE))
    username = site.sessions.username(identifier) if identifier else None
    user = accounts.find(site.tracker, username) if username else None
    if user is None or user.disabled:
        return None
    request.state.actor = actor = of_user(user, "web")
    return actor


def local_path(text: str) -> str:
    """Only a path of this very site, else the start page: a sign-in link must not lead elsewhere."""
    plain = text.isascii() and text.isprintable() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else "/"


def sign_in_address(request: WebRequest) -> str:
    """Comes back to the page asked for, or to the one whose form was sent when the session had ended."""
    if request.method == "GET":
        path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    else:
        path, query = _place(request.headers.get("referer", ""))
    path = local_path(path + (f"?{query}" if query else ""))
    ended = "" if request.method == "GET" else "sesi=berakhir"
    following = "" if path == "/" else f"lanjut={quote(path, safe='/')}"
    asked = "&".join(part for part in (ended, following) if part)
    return f"/masuk?{asked}" if asked else "/masuk"


def _place(referer: str) -> tuple[str, str]:
    """Path and query; nothing where it is no address at all."""
    try:
        url = urlsplit(referer)
    except ValueError:
        return "", ""
    return url.path, url.query


@get("/masuk", include_in_schema=False, sync_to_thread=True)
def sign_in_page(
    request: WebRequest, lanjut: FromQuery[str] = "/", sesi: FromQuery[str] = ""
) -> Response[str]:
    return _page(request, local_path(lanjut), ended=sesi == "berakhir")


@post("/masuk", include_in_schema=False, sync_to_thread=True, status_code=200)
def sign_in(
    request: WebRequest, tracker: TheTracker, data: URLEncodedBody[SignIn]
) -> Response[str] | Response[None]:
    site = site_of(request)
    address = request.client.host if request.client else ""
    try:
        user = accounts.sign_in(tracker, data.username, data.password, address)
    except Refused as error:
        return _refused(request, data, error)
    name = site.cookie(csrf.SESSION_COOKIE)
    identifier = site.sessions.start(user.username, request.cookies.get(name))
    unsent = unseal(tracker.secret, data.unsent, tracker.clock()) if data.unsent else None
    response: Response[str] | Response[None]
    if unsent is not None and unsent.account == user.username:
        request.state.session, request.state.actor = identifier, of_user(user, "web")
        response = ask(request, unsent)
    elif unsent is not None:
        response = redirect(
            request, "/", flash=_("Isian yang belum terkirim milik akun lain, jadi tidak dibawa.")
        )
    else:
        response = redirect(request, local_path(data.next))
    response.set_cookie(cookie(site, csrf.SESSION_COOKIE, identifier))
    response.set_cookie(cookie(site, csrf.GUEST_COOKIE, "", max_age=0))
    return response


@post("/keluar", include_in_schema=False, sync_to_thread=True, status_code=303)
def sign_out(request: WebRequest) -> Response[None]:
    site = site_of(request)
    identifier = request.cookies.get(site.cookie(csrf.SESSION_COOKIE))
    if identifier:
        site.sessions.end(identifier)
    response = redirect(request, "/masuk")
    response.set_cookie(cookie(site, csrf.SESSION_COOKIE, "", max_age=0))
    return response


def routes() -> Router:
    return Router("/", route_handlers=[sign_in_page, sign_in, sign_out], before_request=_check)


async def _check(request: WebRequest) -> None:
    """Who has no session left has signed out already; whoever signs in by a page that is too old gets a new one.

    Raises FormExpired, StaleSignIn.
    """
    try:
        await csrf.check(request)
    except csrf.FormExpired:
        if not csrf.from_here(request):
            raise
        site = site_of(request)
        match request.scope["path"]:
            case "/keluar" if site.cookie(csrf.SESSION_COOKIE) not in request.cookies:
                return
            case "/masuk":
                form = await request.form()
                sent = {name: value for name, value in form.items() if isinstance(value, str)}
                raise StaleSignIn(msgspec.convert(sent, SignIn)) from None
        raise


def sign_in_anew(request: WebRequest, sent: SignIn) -> Response[str] | Response[None]:
    """Where they wanted to go, if they have signed in meanwhile; else the page once more, with what it carried."""
    site, following = site_of(request), local_path(sent.next)
    unsent = unseal(site.tracker.secret, sent.unsent, site.tracker.clock()) if sent.unsent else None
    actor = recognise(request)
    if actor is not None and unsent is not None and actor.username == unsent.account:
        return ask(request, unsent, 403)
    if actor is not None:
        return redirect(request, following)
    told = _("Halaman masuk ini sudah terlalu lama terbuka. Masuk sekali lagi.")
    return _page(request, following, error=told, username=sent.username, unsent=sent.unsent, status_code=403)


def sign_in_again(request: WebRequest, unsent: Unsent) -> Response[str]:
    """Instead of what a form was sent for: whoever drew it signs in, and takes it along."""
    sealed = seal(site_of(request).tracker.secret, unsent)
    following = local_path(_place(request.headers.get("referer", ""))[0])
    return _page(request, following, ended=True, unsent=sealed, status_code=403)


def _refused(request: WebRequest, data: SignIn, error: Refused) -> Response[str]:
    page = _page(
        request,
        local_path(data.next),
        error=translate(error.message),
        username=data.username,
        unsent=data.unsent,
        status_code=429 if isinstance(error, TooMany) else 422,
    )
    if isinstance(error, TooMany):
        page.set_header("Retry-After", str(int(WINDOW.total_seconds())))
    return page


def _page(
    request: WebRequest,
    following: str,
    *,
    error: str = "",
    username: str = "",
    ended: bool = False,
    unsent: str = "",
    status_code: int = 200,
) -> Response[str]:
    return render(
        request,
        "masuk.html",
        status_code=status_code,
        unsent=unsent,
        next=following,
        error=error,
        ended=ended,
        username=username,
        demo_accounts=_demo_accounts(site_of(request)),
        demo_password=DEMO_PASSWORD,
    )


def _demo_accounts(site: Site) -> list[DemoAccount]:
    if not site.demo:
        return []
    with site.tracker.views.connect() as connection:
        return [
            DemoAccount(user.username, user.name, ROLE_NAMES[user.role], office.name)
            for office in directory.offices(connection)
            for user in directory.accounts(connection, office.code)
        ]


def _caught_up(request: WebRequest, site: Site) -> bool:
    position = request.cookies.get(site.cookie(POSITION_COOKIE), "")
    if not (position.isascii() and position.isdigit() and len(position) <= 18):
        return True
    return site.tracker.views.wait_for(int(position), WAIT_SECONDS)
