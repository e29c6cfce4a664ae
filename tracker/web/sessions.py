"""Sessions on the server, in the kept table `session`: who is signed in, and until when.

A visitor without an account has no row, and reading a page writes none. The cookie holds a random id of
256 bits; the table holds its SHA-256 only, so that a copy of the database signs nobody in.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

import msgspec
from sqlalchemy import Engine, bindparam, delete, insert, select, update

from tracker.clock import Clock
from tracker.store.kept import session

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
EXTEND_AFTER = timedelta(minutes=30)
"""A session in use is extended at most this often: between, reading writes nothing."""


class _Data(msgspec.Struct, frozen=True):
    started_at: datetime


class Sessions:
    def __init__(self, kept: Engine, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock

    def start(self, username: str, previous: str | None) -> str:
        """A new id at every sign-in; the id that the browser had before is worth nothing from then on."""
        now = self._clock()
        fresh = token_urlsafe(32)
        with self._kept.begin() as connection:
            connection.execute(
                delete(session).where(
                    (session.c.expires_at <= now) | (session.c.id == _stored(previous or ""))
                )
            )
            connection.execute(
                insert(session).values(
                    id=_stored(fresh),
                    username=username,
                    data=msgspec.json.encode(_Data(now)),
                    expires_at=now + IDLE,
                )
            )
        return fresh

    def username(self, identifier: str) -> str | None:
        """None for an unknown or expired id."""
        now = self._clock()
        key = _stored(identifier)
        with self._kept.connect() as connection:
            row = connection.execute(_FIND, {"key": key, "now": now}).one_or_none()
        if row is None:
            return None
        until = min(now + IDLE, msgspec.json.decode(row.data, type=_Data).started_at + ABSOLUTE)
        if until - row.expires_at > EXTEND_AFTER:
            with self._kept.begin() as connection:
                connection.execute(update(session).where(session.c.id == key).values(expires_at=until))
        username: str = row.username
        return username

    def end(self, identifier: str) -> None:
        with self._kept.begin() as connection:
            connection.execute(delete(session).where(session.c.id == _stored(identifier)))


def _stored(identifier: str) -> str:
    return sha256(identifier.encode("utf-8", "surrogateescape")).hexdigest()


_FIND = select(session.c.username, session.c.data, session.c.expires_at).where(
    session.c.id == bindparam("key"), session.c.expires_at > bindparam("now")
)
