"""Reminders that were given up: the dead letters, to be seen and tried again."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa

from projections.page import Page
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import reminder_retry as domain
from tracker.domain.errors import NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.identity import reminder_stream
from tracker.domain.matter import Task
from tracker.store.envelope import Change
from tracker.store.kept import GIVEN_UP, Instant, dispatch

MOST = 500


class GivenUp(msgspec.Struct, frozen=True, kw_only=True):
    """`person_id` None: nobody was there to be reminded. `error` says why, without any address."""

    key: UUID
    office: str
    subject: UUID
    task: Task
    step: str
    due_on: date | None
    person_id: UUID | None
    channel: str
    finished_at: datetime | None
    error: str | None


class Retry(msgspec.Struct, frozen=True, kw_only=True):
    key: UUID


def given_up(
    tracker: Tracker, office: str | None, after: str | None = None, limit: int = 50
) -> Page[GivenUp]:
    """The newest first; `office` None: of every office. Raises Refused for a cursor that no page gave."""
    c = dispatch.c
    query = sa.select(*(c[field] for field in GivenUp.__struct_fields__)).where(GIVEN_UP)
    if office is not None:
        query = query.where(c.office == office)
    if after is not None:
        at, key = _place(after)
        query = query.where(
            sa.tuple_(c.finished_at, c.key) < sa.tuple_(sa.literal(at, Instant()), sa.literal(key, sa.Uuid()))
        )
    with tracker.kept.connect() as connection:
        rows = connection.execute(
            query.order_by(c.finished_at.desc(), c.key.desc()).limit(limit + 1)
        ).mappings()
        found = tuple(_read(row) for row in rows)
    shown = found[:limit]
    return Page(shown, _cursor(shown[-1]) if len(found) > limit else None)


def retry(tracker: Tracker, actor: Actor, asked: Asked, command: Retry) -> Answer:
    """It is tried at once, with attempts of its own; the log tells who asked. Asking twice asks once.

    Raises NotFound, Forbidden, Refused where it was not given up.
    """
    row = _row(tracker, command.key)
    require(actor, Action.RETRY, row.office)
    stream = reminder_stream(row.subject)

    def decide() -> Decision:
        told = _told(tracker, stream)
        event = domain.retry(told, command.key)
        return Decision(
            subject=stream,
            changes=(Change(stream, len(told), (event,)),),
            occurred_on=tracker.today(tracker.office(row.office)),
        )

    told = _told(tracker, stream)
    if domain.is_asked_for(told, command.key):
        answer = Answer(stream, len(told), tracker.store.head())
    else:
        answer = perform(tracker, actor, asked, command, decide)
    if domain.is_asked_for(_told(tracker, stream), command.key):
        _put_back(tracker, command.key)
    return answer


def retry_all(tracker: Tracker, actor: Actor, asked: Asked, office: str) -> int:
    """Those of the office that were given up, the newest `MOST`; says how many. Raises as `retry` does."""
    require(actor, Action.RETRY, office)
    retried = 0
    for row in given_up(tracker, office, limit=MOST).rows:
        own = msgspec.structs.replace(asked, request_id=f"{asked.request_id}/{row.key}")
        with suppress(Refused):  # somebody else was faster
            retry(tracker, actor, own, Retry(key=row.key))
            retried += 1
    return retried


def _row(tracker: Tracker, key: UUID) -> GivenUp:
    """Also one that is not given up (any more)."""
    columns = [dispatch.c[field] for field in GivenUp.__struct_fields__]
    with tracker.kept.connect() as connection:
        row = connection.execute(sa.select(*columns).where(dispatch.c.key == key)).mappings().first()
    if row is None:
        raise NotFound("Pengingat itu tidak ditemukan.", "key")
    return _read(row)


def _read(row: sa.RowMapping) -> GivenUp:
    return GivenUp(**{**row, "task": Task(row["task"])})


def _told(tracker: Tracker, stream: UUID) -> Sequence[Event]:
    return [past.event for past in tracker.store.history(stream)]


def _put_back(tracker: Tracker, key: UUID) -> None:
    """Into a message of its own, or with whatever else is due: the one that it failed in is over."""
    now = tracker.clock()
    with tracker.kept.begin() as connection:
        connection.execute(
            sa.update(dispatch)
            .where(dispatch.c.key == key, GIVEN_UP)
            .values(state="pending", begun=0, message=None, try_at=now, finished_at=None, error=None)
        )


def _cursor(row: GivenUp) -> str:
    assert row.finished_at is not None
    return f"{row.finished_at.astimezone(UTC):%Y%m%dT%H%M%S%f}.{row.key.hex}"


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, key = cursor.partition(".")
    try:
        return datetime.strptime(at, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), UUID(key)
    except ValueError:
        raise Refused("Penanda halaman tidak dikenal; mulai lagi dari halaman pertama.", "sesudah") from None
