"""A Host header that is no address is refused before anything builds an address from it."""

from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send


def refuse_bad_hosts(app: ASGIApp) -> ASGIApp:
    """Around the whole application: the middlewares of the framework take the header for granted (RFC 9110, 7.2)."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or _is_address(dict(scope["headers"]).get(b"host", b"")):
            await app(scope, receive, send)
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 400, "headers": headers})
        body = b"Alamat situs (Host) pada permintaan ini tidak sah.\n"
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return checked


def _is_address(host: bytes) -> bool:
    try:
        parts = urlsplit(f"//{host.decode('ascii')}")
        return parts.netloc.isprintable() and parts.path == "" and parts.port != 0
    except ValueError:
        return False
