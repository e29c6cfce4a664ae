"""Style sheets, scripts and pictures: own files, under an address that changes with their content, kept for ever.

They are few and small, and are held in memory, packed as tightly as Brotli can: a page's own files come before anything
of it can be read, and the line is weak.
"""

import re
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]  # no types of its own
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from tracker.domain.errors import NotFound
from tracker.web.file_answer import UNCOMPRESSED
from tracker.web.site import WebRequest

FOLDER = Path(__file__).parent / "static"
SHEET = "app.css"
"""The name under which all style sheets are one file: a page on a weak line asks for one."""
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
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
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.suffix in _MEDIA_TYPES
        }
        digest = sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content)
        self._version = digest.hexdigest()[:12]
        files[SHEET] = stylesheet(folder).encode()
        self._files = {
            f"/{self._version}/{name}": _File(content, _MEDIA_TYPES[Path(name).suffix])
            for name, content in files.items()
        }

    def address(self, name: str) -> str:
        return f"/static/{self._version}/{name}"

    def handler(self) -> HTTPRouteHandler:
        etag = f'"{self._version}"'
        kept = {"etag": etag, "cache-control": "max-age=315360000, public, immutable"}

        @get("/static/{name:path}", include_in_schema=False, sync_to_thread=False, opt=UNCOMPRESSED)
        def static_file(request: WebRequest, name: FromPath[str]) -> Response[bytes]:
            file = self._files.get(name)
            if file is None:
                raise NotFound("")
            if request.headers.get("if-none-match") == etag:
                return Response(b"", status_code=304, headers=kept)
            headers = kept | {"vary": "Accept-Encoding"}
            if not _takes_brotli(request.headers.get("accept-encoding", "")):
                return Response(file.content, media_type=file.media_type, headers=headers)
            return Response(
                file.packed, media_type=file.media_type, headers=headers | {"content-encoding": "br"}
            )

        return static_file


class _File:
    def __init__(self, content: bytes, media_type: str) -> None:
        self.content, self.media_type = content, media_type

    @cached_property
    def packed(self) -> bytes:
        """Once, when it is asked for first: a tenth of a second for the largest."""
        packed: bytes = brotli.compress(self.content, mode=brotli.MODE_TEXT)
        return packed


def _takes_brotli(accepted: str) -> bool:
    """RFC 9110, 12.5.3; a weight of 0 is a refusal."""
    for one in accepted.split(","):
        name, _, weight = one.partition(";")
        if name.strip() == "br":
            return weight.replace(" ", "") not in {"q=0", "q=0.0"}
    return False
