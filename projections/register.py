"""The register of coordinations: what was planned and held, and what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections import board, states
from projections.board import FollowUpRow
from projections.current import coordination as table
from projections.current import follow_up
from projections.page import Key, Page, key, literal
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination, Outcome, Status


class CoordinationRow(msgspec.Struct, frozen=True, kw_only=True):
    """`date` is the day held, or else planned (None: postponed without a new day).

    Of its `outcomes`, `needing` need follow-up; of those `open` are still open and `done` verified done.
    """

    id: UUID
    office: str
    number: str | None
    kind: str
    section: str | None
    organiser: str | None
    title: str
    date: date | None
    status: Status
    within_authority: bool
    version: int
    outcomes: int
    needing: int
    open: int
    done: int


class Title(msgspec.Struct, frozen=True):
    title: str
    number: str | None


class OutcomeView(msgspec.Struct, frozen=True):
    """`follow_up` None: the outcome only informs."""

    outcome: Outcome
    follow_up: FollowUpRow | None


class CoordinationView(msgspec.Struct, frozen=True):
    """One coordination in full. `version` is the stream's, to be sent back as `expected_version`."""

    id: UUID
    version: int
    state: Coordination
    outcomes: tuple[OutcomeView, ...]


def coordinations(
    connection: Connection,
    office: str,
    *,
    section: str | None = None,
    status: Status | None = None,
    year: int | None = None,
    text: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[CoordinationRow]:
    """Newest first; `year` is that of the day held or planned. Raises Refused for a cursor that no page gave."""
    c = table.c
    query = sa.select(table).where(c.office == office)
    if section is not None:
        query = query.where(c.section == section)
    if status is not None:
        query = query.where(c.status == status.value)
    if year is not None:
        query = query.where(c.date.between(date(year, 1, 1), date(year, 12, 31)))
    if text:
        query = query.where(
            c.title.icontains(text, autoescape=True) | c.number.icontains(text, autoescape=True)
        )
    if after is not None:
        query = query.where(literal(key(after)) > _KEY)
    found = connection.execute(query.order_by(c.listed_on.desc(), c.id.desc()).limit(limit + 1)).all()
    rows = found[:limit]
    following = Key(rows[-1].listed_on, rows[-1].id).cursor if len(found) > limit else None
    counts = _counts(connection, [row.id for row in rows])
    return Page(tuple(_row(row, counts.get(row.id, (0, 0))) for row in rows), following)


def coordination(connection: Connection, coordination_id: UUID) -> CoordinationView | None:
    found = states.find(connection, coordination_id, Coordination)
    if found is None:
        return None
    state, version = found
    by_outcome = {row.outcome_id: row for row in board.of_coordination(connection, coordination_id)}
    outcomes = tuple(OutcomeView(outcome, by_outcome.get(outcome.id)) for outcome in state.outcomes)
    return CoordinationView(coordination_id, version, state, outcomes)


def titles(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Title]:
    query = sa.select(table.c.id, table.c.title, table.c.number).where(table.c.id.in_(ids))
    return {row.id: Title(row.title, row.number) for row in connection.execute(query)}


_KEY = sa.tuple_(table.c.listed_on, table.c.id)
_READ_AS_IS = tuple(
    name for name in CoordinationRow.__struct_fields__ if name not in {"status", "open", "done"}
)


def _row(row: sa.Row[Any], counts: tuple[int, int]) -> CoordinationRow:
    return CoordinationRow(
        **{name: getattr(row, name) for name in _READ_AS_IS},
        status=Status(row.status),
        open=counts[0],
        done=counts[1],
    )


def _counts(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Open and done follow-ups of each coordination."""
    open_ = follow_up.c.status.in_([status.value for status in follow_ups.OPEN])
    done = follow_up.c.status == follow_ups.Status.SELESAI.value
    query = (
        sa.select(
            follow_up.c.coordination_id, *(sa.func.sum(sa.case((c, 1), else_=0)) for c in (open_, done))
        )
        .where(follow_up.c.coordination_id.in_(ids))
        .group_by(follow_up.c.coordination_id)
    )
    return {id_: (number, finished) for id_, number, finished in connection.execute(query)}
