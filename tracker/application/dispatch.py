"""The queue of reminders in the database: claimed with a lease, and fenced by the number of the attempt.

What is due for one person over one channel is claimed together and goes out as one message (`Bundle`). Its id is kept on
the rows when sending begins: whoever tries them again tries the same message again.

pending → claimed → sending → sent | failed | suppressed; back to pending to be tried again. Any process may die at any
line: a lease that has run out is claimed anew, and whoever still holds the old attempt number changes nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from tracker.application import tally
from tracker.application.tracker import Tracker
from tracker.domain.matter import Task
from tracker.domain.reminder import PLANNED_ANEW, Because
from tracker.store.kept import dispatch
from tracker.store.upsert import insert

LEASE = timedelta(minutes=10)
"""Longer than a worker takes over a batch; after it, the work counts as abandoned."""

LATE = timedelta(minutes=30)
"""What is due for longer, while its office is open for reminders, should have been sent."""

_AT_ONCE = 1000
"""Rows in one statement: of about twenty parameters each PostgreSQL takes 65,535, SQLite as few as 32,766."""

_UNDER_WAY = ("claimed", "sending")

_PLANNED = ("step", "late", "policy", "because", "planned_at")
"""What a reminder that comes back is planned with; the rest is in its key."""

_TAKEN_AWAY = sa.and_(dispatch.c.state == "suppressed", dispatch.c.error.in_(PLANNED_ANEW))


class Claimed(msgspec.Struct, frozen=True):
    """A row that one worker holds; `attempt` is the fence."""

    key: UUID
    attempt: int


Bundle = tuple[Claimed, ...]
"""Rows that one worker holds for one person over one channel."""


class Dispatch(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder on its way. `step`, `on_day` and `late` are those of `tracker.domain.reminder_plan.Step`.

    `begun` counts how often sending began: more often than the log knows of, and a process died over it. `message` is the
    one that it goes in, once sending has begun; `attempt` is the fence.
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
    message: UUID | None = None
    attempt: int = 0

    @property
    def claimed(self) -> Claimed:
        return Claimed(self.key, self.attempt)


def put(tracker: Tracker, rows: Sequence[Dispatch], now: datetime) -> int:
    """Queues them: a key seen before changes nothing, unless a change took its reminder away and another brings it back.
    Says how many are new."""
    fresh = {"state": "pending", "attempt": 0, "try_at": now, "created_at": now}
    new = 0
    with tracker.kept.begin() as connection:
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            statement = insert(connection, dispatch).values(
                [msgspec.structs.asdict(row) | fresh for row in some]
            )
            anew = {name: statement.excluded[name] for name in (*_PLANNED, "state", "try_at", "begun")}
            found = connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[dispatch.c.key],
                    set_=anew | {"message": None, "finished_at": None, "error": None},
                    where=_TAKEN_AWAY,
                ).returning(dispatch.c.key)
            )
            new += len(found.all())
        tally.add(connection, {tally.PLANNED: new})
    return new


def superseded(tracker: Tracker, row: Dispatch) -> bool:
    """Whether a later step of the same plan is queued for the same person over the same channel."""
    c = dispatch.c
    query = sa.select(c.key).where(
        c.subject == row.subject,
        c.task == row.task,
        c.person_id == row.person_id,
        c.channel == row.channel,
        c.due_on == row.due_on,
        c.on_day > row.on_day,
    )
    with tracker.kept.connect() as connection:
        return connection.execute(query.limit(1)).first() is not None


def anything_due(tracker: Tracker, now: datetime) -> bool:
    """Whether there is anything to claim. One question: a transaction around it would cost more than it does."""
    with tracker.kept.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        firsts = connection.execute(_FIRSTS).one()
    return any(first is not None and first <= now for first in firsts)


def queued(tracker: Tracker, office: str) -> tuple[int, datetime | None]:
    """How many of an office's reminders wait in the queue, and when the first of them is tried."""
    query = sa.select(sa.func.count(), sa.func.min(dispatch.c.try_at))
    with tracker.kept.connect() as connection:
        count, first = connection.execute(
            query.where(dispatch.c.state == "pending", dispatch.c.office == office)
        ).one()
    return count, first


_FIRSTS = sa.select(
    *[
        sa.select(sa.func.min(instant)).where(dispatch.c.state == state).scalar_subquery()
        for state, instant in (
            ("pending", dispatch.c.try_at),
            *((state, dispatch.c.lease_until) for state in _UNDER_WAY),
        )
    ]
)
"""Each by the end of an index alone."""


def claim(tracker: Tracker, worker: str, now: datetime, limit: int) -> list[Bundle]:
    """Rows that are due, else rows whose lease has run out: two statements, since one with OR uses no index.

    More than `limit` rows where the last people have more: nobody's message is split.
    """
    columns = dispatch.c
    due = (columns.state == "pending", columns.try_at <= now)
    abandoned = (columns.state.in_(_UNDER_WAY), columns.lease_until < now)
    with tracker.kept.begin() as connection:
        rows = _claim(connection, worker, now, limit, due, columns.try_at)
        if len(rows) < limit:
            rows += _claim(connection, worker, now, limit - len(rows), abandoned, columns.lease_until)
        if len(rows) >= limit:
            people = {row.person_id for row in rows if row.person_id is not None}
            for where, order in ((due, columns.try_at), (abandoned, columns.lease_until)):
                theirs = (*where, columns.person_id.in_(people))
                rows += _claim(connection, worker, now, None, theirs, order)
    return _bundles(rows)


def _claim(
    connection: sa.Connection,
    worker: str,
    now: datetime,
    limit: int | None,
    where: tuple[sa.ColumnElement[bool], ...],
    order: sa.Column[datetime | None],
) -> list[sa.Row[Any]]:
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
    c = dispatch.c
    statement = (
        sa.update(dispatch)
        .where(c.key.in_(sa.select(chosen.c.key)))
        .values(state="claimed", claimed_by=worker, lease_until=now + LEASE, attempt=c.attempt + 1)
        .returning(c.key, c.attempt, c.person_id, c.channel, c.message)
    )
    return list(connection.execute(statement))


def _bundles(rows: Sequence[sa.Row[Any]]) -> list[Bundle]:
    """By person, channel and the message that was begun before; what is for nobody stays alone."""
    found: dict[tuple[UUID, str, UUID | None], list[Claimed]] = {}
    for row in rows:
        to = row.key if row.person_id is None else row.person_id
        found.setdefault((to, row.channel, row.message), []).append(Claimed(row.key, row.attempt))
    return [tuple(bundle) for bundle in found.values()]


def begin(tracker: Tracker, bundle: Bundle, now: datetime) -> list[Dispatch]:
    """Starts sending, as the message that was begun before or as a new one; without the rows that are somebody else's by
    now. The lease starts again."""
    c = dispatch.c
    message = sa.func.coalesce(c.message, sa.literal(tracker.new_id(), sa.Uuid()))
    statement = (
        sa.update(dispatch)
        .where(_held(bundle, "claimed"))
        .values(state="sending", lease_until=now + LEASE, begun=c.begun + 1, message=message)
        .returning(*(c[field] for field in Dispatch.__struct_fields__))
    )
    with tracker.kept.begin() as connection:
        rows = connection.execute(statement).mappings().all()
    return [
        Dispatch(**{**row, "task": Task(row["task"]), "because": Because(row["because"])}) for row in rows
    ]


def finish(
    tracker: Tracker, rows: Sequence[Dispatch], now: datetime, state: str, error: str | None = None
) -> None:
    """`state` is sent, failed or suppressed."""
    _leave(tracker, rows, state=state, finished_at=now, error=error)


def try_again(tracker: Tracker, rows: Sequence[Dispatch], at: datetime, error: str) -> None:
    """As the same message."""
    _leave(tracker, rows, state="pending", try_at=at, error=error)


def put_back(tracker: Tracker, rows: Sequence[Dispatch], at: datetime) -> None:
    """Nothing was sent, and nothing failed: they wait until then, and go out with whatever else is due."""
    c = dispatch.c
    message = sa.case((c.begun > 1, c.message))
    _leave(tracker, rows, state="pending", try_at=at, begun=c.begun - 1, message=message)


def _leave(tracker: Tracker, rows: Sequence[Dispatch], **values: object) -> None:
    c = dispatch.c
    statement = (
        sa.update(dispatch)
        .where(_held([row.claimed for row in rows], "sending"))
        .values(claimed_by=None, lease_until=None, **values)
        .returning(c.state, c.planned_at, c.finished_at)
    )
    with tracker.kept.begin() as connection:
        left = connection.execute(statement).all()
        counted = [row for row in left if row.state in _COUNTED]
        if counted:
            late = sum(row.state == "sent" and row.finished_at - row.planned_at > LATE for row in counted)
            tally.add(connection, {_COUNTED[counted[0].state]: len(counted), tally.LATE: late})


_COUNTED = {"sent": tally.SENT, "failed": tally.FAILED, "suppressed": tally.SUPPRESSED}


def give_back(tracker: Tracker, bundle: Bundle) -> None:
    """For work that was claimed and not begun: somebody may take it at once."""
    with tracker.kept.begin() as connection:
        connection.execute(
            sa.update(dispatch)
            .where(_held(bundle, "claimed"))
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


def _held(claimed: Sequence[Claimed], state: str) -> sa.ColumnElement[bool]:
    """Those rows, as far as they are still the claimer's."""
    pairs = [(one.key, one.attempt) for one in claimed]
    return sa.and_(sa.tuple_(dispatch.c.key, dispatch.c.attempt).in_(pairs), dispatch.c.state == state)


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
                dispatch.c.key.in_(keys),
                dispatch.c.state.in_(("sent", "failed", "suppressed")),
                sa.not_(sa.and_(_TAKEN_AWAY, dispatch.c.error.is_not(None))),
            )
        )
        return set(found)
