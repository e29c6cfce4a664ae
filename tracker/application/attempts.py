"""Attempts that are counted against whoever makes them: wrong passwords, forged links."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.store.kept import attempt

WINDOW = timedelta(minutes=15)
MOST_FROM = 200
"""From one address, which may be a whole office's, or the proxy's that stands before the product."""


class TooMany(Refused):
    """It says when to try again: when `WINDOW` is over."""


def too_many(tracker: Tracker, limits: Mapping[str, int]) -> bool:
    """Whether one of the keys has reached its limit within the window."""
    since = tracker.clock() - WINDOW
    count = select(func.count()).select_from(attempt)
    with tracker.kept.connect() as connection:
        return any(
            (connection.scalar(count.where(attempt.c.key == key, attempt.c.at > since)) or 0) >= most
            for key, most in limits.items()
        )


def note(tracker: Tracker, keys: Iterable[str]) -> None:
    now = tracker.clock()
    with tracker.kept.begin() as connection:
        connection.execute(insert(attempt), [{"key": key, "at": now} for key in keys])
        connection.execute(delete(attempt).where(attempt.c.at < now - WINDOW))


def forget(tracker: Tracker, key: str) -> None:
    with tracker.kept.begin() as connection:
        connection.execute(delete(attempt).where(attempt.c.key == key))
