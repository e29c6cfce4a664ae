"""A file of evidence as an answer: it is handed over, never run in our name."""

from urllib.parse import quote

from litestar import Response

from tracker.domain.evidence_file import IMAGES, EvidenceFile

_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
UNCOMPRESSED = {"uncompressed": True}
"""The `opt` of a handler whose answer is compressed already."""


def file_answer(file: EvidenceFile, content: bytes, *, shown: bool = False) -> Response[bytes]:
    """`shown`: in the browser instead of as a download; only an image can be. RFC 6266 names it."""
    how = "inline" if shown and file.media_type in IMAGES else "attachment"
    return Response(
        content,
        media_type=file.media_type,
        headers={
            "Content-Disposition": f"{how}; {_file_name(file.name)}",
            "Content-Security-Policy": _SANDBOX,
            "ETag": f'"{file.sha256}"',
        },
    )


def download(content: bytes, name: str, media_type: str) -> Response[bytes]:
    """A file that we make ourselves: a report."""
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f"attachment; {_file_name(name)}", "Cache-Control": "no-store"},
    )


def _file_name(name: str) -> str:
    """Twice: in plain letters for old programs, and exactly (RFC 8187)."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"%\\;' else "_"
        for letter in name
    )
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
