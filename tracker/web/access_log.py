"""One line for each answered request: who, what, how it went. Never a body, a query, a header, a cookie or a link."""

import logging
from time import perf_counter

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from tracker.application import one_tap, unsubscribing
from tracker.application.actor import Actor

_log = logging.getLogger("tindaklanjut.access")
_LINKS = (one_tap.PATH, unsubscribing.PATH)
_QUIET = ("/static/", "/health/", "/metrics")


def loggable(path: str) -> str:
    """The address without what opens a link (`one_tap`, `unsubscribing`)."""
    return next((f"{known}…" for known in _LINKS if path.startswith(known)), path)


def with_access_log(app: ASGIApp) -> ASGIApp:
    """Around the whole application, so that 404 and 405 are logged too."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith(_QUIET):
            await app(scope, receive, send)
            return
        started = perf_counter()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, noting)
        finally:
            actor = scope["state"].get("actor")
            line = {
                "method": scope["method"],
                "path": loggable(scope["path"]),
                "status": status,
                "ms": round((perf_counter() - started) * 1000, 1),
                "user": actor.username if isinstance(actor, Actor) else None,
            }
            _log.info(msgspec.json.encode(line).decode())

    return logged
