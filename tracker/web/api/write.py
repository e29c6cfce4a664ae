"""The frame of every write: who asks again is answered again, and who looked at an older version is told."""

from uuid import uuid4

import msgspec
from litestar.exceptions import ClientException

from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.web.site import WebRequest

MAX_KEY = 200


class Write(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expected_version`: the version of the record that the sender saw; left out: the newest will do."""

    expected_version: int | None = None
    reason: str = ""


class InChargeBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`kind` is `position` or `body`."""

    kind: str
    code: str


InChargeGiven = InChargeBody | str


def asked(request: WebRequest, data: Write) -> Asked:
    """`Idempotency-Key` is the sender's own id for this write; without one, each sending is a new write."""
    key = request.headers.get("idempotency-key", "").strip()
    if len(key) > MAX_KEY or not key.isprintable():
        raise Refused(
            say("Idempotency-Key: paling panjang {most} huruf biasa.", most=MAX_KEY), "Idempotency-Key"
        )
    return Asked(request_id=key or uuid4().hex, expected_version=data.expected_version, reason=data.reason)


def in_charge(tracker: Tracker, office: str, given: InChargeGiven) -> tuple[str, str]:
    """Kind and code; a bare code may be a position's or a body's."""
    if isinstance(given, InChargeBody):
        return given.kind, given.code
    return ("body" if given in tracker.office(office).bodies else "position"), given


async def refuse_control_characters(request: WebRequest) -> None:
    """NUL cannot be stored as text by PostgreSQL, and means nothing in a note."""
    body = await request.body()
    if b"\\u0000" in body or b"\0" in body:
        raise ClientException
