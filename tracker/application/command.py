"""How a command is carried out: asked before? → decide → append. Once in effect, however often it is sent."""

import hashlib
from collections.abc import Callable
from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.tracker import Tracker
from tracker.domain.errors import Conflict, Refused
from tracker.domain.phrase import plain
from tracker.store.envelope import Appended, Change, Context
from tracker.store.errors import ClaimTaken, RequestReused, VersionConflict


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The frame of a command: the sender's own id for it, the version that the sender saw, and why.

    `expected_version` None: the newest will do (the command line, a form of its own).
    """

    request_id: str
    expected_version: int | None = None
    reason: str = ""
    correlation_id: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a write answers (CONTRACT, HTTP). `version` is 0 where `id` names no record of its own (a hand-over)."""

    id: UUID
    version: int
    position: int


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be appended, and the stream that the answer is about. `claims`: names taken, with their sentence.

    `on_behalf_of`: for whom the actor decides (`tracker.application.standing`), as the history will show it.
    """

    subject: UUID
    changes: tuple[Change, ...]
    occurred_on: date
    claims: tuple["ClaimedName", ...] = ()
    on_behalf_of: str | None = None


class ClaimedName(msgspec.Struct, frozen=True):
    """A name that must stay unique for ever; `taken` is what to say when it is not free."""

    key: str
    owner: UUID
    taken: Conflict


class _StoredAnswer(msgspec.Struct, frozen=True):
    id: UUID
    version: int


_ATTEMPTS = 4


def perform(
    tracker: Tracker, actor: Actor, asked: Asked, command: msgspec.Struct, decide: Callable[[], Decision]
) -> Answer:
    """Carries the command out, or gives the earlier answer to the same request: also to one that was being carried out
    while this one came, and has just made it impossible.

    Raises what `decide` raises, Conflict when the record moved on or a name is taken, StoreUnavailable.
    """
    request_id = f"{actor.username}:{asked.request_id}"
    fingerprint = _fingerprint(command, asked.reason)
    try:
        earlier = tracker.store.answered(request_id, fingerprint)
        if earlier is not None:
            return _answer(earlier)
        for attempt in range(_ATTEMPTS):
            try:
                return _append(tracker, actor, asked, request_id, fingerprint, decide())
            except Refused:
                earlier = tracker.store.answered(request_id, fingerprint)
                if earlier is None:
                    raise
                return _answer(earlier)
            except VersionConflict:
                if asked.expected_version is not None or attempt == _ATTEMPTS - 1:
                    raise
    except VersionConflict as error:
        raise moved_on() from error
    except RequestReused as error:
        raise Conflict(
            "Isian ini sudah pernah dikirim dengan isi lain. Periksa dulu apakah sudah tercatat; bila belum, simpan sekali lagi.",
            "request_id",
        ) from error
    raise AssertionError("unreachable")


def moved_on() -> Conflict:
    return Conflict(
        "Catatan ini baru saja berubah di tempat lain. Muat ulang, periksa, lalu simpan lagi.",
        "expected_version",
    )


def check_version(asked: Asked, version: int) -> None:
    """Raises Conflict when the sender looked at another version than the one that stands."""
    if asked.expected_version is not None and asked.expected_version != version:
        raise moved_on()


def _append(
    tracker: Tracker, actor: Actor, asked: Asked, request_id: str, fingerprint: str, decision: Decision
) -> Answer:
    versions = {c.stream: c.expected_version + len(c.events) for c in decision.changes}
    try:
        appended = tracker.store.append(
            decision.changes,
            context=Context(
                actor=actor.username,
                via=actor.via,
                on_behalf_of=decision.on_behalf_of,
                reason=asked.reason.strip() or None,
                request_id=request_id,
                correlation_id=asked.correlation_id or request_id,
            ),
            occurred_on=decision.occurred_on,
            claims=[(name.key, name.owner) for name in decision.claims],
            fingerprint=fingerprint,
            answer=msgspec.json.encode(_StoredAnswer(decision.subject, versions.get(decision.subject, 0))),
        )
    except ClaimTaken as error:
        for name in decision.claims:
            if name.key == error.key:
                raise name.taken from error
        raise
    return _answer(appended)


def _answer(appended: Appended) -> Answer:
    stored = msgspec.json.decode(appended.answer, type=_StoredAnswer)
    return Answer(stored.id, stored.version, appended.position)


def _fingerprint(command: msgspec.Struct, reason: str) -> str:
    body = msgspec.json.encode((command, reason.strip()), enc_hook=plain)
    return hashlib.sha256(type(command).__name__.encode() + b"\0" + body).hexdigest()
