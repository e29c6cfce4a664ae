"""The queue of reminders in the database: claimed with a lease, and fenced by the number of the attempt.

pending → claimed → sending → sent | failed | suppressed; back to pending to be tried again. Any process may die at any
line: a lease that has run out is claimed anew, and whoever still holds the old attempt number changes nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import sqlalchemy as sa

from tracker.application import tally
from tracker.application.tracker import Tracker
from tracker.domain.matter import Task
from tracker.domain.reminder import Because
from tracker.store.kept import Instant, dispatch
from tracker.store.upsert import insert

LEASE = timedelta(minutes=10)
"""Longer than a worker takes over a batch; after it, the work counts as abandoned."""

LATE = timedelta(minutes=30)
"""What is due for longer, while its office is open for reminders, should have been sent."""

_UNDER_WAY = ("claimed", "sending")


class Claimed(msgspec.Struct, frozen=True):
    """A row that one worker holds; `attempt` is the fence."""

    key: UUID
    attempt: int


class Dispatch(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder on its way. `step`, `on_day` and `late` are those of `tracker.domain.reminder_plan.Step`.

    `begun` counts how often sending began: more often than the log knows of, and a process died over it.
    """

    key: UUID
    subject: UUID
    task: Task
    office: str
    step: str
    on_day: date
    late: int
    due_on: date | None
    policy: int
    person_id: UUID | None
    because: Because
    channel: str
    planned_at: datetime
    begun: int = 0


def put(tracker: Tracker, rows: Sequence[Dispatch], now: datetime) -> int:
    """Queues them, once and for all: a key seen before changes nothing. Says how many are new."""
    fresh = {"state": "pending", "attempt": 0, "try_at": now, "created_at": now}
    with tracker.kept.begin() as connection:
        found = connection.execute(
            insert(connection, dispatch)
            .values([msgspec.structs.asdict(row) | fresh for row in rows])
            .on_conflict_do_nothing()
            .returning(dispatch.c.key)
        )
        new = len(found.all())
        tally.add(connection, {tally.PLANNED: new})
    return new


def superseded(tracker: Tracker, row: Dispatch) -> bool:
    """Whether a later step of the same matter is queued for the same person over the same channel."""
    c = dispatch.c
    query = sa.select(c.key).where(
        c.subject == row.subject,
        c.task == row.task,
        c.person_id == row.person_id,
        c.channel == row.channel,
        c.on_day > row.on_day,
    )
    with tracker.kept.connect() as connection:
        return connection.execute(query.limit(1)).first() is not None


def anything_due(tracker: Tracker, now: datetime) -> bool:
    """Whether there is anything to claim."""
    with tracker.kept.connect() as connection:
        return connection.scalar(_ANYTHING_DUE, {"now": now}) is not None


_NOW = sa.bindparam("now", type_=Instant())
_ANYTHING_DUE = sa.union_all(
    *[
        sa.select(sa.literal(1)).where(sa.exists().where(dispatch.c.state == state, instant <= _NOW))
        for state, instant in (
            ("pending", dispatch.c.try_at),
            *((state, dispatch.c.lease_until) for state in _UNDER_WAY),
        )
    ]
)


def claim(tracker: Tracker, worker: str, now: datetime, limit: int) -> list[Claimed]:
    """Rows that are due, else rows whose lease has run out: two statements, since one with OR uses no index."""
    columns = dispatch.c
    due = (columns.state == "pending", columns.try_at <= now)
    abandoned = (columns.state.in_(_UNDER_WAY), columns.lease_until < now)
    claimed = _claim(tracker, worker, now, limit, due, columns.try_at)
    if len(claimed) < limit:
        claimed += _claim(tracker, worker, now, limit - len(claimed), abandoned, columns.lease_until)
    return claimed


def _claim(
    tracker: Tracker,
    worker: str,
    now: datetime,
    limit: int,
    where: tuple[sa.ColumnElement[bool], ...],
    order: sa.Column[datetime | None],
) -> list[Claimed]:
    # MATERIALIZED: planned as a join, the subquery may run again and lock more rows than the limit (Oban).
    chosen = (
        sa.select(dispatch.c.key)
        .where(*where)
        .order_by(order, dispatch.c.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("chosen")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    statement = (
        sa.update(dispatch)
        .where(dispatch.c.key.in_(sa.select(chosen.c.key)))
        .values(state="claimed", claimed_by=worker, lease_until=now + LEASE, attempt=dispatch.c.attempt + 1)
        .returning(dispatch.c.key, dispatch.c.attempt)
    )
    with tracker.kept.begin() as connection:
        return [Claimed(row.key, row.attempt) for row in connection.execute(statement)]


def begin(tracker: Tracker, claimed: Claimed, now: datetime) -> Dispatch | None:
    """Starts sending; None where the row is somebody else's by now. The lease starts again."""
    columns = dispatch.c
    statement = (
        sa.update(dispatch)
        .where(columns.key == claimed.key, columns.attempt == claimed.attempt, columns.state == "claimed")
        .values(state="sending", lease_until=now + LEASE, begun=columns.begun + 1)
        .returning(*(columns[field] for field in Dispatch.__struct_fields__))
    )
    with tracker.kept.begin() as connection:
        row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    return Dispatch(**{**row, "task": Task(row["task"]), "because": Because(row["because"])})


def finish(tracker: Tracker, claimed: Claimed, now: datetime, state: str, error: str | None = None) -> None:
    """`state` is sent, failed or suppressed."""
    _leave(tracker, claimed, state=state, finished_at=now, error=error)


def try_again(tracker: Tracker, claimed: Claimed, at: datetime, error: str) -> None:
    _leave(tracker, claimed, state="pending", try_at=at, error=error)


def _leave(tracker: Tracker, claimed: Claimed, **values: object) -> None:
    statement = (
        sa.update(dispatch)
        .where(
            dispatch.c.key == claimed.key,
            dispatch.c.attempt == claimed.attempt,
            dispatch.c.state == "sending",
        )
        .values(claimed_by=None, lease_until=None, **values)
        .returning(dispatch.c.state, dispatch.c.planned_at, dispatch.c.finished_at)
    )
    with tracker.kept.begin() as connection:
        left = connection.execute(statement).first()
        if left is not None and left.state in _COUNTED:
            late = left.state == "sent" and left.finished_at - left.planned_at > LATE
            tally.add(connection, {_COUNTED[left.state]: 1, tally.LATE: int(late)})


_COUNTED = {"sent": tally.SENT, "failed": tally.FAILED, "suppressed": tally.SUPPRESSED}


def give_back(tracker: Tracker, claimed: Claimed) -> None:
    """For work that was claimed and not begun: somebody may take it at once."""
    with tracker.kept.begin() as connection:
        connection.execute(
            sa.update(dispatch)
            .where(
                dispatch.c.key == claimed.key,
                dispatch.c.attempt == claimed.attempt,
                dispatch.c.state == "claimed",
            )
            .values(state="pending", claimed_by=None, lease_until=None)
        )


def hand_back(tracker: Tracker, worker: str) -> int:
    """What that worker has claimed and nobody has begun; for one that ends, and takes no more."""
    with tracker.kept.begin() as connection:
        return connection.execute(
            sa.update(dispatch)
            .where(dispatch.c.state == "claimed", dispatch.c.claimed_by == worker)
            .values(state="pending", claimed_by=None, lease_until=None)
        ).rowcount


def take_over(tracker: Tracker, worker: str) -> int:
    """Frees what other workers hold, lease or not. Only for one who knows that there is no other: the embedded form."""
    with tracker.kept.begin() as connection:
        return connection.execute(
            sa.update(dispatch)
            .where(dispatch.c.state.in_(_UNDER_WAY), dispatch.c.claimed_by != worker)
            .values(state="pending", claimed_by=None, lease_until=None)
        ).rowcount


def known(tracker: Tracker, keys: Collection[UUID]) -> set[UUID]:
    """Those of the keys of which nothing more comes."""
    with tracker.kept.connect() as connection:
        found = connection.scalars(
            sa.select(dispatch.c.key).where(
                dispatch.c.key.in_(keys), dispatch.c.state.in_(("sent", "failed", "suppressed"))
            )
        )
        return set(found)
