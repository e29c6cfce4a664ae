"""The reader's language: kept in a cookie of the device, changed by a button at the foot of each page."""

from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie

import msgspec
from jinja2 import pass_eval_context
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from litestar import Response, Router, post
from litestar.enums import ScopeType
from litestar.params import URLEncodedBody
from litestar.types import ASGIApp, Receive, Scope, Send
from markupsafe import Markup

from tracker.application.language import LANGUAGES, SOURCE, pattern_of, shown, speaking, told
from tracker.web import csrf
from tracker.web.page import cookie
from tracker.web.signing_in import local_path
from tracker.web.site import Site, WebRequest, site_of

COOKIE = "bahasa"
_YEAR = 365 * 24 * 3600


class Choice(msgspec.Struct):
    language: str = SOURCE
    back: str = "/"


def in_html(pattern: str, **values: object) -> Markup:
    """`_` of the templates. The patterns are ours and may hold markup; the values are other people's, and are escaped."""
    chosen = Markup(pattern_of(pattern, values.get("n")))  # noqa: S704 – from our own templates and catalogues
    return chosen.format(**{name: shown(value) for name, value in values.items()}) if values else chosen


@pass_eval_context
def joined(
    context: EvalContext, parts: Iterable[object], between: str = "", attribute: str | None = None
) -> object:
    """`join` of the templates, each part in the reader's language."""
    return do_join(
        context, [told(part) for part in parts] if attribute is None else parts, between, attribute
    )


IN_LETTERS: dict[str, Callable[..., object]] = {
    "join": joined,
    "lower": lambda text: str(told(text)).lower(),
    "capitalize": lambda text: str(told(text)).capitalize(),
}
"""Filters of Jinja that look at letters: those of the reader's language."""


def with_language(app: ASGIApp, site: Site) -> ASGIApp:
    """Around the whole application, error pages too."""
    name = site.cookie(COOKIE)

    async def spoken(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        with speaking(_chosen(scope, name)):
            await app(scope, receive, send)

    return spoken


def _chosen(scope: Scope, name: str) -> str:
    for key, value in scope["headers"]:
        if key == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(name)
            except CookieError:
                continue
            if found is not None:
                return found.value
    return SOURCE


@post("/bahasa", include_in_schema=False, sync_to_thread=False)
def choose_language(request: WebRequest, data: URLEncodedBody[Choice]) -> Response[None]:
    """Back to the page that the button stood on. An unknown language is Indonesian."""
    response: Response[None] = Response(None, status_code=303, headers={"Location": local_path(data.back)})
    language = data.language if data.language in LANGUAGES else SOURCE
    response.set_cookie(cookie(site_of(request), COOKIE, language, max_age=_YEAR))
    return response


def routes() -> Router:
    return Router("/", route_handlers=[choose_language], before_request=csrf.check)
