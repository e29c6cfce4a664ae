"""Headers of every answer, 404 and 405 too: set when the answer is sent, since middleware does not see those."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from tracker.application import one_tap, unsubscribing

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script or style but our own files, and nobody may frame a page."""
_EVERYWHERE = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OF_A_PART = {"x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin"}
"""What a browser heeds of them with a style, a script or a picture: the others concern pages. Eight files make half of a
page's weight in headers otherwise, and the line is weak."""
_STATIC = b"/static/"
_LINKS = (one_tap.PATH.encode(), unsubscribing.PATH.encode())


async def protect(message: Message, scope: Scope) -> None:
    """Nothing but the public files may be kept by a browser or a proxy: pages show an office's own data."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    if scope["raw_path"].startswith(_LINKS):  # the address itself is the key
        headers["referrer-policy"] = "no-referrer"
    public = scope["raw_path"].startswith(_STATIC)
    is_part = public and not headers.get("content-type", "").startswith("text/html")
    for name, value in (_OF_A_PART if is_part else _EVERYWHERE).items():
        headers.setdefault(name, value)
    if not public:
        headers["cache-control"] = "no-store"


async def insist_on_tls(message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        MutableScopeHeaders.from_message(message)["strict-transport-security"] = "max-age=31536000"
