"""What every page handler uses: who reads, the shell around the page, and where to go next.

Handlers of pages are synchronous and run in a thread (`sync_to_thread=True`). They take the dependencies
`tracker: TheTracker` and `actor: TheActor` (who has signed in: else the visitor is sent to the sign-in page),
and answer with `render(...)` or `redirect(...)`.
"""

import base64
import binascii

from litestar import Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import SkipValidation

from projections import directory
from tracker.application import shortcuts
from tracker.application.actor import Actor
from tracker.application.inbox import unread
from tracker.application.language import LANGUAGES, current, translate
from tracker.application.tracker import Tracker
from tracker.domain.office import Office
from tracker.web import csrf
from tracker.web.banner import banner
from tracker.web.places import places
from tracker.web.site import Site, WebRequest, site_of

TheTracker = NamedDependency[SkipValidation[Tracker]]
TheActor = NamedDependency[SkipValidation[Actor]]

POSITION_COOKIE = "posisi"
FLASH_COOKIE = "kabar"
_SECONDS_KEPT = 60


def render(request: WebRequest, template: str, *, status_code: int = 200, **context: object) -> Response[str]:
    """The template with what every page needs besides its own context.

    Given: `actor`, `office` (both None before sign-in), `path`, `csrf_token()`, `flash` (a line, or None), `carried_out` (the
    request that it answers, or None), `behind`
    (this page does not yet show the reader's last change), `banner` (lines for those who run the office),
    `is_demo`, `navigation`, `unread` (how much is new in the reader's inbox), `here` (path and query), `shortcuts` (keys are on), `language` and `languages`; and for all templates the function `static("app.css")` and the filters of
    `tracker.web.format`. A template imported by another needs `with context` to see them.
    """
    site = site_of(request)
    actor: Actor | None = getattr(request.state, "actor", None)
    subject = csrf.subject_of(request)
    cookies = []
    if not subject:
        subject = csrf.new_guest()
        cookies.append(cookie(site, csrf.GUEST_COOKIE, subject))
    flash, carried_out = _flash(request, site)
    if flash is not None:
        cookies.append(cookie(site, FLASH_COOKIE, "", max_age=0))
    drawn_for = csrf.drawn_for(site, actor.username) if actor and actor.bearer is None else ""

    def token() -> str:
        return csrf.token(site, subject) + drawn_for

    shell: dict[str, object] = {
        "actor": actor,
        "path": request.scope["path"],
        "csrf_token": token,
        "flash": flash,
        "carried_out": carried_out,
        "behind": getattr(request.state, "behind", False),
        "banner": banner(site, actor) if actor else (),
        "is_demo": site.demo,
        "navigation": places(actor, request.scope["path"], mail_readable=site.demo) if actor else (),
        "unread": _unread(site, actor),
        "here": _here(request),
        "shortcuts": _shortcuts(site, actor),
        "language": current(),
        "languages": LANGUAGES,
    }
    if "office" not in context:
        shell["office"] = _office(site, actor)
    assert shell.keys().isdisjoint(context), "a name of the shell, taken by a page for something of its own"
    body = site.templates.get_template(template).render(shell | context)
    return Response(body, status_code=status_code, media_type=MediaType.HTML, cookies=cookies)


def _here(request: WebRequest) -> str:
    """The address to come back to. A page that answers a form has none of its own: the start page."""
    if request.method != "GET":
        return "/"
    query = request.scope["query_string"].decode("latin-1")
    return request.scope["path"] + (f"?{query}" if query else "")


def redirect(
    request: WebRequest, path: str, *, position: int | None = None, flash: str = "", saved: str = ""
) -> Response[None]:
    """303 to a page of ours; that page waits until it shows `position`, and tells `flash` once.

    `saved`: the request that was carried out, for the browser to know which of its drafts is no longer needed.
    """
    response: Response[None] = Response(None, status_code=303, headers={"Location": path})
    if position is not None:
        remember(request, response, position)
    if flash:
        value = base64.urlsafe_b64encode(f"{saved}\n{translate(flash)}".encode()).decode()
        response.set_cookie(cookie(site_of(request), FLASH_COOKIE, value, max_age=_SECONDS_KEPT))
    return response


def remember(request: WebRequest, response: Response[None] | Response[str], position: int) -> None:
    """The reader's next page shows at least this position of the log (read your own writes)."""
    response.set_cookie(cookie(site_of(request), POSITION_COOKIE, str(position), max_age=_SECONDS_KEPT))


def _unread(site: Site, actor: Actor | None) -> int:
    """What is new in the reader's inbox."""
    if actor is None or actor.person_id is None or actor.bearer is not None:
        return 0
    return unread(site.tracker, actor.person_id)


def _shortcuts(site: Site, actor: Actor | None) -> bool:
    """Whether the page listens to keys of one letter."""
    return actor is not None and actor.bearer is None and shortcuts.wanted(site.tracker, actor.username)


def _office(site: Site, actor: Actor | None) -> Office | None:
    if actor is None or actor.office is None:
        return None
    with site.tracker.views.connect() as connection:
        return directory.office(connection, actor.office)


def cookie(site: Site, name: str, value: str, *, max_age: int | None = None) -> Cookie:
    """Never readable by scripts, never sent along by another site's forms; `max_age` 0 takes it back."""
    return Cookie(
        key=site.cookie(name),
        value=value,
        max_age=max_age,
        httponly=True,
        secure=site.secure,
        samesite="lax",
        path="/",
    )


def _flash(request: WebRequest, site: Site) -> tuple[str | None, str | None]:
    """The line to tell, and the request that it answers."""
    value = request.cookies.get(site.cookie(FLASH_COOKIE))
    if not value:
        return None, None
    try:
        saved, _line, told = (
            base64.urlsafe_b64decode(value.encode("ascii", "replace")).decode().partition("\n")
        )
    except (binascii.Error, UnicodeDecodeError):
        return None, None
    return told, saved or None
