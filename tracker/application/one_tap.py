"""One tap: a signed link that opens one follow-up, for one person or body, without signing in, for a fortnight.

The link says who comes, and nothing of what may be done: that is looked up when it is used (`follow_up_step.load`). It
stands in letters and messages only, never in the log; whoever passes it on passes on what it opens.
"""

import base64
import hmac
import re
import struct
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from projections import directory
from tracker.application import attempts
from tracker.application.accounts import find
from tracker.application.actor import Actor, Bearer, of_user, without_account
from tracker.application.attempts import TooMany
from tracker.application.tracker import Tracker, local_day
from tracker.domain import follow_up as follow_ups
from tracker.domain.carrying import carrying
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office
from tracker.domain.phrase import say

PATH = "/t/"
LIFE = timedelta(days=14)
"""Longer than the longest time without working days, and than any two reminders of one follow-up lie apart: whoever has
to act always has one that holds, and one that is found in an old mailbox opens nothing."""
VIA = "tautan"

_VERSION = 1
_HEAD = struct.Struct(">BI16s")
"""Version, the last second that it holds (Unix time), the follow-up; behind it who comes, and then the tag."""
MOST_SENT = 30
"""Forms sent by one link within a quarter of an hour: each may bring files."""

_PERSON, _BODY = b"p", b"b"
_TAG = 16
"""Bytes of HMAC-SHA256 that are kept: half of it, as RFC 2104 (5) allows, for a link that fits a message."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{40,200}")


class LinkForged(Forbidden):
    """Not ours, or altered; or whoever it was written to has lost their account."""


class LinkExpired(Refused):
    """Ours, and too old."""


def link(tracker: Tracker, follow_up_id: UUID, who: UUID | str, now: datetime) -> str:
    """The address to be written to a person, or to the body of that code. Make one where `may_tap` says so: any other
    opens a page that sends the reader away."""
    return f"{tracker.base_url}{PATH}{token(tracker.secret, Bearer(follow_up_id, who), now + LIFE)}"


def may_tap(office: Office, follow_up: FollowUp, who: UUID | str, now: datetime) -> bool:
    """Whether a link would let them act now: it waits to be carried out, and by them."""
    in_charge = together(follow_up.in_charge, follow_up.alongside)
    return (
        follow_up.status in {Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES}
        and carrying(office, in_charge, who, local_day(now, office.zone)) is not None
    )


def token(secret: bytes, bearer: Bearer, until: datetime) -> str:
    who = bearer.who
    named = _BODY + who.encode() if isinstance(who, str) else _PERSON + who.bytes
    signed = _HEAD.pack(_VERSION, int(until.timestamp()), bearer.follow_up_id.bytes) + named
    return base64.urlsafe_b64encode(signed + _tag(secret, signed)).rstrip(b"=").decode()


def bearer_of(secret: bytes, text: str, now: datetime) -> Bearer:
    """Raises LinkForged, LinkExpired."""
    if not _TOKEN.fullmatch(text) or len(text) % 4 == 1:  # no whole number of bytes: cut off on the way
        raise _forged()
    given = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    signed, tag = given[:-_TAG], given[-_TAG:]
    if not hmac.compare_digest(tag, _tag(secret, signed)):
        raise _forged()
    version, until, follow_up = _HEAD.unpack_from(signed)
    kind, named = signed[_HEAD.size : _HEAD.size + 1], signed[_HEAD.size + 1 :]
    if version != _VERSION:
        raise _forged()
    if now.timestamp() > until:
        raise LinkExpired(say("Tautan ini sudah tidak berlaku lagi."))
    return Bearer(UUID(bytes=follow_up), named.decode() if kind == _BODY else UUID(bytes=named))


def open_link(tracker: Tracker, text: str, now: datetime, address: str = "") -> Actor:
    """Whoever comes by it: their account where they have one, else by what the office calls them.

    Forged ones are counted against the `address` that they come from, as wrong passwords are; a true one opens all the
    same, since nobody guesses it, and others may come from there. Raises LinkForged, LinkExpired, TooMany.
    """
    try:
        bearer = bearer_of(tracker.secret, text, now)
    except LinkForged:
        key = f"link/{address}"
        if attempts.too_many(tracker, {key: attempts.MOST_FROM}):
            raise TooMany(say("Terlalu banyak tautan yang tidak sah; coba lagi 15 menit lagi.")) from None
        attempts.note(tracker, [key])
        raise
    follow_up, _ = tracker.store.load(bearer.follow_up_id, follow_ups.evolve)
    if follow_up is None:
        raise _forged()
    actor = _comer(tracker, tracker.office(follow_up.office), bearer.who)
    return msgspec.structs.replace(actor, bearer=bearer)


def count_sent(tracker: Tracker, bearer: Bearer) -> None:
    """To be called for each form that comes by a link. Raises TooMany."""
    key = f"link/{bearer.follow_up_id}/{bearer.who}"
    if attempts.too_many(tracker, {key: MOST_SENT}):
        raise TooMany(say("Terlalu banyak kiriman lewat tautan ini; coba lagi 15 menit lagi."))
    attempts.note(tracker, [key])


def _comer(tracker: Tracker, office: Office, who: UUID | str) -> Actor:
    if who not in (office.bodies if isinstance(who, str) else office.people):
        raise _forged()
    if isinstance(who, str):
        return without_account(office, who, VIA)
    with tracker.views.connect() as connection:
        listed = [user for user in directory.accounts(connection, office.code) if user.person_id == who]
    accounts = [user for one in listed if (user := find(tracker, one.username)) is not None]
    for user in accounts:
        if not user.disabled:
            return of_user(user, VIA)
    if accounts:
        raise LinkForged(say("Akun Anda sudah tidak aktif, jadi tautan ini tidak berlaku lagi."))
    return without_account(office, who, VIA)


def _tag(secret: bytes, signed: bytes) -> bytes:
    key = hmac.digest(secret, b"one-tap link\0", "sha256")
    return hmac.digest(key, signed, "sha256")[:_TAG]


def _forged() -> LinkForged:
    return LinkForged(say("Tautan ini tidak sah atau tidak lengkap."))
