"""The directory: offices, accounts, indicators and the like, each with its state at every position of the log.

What is few and changes seldom is kept whole: whoever asks for a past instant gets it as it was then.
"""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections import states
from projections.fold import Batch, ReadModel, Writer
from projections.intervals import Facts, fold_intervals, holding, interval, now_by
from projections.progress import progress
from projections.states import KIND_OF_STATE, KINDS, S, State
from projections.tables import CLUSTERED, metadata
from tracker.domain.identity import indicator_id, office_id, user_id
from tracker.domain.indicator import Indicator, in_document_order
from tracker.domain.office import Office
from tracker.domain.period import LAST_YEAR
from tracker.domain.user import User

listed = sa.Table(
    "directory",
    metadata,
    *interval(
        (sa.Column("stream", sa.Uuid, primary_key=True),),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    ),
    sa.Index("directory_kind_office", "kind", "office", "name"),
    now_by("directory_now_kind_office", "kind", "office", "name"),
    **CLUSTERED,
)
"""`name` is the code or user name that the list is sorted by; `body` the state in MessagePack."""


def fold(batch: Batch, write: Writer) -> None:
    for kind in KINDS:
        if kind.listed_by is not None:
            fold_intervals(listed, batch.of(kind.type), _entry, write)


READ_MODEL = ReadModel("directory", (listed,), fold)


def find(connection: Connection, stream: UUID, kind: type[S], at: int | None = None) -> S | None:
    """The state of that stream at position `at` (None: now); None where there was none of that kind."""
    asked = {"kind": KIND_OF_STATE[kind].name, "stream": stream}
    body = connection.scalar(_query(one=True, past=at is not None), asked | _moment(at))
    return None if body is None else states.decode(kind, body)


def every(connection: Connection, kind: type[S], office: str | None = None, at: int | None = None) -> list[S]:
    """All of that kind, of one office or of every one, by office and name."""
    asked: dict[str, object] = {"kind": KIND_OF_STATE[kind].name}
    if office is not None:
        asked["office"] = office
    query = _query(one=False, past=at is not None, of_office=office is not None)
    return [states.decode(kind, body) for body in connection.scalars(query, asked | _moment(at))]


class Listed:
    """What an office has of several kinds, read at once; decoded kind by kind, as it is asked for.

    `newest` is the last position of the log that the rows of that connection hold; 0 where nothing is listed.
    """

    def __init__(self, rows: Iterable[tuple[str, bytes, int]]) -> None:
        self.newest = 0
        self._bodies: dict[str, list[bytes]] = {}
        for name, body, newest in rows:
            self._bodies.setdefault(name, []).append(body)
            self.newest = newest

    def every(self, kind: type[S]) -> list[S]:
        """By name."""
        return [states.decode(kind, body) for body in self._bodies.get(KIND_OF_STATE[kind].name, ())]


def of_office(
    connection: Connection, office: str, kinds: tuple[type[State], ...], at: int | None = None
) -> Listed:
    """One query for all these kinds, at position `at` (None: now); the office itself is one of its own kinds.

    How far the record is comes with it: asked for alone, its way over the socket would cost as much as all of this.
    """
    asked = {"kinds": [KIND_OF_STATE[kind].name for kind in kinds], "office": office}
    rows = connection.execute(_OF_OFFICE_NOW if at is None else _OF_OFFICE_THEN, asked | _moment(at))
    return Listed((name, body, newest) for name, body, newest in rows)


def offices(connection: Connection) -> list[Office]:
    """By code."""
    return every(connection, Office)


def office(connection: Connection, code: str, at: int | None = None) -> Office | None:
    return find(connection, office_id(code), Office, at)


def account(connection: Connection, username: str) -> User | None:
    return find(connection, user_id(username), User)


def accounts(connection: Connection, office: str) -> list[User]:
    """By user name; disabled ones too."""
    return every(connection, User, office)


def indicators(connection: Connection, office: str, at: int | None = None) -> list[Indicator]:
    """In the order of the newest document."""
    return in_document_order(every(connection, Indicator, office, at), LAST_YEAR)


def indicator(connection: Connection, office: str, code: str, at: int | None = None) -> Indicator | None:
    return find(connection, indicator_id(office, code), Indicator, at)


def _entry(stream: Hashable, state: State) -> Facts:
    kind = KIND_OF_STATE[type(state)]
    assert kind.listed_by is not None
    return {(stream,): (kind.name, kind.office(state), kind.listed_by(state), states.encode(state))}


def _moment(at: int | None) -> dict[str, object]:
    return {} if at is None else {"moment": at}


def _of_office(moment: sa.ColumnElement[int] | None) -> sa.Select[str, bytes, int]:
    c = listed.c
    of_kinds = c.kind.in_(sa.bindparam("kinds", expanding=True))
    of_office = c.office == sa.bindparam("office")
    newest = sa.select(progress.c.position).scalar_subquery()
    query = sa.select(c.kind, c.body, newest).where(of_kinds, of_office, holding(listed, moment))
    return query.order_by(c.kind, c.office, c.name)


_OF_OFFICE_NOW = _of_office(None)
_OF_OFFICE_THEN = _of_office(sa.bindparam("moment", type_=sa.BigInteger))


@lru_cache(maxsize=8)
def _query(*, one: bool, past: bool, of_office: bool = False) -> sa.Select[bytes]:
    """Put together once each: that took as long as the query."""
    c = listed.c
    moment = sa.bindparam("moment", type_=sa.BigInteger) if past else None
    query = sa.select(c.body).where(c.kind == sa.bindparam("kind"), holding(listed, moment))
    if one:
        return query.where(c.stream == sa.bindparam("stream"))
    if of_office:
        query = query.where(c.office == sa.bindparam("office"))
    return query.order_by(c.office, c.name)
