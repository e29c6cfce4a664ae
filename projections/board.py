"""The board of follow-ups: lists and one follow-up, now or as of a position of the log, and what needs attention."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from projections.intervals import holding
from projections.page import Key, Page, key, literal
from projections.records import coordination
from projections.records import follow_up as table
from projections.states import state
from tracker.domain.follow_up import OPEN, Status
from tracker.domain.in_charge import InCharge

DUE_SOON_DAYS = 3


class FollowUpRow(msgspec.Struct, frozen=True, kw_only=True):
    """`by_register`: its status was taken over from an imported file ("menurut register").

    `version` is the stream's now, to be sent back as `expected_version`. `done_on` … `proven` tell of the report
    that stands; `number` and `title` are the coordination's. `first_due_on`, `slips` and `extension_due_on` as in
    `FollowUp`; `disowned_by` is the name of the position or body.
    """

    id: UUID
    office: str
    coordination_id: UUID
    outcome_id: UUID
    number: str | None
    title: str
    text: str
    section: str | None
    in_charge: InCharge | None
    due_on: date | None
    due_proposed: bool
    status: Status
    cannot_requested_by: str | None
    agreed_on: date
    begun_on: date | None
    done_on: date | None
    done_by: UUID | None
    typed_by: str | None
    proven: bool
    by_register: bool
    alongside: tuple[InCharge, ...]
    first_due_on: date | None
    slips: int
    extension_due_on: date | None
    disowned_by: str | None
    version: int

    @property
    def cannot_requested(self) -> bool:
        """Waits for the Camat's decision."""
        return self.cannot_requested_by is not None


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """None or empty: no limit. `overdue_on`: overdue as of that day; `due_from` and `due_until` include their day.

    `in_charge` has (kind, code) pairs, of whoever is in charge or carries it out alongside. `undecided`: it was asked to
    give it up, to extend its due date, or to name somebody else. `text` is looked for in the outcome and the coordination's title. `series` and
    `held_before` (its day excluded) are of the coordination. `due_after`: due after that day, or without a due date;
    `outside`: a body outside the office is in charge. Those of `without` are left out.
    """

    office: str | None = None
    sections: Sequence[str] = ()
    statuses: Sequence[Status] = ()
    in_charge: Sequence[tuple[str, str]] = ()
    unassigned: bool = False
    overdue_on: date | None = None
    due_from: date | None = None
    due_until: date | None = None
    coordination_id: UUID | None = None
    cannot_requested: bool = False
    undecided: bool = False
    text: str | None = None
    ids: Sequence[UUID] = ()
    series: str | None = None
    held_before: date | None = None
    due_after: date | None = None
    outside: bool = False
    without: Sequence[UUID] = ()


class Urgency(msgspec.Struct, frozen=True):
    """Open follow-ups by how urgent they are, counted. `week`: due within the days after today; `later`: after that, or
    without a due date; `reported`: waiting to be verified."""

    late: int
    today: int
    week: int
    later: int
    reported: int


class Attention(msgspec.Struct, frozen=True):
    """What waits for somebody, counted. `due_soon`: due today or within three days."""

    overdue: int
    due_soon: int
    to_verify: int
    to_decide: int
    unassigned: int


def follow_ups(
    connection: Connection,
    where: Filter,
    after: str | None = None,
    limit: int = 50,
    at: int | None = None,
) -> Page[FollowUpRow]:
    """By due date, those without one last; as the record stood at position `at` (None: now).

    Raises Refused for a cursor that no page gave.
    """
    query = _rows(at).where(*conditions(where))
    if after is not None:
        query = query.where(literal(key(after)) < _KEY)
    found = connection.execute(query.order_by(table.c.listed_on, table.c.id).limit(limit + 1)).all()
    more = len(found) > limit
    last = Key(found[limit - 1].listed_on, found[limit - 1].id).cursor if more else None
    return Page(tuple(_read(row) for row in found[:limit]), last)


def count(connection: Connection, where: Filter, at: int | None = None) -> int:
    query = sa.select(sa.func.count()).select_from(_joined(at)).where(holding(table, at), *conditions(where))
    return connection.execute(query).scalar_one()


def urgency(connection: Connection, where: Filter, today: date, week_end: date) -> Urgency:
    c = table.c
    work = c.status.in_(_TO_CARRY_OUT)
    query = (
        sa.select(
            _count(work, c.due_on < today),
            _count(work, c.due_on == today),
            _count(work, c.due_on > today, c.due_on <= week_end),
            _count(work, c.listed_on > week_end),
            _count(c.status == Status.DILAPORKAN_SELESAI.value),
        )
        .select_from(_joined(None))
        .where(holding(table, None), c.status.in_(_values(OPEN)), *conditions(where))
    )
    return Urgency(*(number or 0 for number in connection.execute(query).one()))


def of_coordination(
    connection: Connection, coordination_id: UUID, at: int | None = None
) -> list[FollowUpRow]:
    query = _rows(at).where(table.c.coordination_id == coordination_id)
    return [_read(row) for row in connection.execute(query)]


def follow_up(connection: Connection, follow_up_id: UUID, at: int | None = None) -> FollowUpRow | None:
    row = connection.execute(_rows(at).where(table.c.id == follow_up_id)).one_or_none()
    return None if row is None else _read(row)


def attention(connection: Connection, office: str, today: date) -> Attention:
    asked = {"office": office, "today": today, "soon": today + timedelta(days=DUE_SOON_DAYS)}
    return Attention(*(number or 0 for number in connection.execute(_ATTENTION, asked).one()))


_KEY = sa.tuple_(table.c.listed_on, table.c.id)
_TO_CARRY_OUT = (Status.BELUM_DITINDAKLANJUTI.value, Status.DALAM_PROSES.value)
_READ_AS_IS = tuple(
    name for name in FollowUpRow.__struct_fields__ if name not in {"in_charge", "status", "alongside"}
)
_ALONGSIDE = tuple[InCharge, ...]
_UNDECIDED = sa.or_(
    table.c.cannot_requested_by.is_not(None),
    table.c.extension_due_on.is_not(None),
    table.c.disowned_by.is_not(None),
)


def _joined(at: int | None) -> sa.FromClause:
    """A follow-up whose coordination is not folded yet, or parked, is listed all the same."""
    belongs = (coordination.c.id == table.c.coordination_id) & holding(coordination, at)
    return table.outerjoin(coordination, belongs)


def _rows(at: int | None) -> sa.Select[Any]:
    title = sa.func.coalesce(coordination.c.title, "").label("title")
    joined = _joined(at).join(state, state.c.stream == table.c.id)
    columns = sa.select(table, coordination.c.number, title, state.c.version)
    return columns.select_from(joined).where(holding(table, at))


def _read(row: sa.Row[Any]) -> FollowUpRow:
    kind = row.in_charge_kind
    return FollowUpRow(
        **{name: getattr(row, name) for name in _READ_AS_IS},
        in_charge=None if kind is None else InCharge(kind, row.in_charge_code, row.in_charge_name),
        status=Status(row.status),
        alongside=msgspec.json.decode(row.alongside, type=_ALONGSIDE) if row.alongside else (),
    )


def conditions(where: Filter) -> list[ColumnElement[bool]]:
    c = table.c
    found: list[ColumnElement[bool]] = []
    if where.office is not None:
        found.append(c.office == where.office)
    if where.sections:
        found.append(c.section.in_(where.sections))
    if where.statuses:
        found.append(c.status.in_(_values(where.statuses)))
    if where.in_charge:
        found.append(sa.or_(*(_involves(kind, code) for kind, code in where.in_charge)))
    if where.unassigned:
        found.append(c.in_charge_kind.is_(None))
    if where.overdue_on is not None:
        found.append(_overdue(where.overdue_on))
    if where.due_from is not None:
        found.append(c.due_on >= where.due_from)
    if where.due_until is not None:
        found.append(c.due_on <= where.due_until)
    if where.due_after is not None:
        found.append(c.listed_on > where.due_after)
    if where.outside:
        found.append(c.in_charge_kind == "body")
    if where.coordination_id is not None:
        found.append(c.coordination_id == where.coordination_id)
    if where.ids:
        found.append(c.id.in_(where.ids))
    if where.without:
        found.append(c.id.not_in(where.without))
    if where.series is not None:
        found.append(coordination.c.series == where.series)
    if where.held_before is not None:
        found.append(coordination.c.held_on < where.held_before)
    if where.cannot_requested:
        found.append(c.cannot_requested_by.is_not(None))
    if where.undecided:
        found.append(_UNDECIDED)
    if where.text:
        found.append(
            c.text.icontains(where.text, autoescape=True)
            | coordination.c.title.icontains(where.text, autoescape=True)
        )
    return found


def _involves(kind: str, code: str) -> ColumnElement[bool]:
    """In charge, or alongside: there, kind and code are the first two fields of each in the JSON."""
    c = table.c
    alongside = msgspec.json.encode({"kind": kind, "code": code}).decode().removesuffix("}")
    return ((c.in_charge_kind == kind) & (c.in_charge_code == code)) | c.alongside.contains(
        f"{alongside},", autoescape=True
    )


def _overdue(day: date | sa.BindParameter[date]) -> ColumnElement[bool]:
    """The same as `is_overdue` of the domain."""
    return table.c.status.in_(_TO_CARRY_OUT) & (table.c.due_on < day)


def _values(statuses: Iterable[Status]) -> list[str]:
    return [status.value for status in statuses]


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return sa.func.sum(sa.case((sa.and_(*conditions), 1), else_=0))


def _attention() -> sa.Select[int, int, int, int, int]:
    c = table.c
    today, soon = (sa.bindparam(name, type_=sa.Date) for name in ("today", "soon"))
    return sa.select(
        _count(_overdue(today)),
        _count(c.status.in_(_TO_CARRY_OUT), c.due_on.between(today, soon)),
        _count(c.status == Status.DILAPORKAN_SELESAI.value),
        _count(_UNDECIDED),
        _count(c.in_charge_kind.is_(None)),
    ).where(c.office == sa.bindparam("office"), holding(table, None), c.status.in_(_values(OPEN)))


_ATTENTION = _attention()
"""Put together once: that took longer than the query."""
