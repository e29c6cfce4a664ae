"""The page behind *Berhenti menerima surel seperti ini*: asked for a yes by a person, done at once for a mail program.

Mail programs post by themselves (RFC 8058, 3.2), without a cookie and without a form of ours: the link is what they show.
"""

from litestar import Response, Router, get, head, post
from litestar.params import FromPath

from tracker.application.preferences import KIND_NAMES
from tracker.application.unsubscribing import PATH, Leaving, leave, leaving_of
from tracker.domain.errors import Forbidden
from tracker.domain.phrase import say
from tracker.web.page import TheTracker, render
from tracker.web.site import WebRequest, site_of


@get(f"{PATH}{{text:str}}", sync_to_thread=True)
def asked(request: WebRequest, tracker: TheTracker, text: FromPath[str]) -> Response[str]:
    """Opening it changes nothing: scanners follow links too."""
    return _draw(request, _leaving(request, text), done=False)


@head(f"{PATH}{{text:str}}", sync_to_thread=False)
def looked_at(text: FromPath[str]) -> None:
    """Programs that look before they follow learn nothing by it."""


@post(f"{PATH}{{text:str}}", sync_to_thread=True, status_code=200)
def left(request: WebRequest, tracker: TheTracker, text: FromPath[str]) -> Response[str]:
    leaving = _leaving(request, text)
    leave(tracker, leaving)
    return _draw(request, leaving, done=True)


def _leaving(request: WebRequest, text: str) -> Leaving:
    return leaving_of(site_of(request).tracker.secret, text)


def _draw(request: WebRequest, leaving: Leaving, *, done: bool) -> Response[str]:
    return render(
        request,
        "berhenti.html",
        kinds=[] if leaving.is_body else [KIND_NAMES[kind] for kind in leaving.kinds],
        done=done,
    )


def _closed(request: WebRequest, error: Forbidden) -> Response[str]:
    return render(
        request,
        "tautan_tertutup.html",
        status_code=403,
        title=say("Tautan tidak dapat dibuka"),
        lines=(
            error.message,
            say("Buka lagi dari suratnya, dengan tautan yang utuh; atau atur sendiri sesudah masuk."),
        ),
        ways=(("/pengaturan/pengingat-saya", "Atur pengingat saya"),),
    )


def routes() -> Router:
    return Router(
        "/",
        route_handlers=[asked, looked_at, left],
        exception_handlers={Forbidden: _closed},
        include_in_schema=False,
    )
