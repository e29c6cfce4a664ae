"""The signed link by which a reader switches mail of a kind off, from the letter itself (RFC 8058): it opens nothing else.

It holds for as long as the secret does: whoever finds an old letter may want no more of them just as well.
"""

import base64
import hmac
import re
import struct
from collections.abc import Collection
from uuid import UUID

import msgspec

from tracker.application import contacts, preferences
from tracker.application.channels import EMAIL
from tracker.application.preferences import Kind
from tracker.application.tracker import Tracker
from tracker.domain.errors import Forbidden

PATH = "/berhenti/"

_VERSION = 1
_SIGNED = struct.Struct(">BBB16s")
"""Version, 1 for a body outside the office, a bit for each kind, and who it was written to."""
_TAG = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{47}")
_KINDS = tuple(Kind)


class Leaving(msgspec.Struct, frozen=True):
    """What the link switches off. A body gets no letters at all any more; the head of the section is told instead."""

    who: UUID
    kinds: tuple[Kind, ...]
    is_body: bool


def link(tracker: Tracker, leaving: Leaving) -> str:
    return f"{tracker.base_url}{PATH}{token(tracker.secret, leaving)}"


def token(secret: bytes, leaving: Leaving) -> str:
    kinds = sum(1 << _KINDS.index(kind) for kind in set(leaving.kinds))
    signed = _SIGNED.pack(_VERSION, leaving.is_body, kinds, leaving.who.bytes)
    return base64.urlsafe_b64encode(signed + _tag(secret, signed)).rstrip(b"=").decode()


def leaving_of(secret: bytes, text: str) -> Leaving:
    """Raises Forbidden for a link that is not ours, or was altered."""
    forged = Forbidden("Tautan ini tidak sah atau tidak lengkap.")
    if not _TOKEN.fullmatch(text):
        raise forged
    given = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    signed, tag = given[: _SIGNED.size], given[_SIGNED.size :]
    if not hmac.compare_digest(tag, _tag(secret, signed)):
        raise forged
    version, is_body, kinds, who = _SIGNED.unpack(signed)
    if version != _VERSION:
        raise forged
    found = tuple(kind for place, kind in enumerate(_KINDS) if kinds & 1 << place)
    return Leaving(UUID(bytes=who), found, bool(is_body))


def leave(tracker: Tracker, leaving: Leaving) -> None:
    """Once or often: the inbox in the product stays, and everything can be switched on again."""
    if leaving.is_body:
        contacts.switch(tracker, leaving.who, on=False)
    else:
        preferences.switch_off(tracker, leaving.who, EMAIL, leaving.kinds)


def kinds_named(kinds: Collection[Kind]) -> str:
    return ", ".join(preferences.KIND_NAMES[kind] for kind in kinds)


def _tag(secret: bytes, signed: bytes) -> bytes:
    key = hmac.digest(secret, b"unsubscribe link\0", "sha256")
    return hmac.digest(key, signed, "sha256")[:_TAG]
