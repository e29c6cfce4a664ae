"""Which offices, accounts and indicators there are."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections import states
from projections.fold import Batch, ReadModel, Writer
from projections.states import S, state
from projections.tables import CLUSTERED, metadata
from tracker.domain.identity import indicator_id, office_id, user_id
from tracker.domain.indicator import Indicator
from tracker.domain.office import Office
from tracker.domain.user import User

listed = sa.Table(
    "directory",
    metadata,
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("office", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("stream", sa.Uuid, nullable=False),
    **CLUSTERED,
)
"""`name` is the code or user name; the rest stands in the stream's state."""


def fold(batch: Batch, write: Writer) -> None:
    rows = [("office", s.office, s.after.code, s.subject) for s in batch.of(Office) if s.before is None]
    rows += [("user", s.office, s.after.username, s.subject) for s in batch.of(User) if s.before is None]
    rows += [("indicator", s.office, s.after.definition.code, s.subject) for s in batch.of(Indicator)]
    write.insert(listed, rows)


READ_MODEL = ReadModel("directory", (listed,), fold)


def offices(connection: Connection) -> list[Office]:
    """By code."""
    return _all(connection, Office, "office", None)


def office(connection: Connection, code: str) -> Office | None:
    return _one(connection, office_id(code), Office)


def account(connection: Connection, username: str) -> User | None:
    return _one(connection, user_id(username), User)


def accounts(connection: Connection, office: str) -> list[User]:
    """By user name; disabled ones too."""
    return _all(connection, User, "user", office)


def indicators(connection: Connection, office: str) -> list[Indicator]:
    """In the order of the document; one without a number (a goal indicator alone) last."""
    found = _all(connection, Indicator, "indicator", office)
    return sorted(found, key=lambda i: (i.definition.number is None, i.definition.number or 0))


def indicator(connection: Connection, office: str, code: str) -> Indicator | None:
    return _one(connection, indicator_id(office, code), Indicator)


def _one(connection: Connection, stream: UUID, kind: type[S]) -> S | None:
    found = states.find(connection, stream, kind)
    return None if found is None else found[0]


def _all(connection: Connection, kind: type[S], name: str, office: str | None) -> list[S]:
    asked = {"kind": name} if office is None else {"kind": name, "office": office}
    query = _OF_KIND if office is None else _OF_OFFICE
    return [states.decode(kind, body) for body in connection.scalars(query, asked)]


_OF_KIND = (
    sa.select(state.c.body)
    .join(listed, listed.c.stream == state.c.stream)
    .where(listed.c.kind == sa.bindparam("kind"))
    .order_by(listed.c.office, listed.c.name)
)
_OF_OFFICE = _OF_KIND.where(listed.c.office == sa.bindparam("office"))
