"""How the product is doing, read once for `/health/ready`, `/metrics` and whoever else asks."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import func, select

from tracker.application import heartbeat
from tracker.application.tracker import Tracker
from tracker.store.kept import dispatch

READY_BEHIND = 500
"""Events; about a tick of the fold under load."""
READY_LATE = timedelta(seconds=5)
_TO_SEND = ("pending", "claimed", "sending")


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Ages are in seconds, None where there is nothing. `heartbeat_age`: since the workers last went their whole way."""

    ready: bool
    head: int
    position: int
    lag: int
    lag_seconds: float
    generation: int
    parked: int
    reminders_pending: int
    reminders_failed: int
    oldest_due_age: float | None
    heartbeat_age: float | None


def condition(tracker: Tracker) -> Condition:
    """Raises StoreUnavailable or a database error where the database does not answer."""
    now = tracker.clock()
    lag = tracker.views.lag()
    late = now - lag.oldest_unfolded if lag.oldest_unfolded else timedelta()
    with tracker.kept.connect() as connection:
        states = {
            state: (count, oldest)
            for state, count, oldest in connection.execute(
                select(dispatch.c.state, func.count(), func.min(dispatch.c.try_at)).group_by(dispatch.c.state)
            )
        }
        beat = heartbeat.silent_since(connection)
    waiting = [states[state] for state in _TO_SEND if state in states]
    return Condition(
        ready=lag.behind <= READY_BEHIND and late <= READY_LATE,
        head=tracker.store.head(),
        position=tracker.views.position(),
        lag=lag.behind,
        lag_seconds=round(max(late.total_seconds(), 0.0), 3),
        generation=lag.generation,
        parked=lag.parked,
        reminders_pending=sum(count for count, _ in waiting),
        reminders_failed=states.get("failed", (0, None))[0],
        oldest_due_age=_age(now, min((oldest for _, oldest in waiting if oldest), default=None)),
        heartbeat_age=_age(now, beat),
    )


def _age(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else round(max((now - then).total_seconds(), 0.0), 1)
