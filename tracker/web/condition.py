"""How the product is doing, read once for `/health/ready`, `/metrics` and whoever else asks.

A fixed number of queries, each over what is under way: nothing here grows with the log or with what was ever sent.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import func, select

from tracker.application import alarms, heartbeat, tally
from tracker.application.alarms import Alarm
from tracker.application.audit import RECENT
from tracker.application.tracker import Tracker
from tracker.store.kept import GIVEN_UP, dispatch

READY_BEHIND = 500
"""Events; about a tick of the fold under load."""
READY_LATE = timedelta(seconds=5)
_TO_SEND = ("pending", "claimed", "sending")


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Ages are in seconds, None where there is nothing. `heartbeat_age`: since the workers last went their whole way.

    `ready` is about the read models alone: a web server that is taken away because letters wait helps nobody.
    `reminders`: what was planned, and what became of it, since the installation began.
    """

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
    reminders: Mapping[str, int]
    alarms: list[Alarm]


def condition(tracker: Tracker) -> Condition:
    """Raises StoreUnavailable or a database error where the database does not answer."""
    now = tracker.clock()
    lag = tracker.views.lag()
    late = now - lag.oldest_unfolded if lag.oldest_unfolded else timedelta()
    with tracker.kept.connect() as connection:
        waiting = connection.execute(_WAITING).all()
        failed = connection.scalar(_FAILED.where(dispatch.c.finished_at > now - RECENT))
        beat = heartbeat.silent_since(connection)
        counts = tally.read(connection)
        standing = alarms.standing(connection)
    return Condition(
        ready=lag.behind <= READY_BEHIND and late <= READY_LATE,
        head=tracker.store.head(),
        position=tracker.views.position(),
        lag=lag.behind,
        lag_seconds=round(max(late.total_seconds(), 0.0), 3),
        generation=lag.generation,
        parked=lag.parked,
        reminders_pending=sum(number for _, number, _ in waiting),
        reminders_failed=failed or 0,
        oldest_due_age=_age(now, min((oldest for _, _, oldest in waiting), default=None)),
        heartbeat_age=_age(now, beat),
        reminders=counts,
        alarms=standing,
    )


_WAITING = (
    select(dispatch.c.state, func.count(), func.min(dispatch.c.try_at))
    .where(dispatch.c.state.in_(_TO_SEND))
    .group_by(dispatch.c.state)
)
_FAILED = select(func.count()).select_from(dispatch).where(GIVEN_UP)


def _age(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else round(max((now - then).total_seconds(), 0.0), 1)
