"""Style sheets and scripts: own files, under an address that changes with their content, kept by browsers for ever."""

import re
from hashlib import sha256
from pathlib import Path

from litestar.datastructures import Headers
from litestar.handlers import ASGIRouteHandler, asgi
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send
from servestatic import ServeStaticASGI  # type: ignore[import-untyped]  # typed, but without py.typed

FOLDER = Path(__file__).parent / "static"
SHEET = "app.css"
"""The name under which all style sheets are one file: a page on a weak line asks for one."""
_LAYERS = "css/layers.css"
_FOR_READERS = re.compile(r"/\*.*?\*/\n?|^[ \t]+|^\n", re.DOTALL | re.MULTILINE)


def stylesheet(folder: Path = FOLDER) -> str:
    """The sheets below `css`, one after the other; the order of the layers first, since it decides what wins.

    Without comments and indents: a fifth of what goes over the wire.
    """
    first = folder / _LAYERS
    rest = [path for path in sorted((folder / "css").rglob("*.css")) if path != first]
    return _FOR_READERS.sub("", "".join(path.read_text() for path in (first, *rest)))


class StaticFiles:
    """One version for the whole folder: a module may name its neighbours by their plain names."""

    def __init__(self, folder: Path = FOLDER) -> None:
        digest = sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
        version = digest.hexdigest()[:12]
        self._base = f"/static/{version}"
        self._etag = f'"{version}"'
        self._sheet = stylesheet(folder)
        self._files = ServeStaticASGI(
            None,
            root=folder,
            prefix=self._base,
            allow_all_origins=False,
            immutable_file_test=lambda path, url: True,
        )

    def address(self, name: str) -> str:
        return f"{self._base}/{name}"

    def handler(self) -> ASGIRouteHandler:
        @asgi("/static", is_mount=True, copy_scope=True)
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            # Without the server's own file sending, so that the answer can be compressed on its way.
            scope["extensions"] = {}
            path = f"/static{_below(scope)}"
            if path == self.address(SHEET) and scope.get("method") in {"GET", "HEAD"}:
                await self._whole_sheet(scope)(scope, receive, send)
            else:
                await self._files({**scope, "path": path}, receive, send)

        return serve

    def _whole_sheet(self, scope: Scope) -> ASGIResponse:
        kept = {"etag": self._etag, "cache-control": "max-age=315360000, public, immutable"}
        if Headers.from_scope(scope).get("if-none-match") == self._etag:
            return ASGIResponse(status_code=304, headers=kept)
        return ASGIResponse(
            body=self._sheet,
            headers=kept,
            media_type="text/css; charset=utf-8",
            is_head_response=scope.get("method") == "HEAD",
        )


def _below(scope: Scope) -> str:
    return "/" + scope["path"].removeprefix("/static").strip("/")
