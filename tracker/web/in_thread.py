"""A page drawn outside the event loop. Handlers of errors run in it, and a page asks the database who reads it: while a
locked store is waited for there, every other request and every live stream would stand still."""

from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.concurrency import sync_to_thread
from litestar.types import ASGIApp, Receive, Scope, Send

from tracker.web.site import WebRequest


class InThread(Response[str]):
    """Stands for the page until it is sent."""

    def __init__(self, draw: Callable[[], Response[str]], status_code: int) -> None:
        super().__init__("", status_code=status_code)
        self._draw = draw

    def to_asgi_response(self, *, request: WebRequest, **given: Any) -> ASGIApp:  # type: ignore[override]
        async def drawn(scope: Scope, receive: Receive, send: Send) -> None:
            page = await sync_to_thread(self._draw)
            await page.to_asgi_response(request=request, **given)(scope, receive, send)

        return drawn
