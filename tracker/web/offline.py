"""What the browser shows without a connection: a service worker that keeps one plain page, and no page with data.

Its address says the language; its text names the version of the static files, so that a new version replaces it.
"""

import json
from pathlib import Path

from litestar import Response, get
from litestar.params import FromQuery

from tracker.application.language import current, speaking
from tracker.web.site import WebRequest, site_of

PAGE = "/luring"
_WORKER = Path(__file__).parent / "worker" / "sw.js"
_DRAWN_WITH = ("app.css", "icons.svg", "favicon.svg")


@get("/sw.js", include_in_schema=False, sync_to_thread=True)
def worker(request: WebRequest, bahasa: FromQuery[str] = "") -> Response[str]:
    static = site_of(request).templates.globals["static"]
    files = [static(name) for name in _DRAWN_WITH]  # type: ignore[operator]
    with speaking(bahasa):
        page = f"{PAGE}?bahasa={current()}"
    text = _WORKER.read_text()
    text = text.replace("__CACHE__", f"tl{files[0]}{page}").replace("__OFFLINE__", page)
    return Response(text.replace("__FILES__", json.dumps(files)), media_type="text/javascript; charset=utf-8")


@get(PAGE, include_in_schema=False, sync_to_thread=True)
def offline(request: WebRequest, bahasa: FromQuery[str] = "") -> Response[str]:
    """Of nobody and for everybody: it is kept in the browser, whoever uses that next."""
    with speaking(bahasa):
        page = site_of(request).templates.get_template("luring.html").render(language=current())
    return Response(page, media_type="text/html; charset=utf-8")
