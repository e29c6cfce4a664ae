"""The register of coordinations: what was planned and held, and what came of it; now or as of a position of the log."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from projections import board, states
from projections.board import FollowUpRow
from projections.intervals import holding
from projections.page import Key, Page, key, literal
from projections.records import coordination as table
from projections.records import follow_up, outcome
from projections.states import state
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination, Outcome, Status


class CoordinationRow(msgspec.Struct, frozen=True, kw_only=True):
    """`date` is the day held, or else planned (None: postponed without a new day).

    Of its `outcomes`, `needing` need follow-up; of those `open` are still open and `done` verified done. `version` is
    the stream's now.
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


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """None or empty: no limit. `year`, `held_from` and `held_until` (both days included) ask for the day held or planned.

    `awaiting`: minutes wait to be ratified, or consent is asked. `in_charge` (kind and code) and `overdue_on` ask for an
    open follow-up that this position or body has, and that is overdue on that day: one which is both, where both are asked.
    """

    section: str | None = None
    status: Status | None = None
    kind: str | None = None
    year: int | None = None
    held_from: date | None = None
    held_until: date | None = None
    text: str | None = None
    awaiting: bool = False
    in_charge: tuple[str, str] | None = None
    overdue_on: date | None = None


ALL = Narrowed()


def coordinations(
    connection: Connection,
    office: str,
    where: Narrowed = ALL,
    *,
    after: str | None = None,
    limit: int = 50,
    at: int | None = None,
    oldest_first: bool = False,
) -> Page[CoordinationRow]:
    """By the day held or planned, the newest first; `at`: the position of the log (None: now).

    Raises Refused for a cursor that no page gave.
    """
    c = table.c
    query = (
        sa.select(table, state.c.version)
        .join(state, state.c.stream == c.id)
        .where(*_conditions(office, where, at))
    )
    if after is not None:
        shown = literal(key(after))
        query = query.where(shown < _KEY if oldest_first else shown > _KEY)
    order = (c.listed_on, c.id) if oldest_first else (c.listed_on.desc(), c.id.desc())
    found = connection.execute(query.order_by(*order).limit(limit + 1)).all()
    rows = found[:limit]
    following = Key(rows[-1].listed_on, rows[-1].id).cursor if len(found) > limit else None
    counts = _counts(connection, [row.id for row in rows], at)
    return Page(tuple(_row(row, counts.get(row.id, _NONE)) for row in rows), following)


def count(connection: Connection, office: str, where: Narrowed = ALL, at: int | None = None) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*_conditions(office, where, at))
    return connection.execute(query).scalar_one()


def _conditions(office: str, where: Narrowed, at: int | None) -> list[ColumnElement[bool]]:
    c = table.c
    found: list[ColumnElement[bool]] = [c.office == office, holding(table, at)]
    if where.section is not None:
        found.append(c.section == where.section)
    if where.status is not None:
        found.append(c.status == where.status.value)
    if where.kind is not None:
        found.append(c.kind == where.kind)
    if where.year is not None:
        found.append(c.date.between(date(where.year, 1, 1), date(where.year, 12, 31)))
    if where.held_from is not None:
        found.append(c.date >= where.held_from)
    if where.held_until is not None:
        found.append(c.date <= where.held_until)
    if where.awaiting:
        found.append(c.awaits.is_not(None))
    if where.text:
        titled = c.title.icontains(where.text, autoescape=True)
        found.append(titled | c.number.icontains(where.text, autoescape=True))
    if where.in_charge is not None or where.overdue_on is not None:
        found.append(_has_open(where, at))
    return found


def _has_open(where: Narrowed, at: int | None) -> ColumnElement[bool]:
    of_it = board.Filter(
        statuses=tuple(follow_ups.OPEN),
        in_charge=(where.in_charge,) if where.in_charge is not None else (),
        overdue_on=where.overdue_on,
    )
    belongs = (follow_up.c.coordination_id == table.c.id, holding(follow_up, at))
    return sa.exists().where(*belongs, *board.conditions(of_it))


def count_awaiting(connection: Connection, office: str) -> int:
    """Coordinations whose minutes wait to be ratified, or where consent is asked."""
    query = sa.select(sa.func.count()).where(
        holding(table, None), table.c.office == office, table.c.awaits.is_not(None)
    )
    return connection.execute(query).scalar_one()


def coordination(connection: Connection, coordination_id: UUID) -> CoordinationView | None:
    found = states.find(connection, coordination_id, Coordination)
    if found is None:
        return None
    state, version = found
    rows = {row.id: row for row in board.of_coordination(connection, coordination_id)}
    outcomes = tuple(
        OutcomeView(outcome, rows.get(outcome.follow_up_id) if outcome.follow_up_id else None)
        for outcome in state.outcomes
    )
    return CoordinationView(coordination_id, version, state, outcomes)


def titles(connection: Connection, ids: Sequence[UUID], at: int | None = None) -> dict[UUID, Title]:
    query = sa.select(table.c.id, table.c.title, table.c.number)
    query = query.where(table.c.id.in_(ids), holding(table, at))
    return {row.id: Title(row.title, row.number) for row in connection.execute(query)}


class _Counts(NamedTuple):
    outcomes: int
    needing: int
    open: int
    done: int


_NONE = _Counts(0, 0, 0, 0)
_KEY = sa.tuple_(table.c.listed_on, table.c.id)
_READ_AS_IS = tuple(
    name for name in CoordinationRow.__struct_fields__ if name not in {"status", *_Counts._fields}
)


def _row(row: sa.Row[Any], counts: _Counts) -> CoordinationRow:
    return CoordinationRow(
        **{name: getattr(row, name) for name in _READ_AS_IS},
        **counts._asdict(),
        status=Status(row.status),
    )


def _counts(connection: Connection, ids: Sequence[UUID], at: int | None) -> dict[UUID, _Counts]:
    """Of each coordination: its outcomes, those that need follow-up, and of these the open and the done ones."""
    open_ = follow_up.c.status.in_([status.value for status in follow_ups.OPEN])
    done = follow_up.c.status == follow_ups.Status.SELESAI.value
    opened = (follow_up.c.id == outcome.c.follow_up_id) & holding(follow_up, at)
    query = (
        sa.select(
            outcome.c.coordination_id,
            sa.func.count(),
            sa.func.count(outcome.c.follow_up_id),
            *(sa.func.sum(sa.case((condition, 1), else_=0)) for condition in (open_, done)),
        )
        .select_from(outcome.outerjoin(follow_up, opened))
        .where(outcome.c.coordination_id.in_(ids), holding(outcome, at))
        .group_by(outcome.c.coordination_id)
    )
    return {id_: _Counts(*numbers) for id_, *numbers in connection.execute(query)}
