"""The newest state of each stream, folded by the domain's own `evolve`: the life cycle is defined there, once."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections.tables import CLUSTERED, metadata
from tracker.domain import coordination, follow_up, indicator, office, period_freeze, published_report, user
from tracker.domain.coordination import Coordination
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.indicator import Indicator
from tracker.domain.office import Office
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.phrase import plain
from tracker.domain.published_report import PublishedReport
from tracker.domain.survey import events as survey_events
from tracker.domain.survey import survey
from tracker.domain.survey.survey import Survey
from tracker.domain.user import User

State = Office | User | Indicator | Coordination | FollowUp | PeriodFreeze | PublishedReport | Survey
S = TypeVar("S", Office, User, Indicator, Coordination, FollowUp, PeriodFreeze, PublishedReport, Survey)

state = sa.Table(
    "state",
    metadata,
    sa.Column("stream", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    **CLUSTERED,
)
"""`body` is the state in MessagePack. Kept between batches, and read by pages that show one record in full."""


class Kind(NamedTuple):
    """`office` finds the code of the office that a state belongs to.

    `listed_by` finds what names it in the directory, which keeps every past state of it whole; None: not listed there.
    """

    name: str
    events: tuple[type[Event], ...]
    evolve: Callable[[Any, Event], State]
    type: type[State]
    office: Callable[[Any], str]
    listed_by: Callable[[Any], str] | None = None


KINDS = (
    Kind("office", office.EVENTS, office.evolve, Office, lambda s: s.code, lambda s: s.code),
    Kind("user", user.EVENTS, user.evolve, User, lambda s: s.office, lambda s: s.username),
    Kind(
        "indicator",
        indicator.EVENTS,
        indicator.evolve,
        Indicator,
        lambda s: s.office,
        lambda s: s.code,
    ),
    Kind("coordination", coordination.EVENTS, coordination.evolve, Coordination, lambda s: s.details.office),
    Kind("follow_up", follow_up.EVENTS, follow_up.evolve, FollowUp, lambda s: s.office),
    Kind(
        "period_freeze",
        period_freeze.EVENTS,
        period_freeze.evolve,
        PeriodFreeze,
        lambda s: s.office,
        lambda s: s.name,
    ),
    Kind(
        "published_report",
        published_report.EVENTS,
        published_report.evolve,
        PublishedReport,
        lambda s: s.office,
        lambda s: str(s.stated.year),
    ),
    Kind("survey", survey_events.EVENTS, survey.evolve, Survey, lambda s: s.office, lambda s: s.name),
)
KIND_OF_EVENT = {event: kind for kind in KINDS for event in kind.events}
KIND_OF_STATE: dict[type[State], Kind] = {kind.type: kind for kind in KINDS}

_DECODERS: dict[str, msgspec.msgpack.Decoder[State]] = {
    kind.name: msgspec.msgpack.Decoder(kind.type) for kind in KINDS
}
encode = msgspec.msgpack.Encoder(enc_hook=plain).encode


def decode(kind: type[S], body: bytes) -> S:
    return msgspec.msgpack.decode(body, type=kind)


class Kept(NamedTuple):
    """A state with the version of its stream."""

    state: State
    version: int


def load(connection: Connection, streams: Iterable[UUID]) -> dict[UUID, Kept]:
    """Those of the streams that have a state, in one query."""
    return {
        row.stream: Kept(_DECODERS[row.kind].decode(row.body), row.version)
        for row in connection.execute(_LOAD, {"streams": list(streams)})
    }


def find(connection: Connection, stream: UUID, kind: type[S]) -> tuple[S, int] | None:
    """The state of one stream and its version; None where there is none of that kind."""
    row = connection.execute(_FIND, {"stream": stream}).one_or_none()
    found = None if row is None else _DECODERS[row.kind].decode(row.body)
    return (found, row.version) if row is not None and isinstance(found, kind) else None


_LOAD = sa.select(state).where(state.c.stream.in_(sa.bindparam("streams", expanding=True)))
_FIND = sa.select(state).where(state.c.stream == sa.bindparam("stream"))
