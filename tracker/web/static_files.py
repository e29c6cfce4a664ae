"""Style sheets and scripts: own files, under an address that changes with their content, kept by browsers for ever."""

from hashlib import sha256
from pathlib import Path

from litestar.handlers import ASGIRouteHandler, asgi
from litestar.types import Receive, Scope, Send
from servestatic import ServeStaticASGI  # type: ignore[import-untyped]  # typed, but without py.typed

FOLDER = Path(__file__).parent / "static"


class StaticFiles:
    """One version for the whole folder: a style sheet or module may name its neighbours by their plain names."""

    def __init__(self, folder: Path = FOLDER) -> None:
        digest = sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
        self._base = f"/static/{digest.hexdigest()[:12]}"
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
            await self._files({**scope, "path": f"/static{_below(scope)}"}, receive, send)

        return serve


def _below(scope: Scope) -> str:
    return "/" + scope["path"].removeprefix("/static").strip("/")
