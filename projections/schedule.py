"""What stands in an office's calendar: meetings on the day held or planned, and due dates of what is still open.

The first few of each day and how many there are: two queries for a month, however much falls on one day.
"""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from projections.board import Filter, conditions
from projections.intervals import holding
from projections.records import coordination, follow_up
from tracker.domain.coordination import Status as Held
from tracker.domain.follow_up import OPEN

_NOT_SHOWN = (Held.DITARIK.value, Held.DIBATALKAN.value)


class Entry(msgspec.Struct, frozen=True):
    id: UUID
    text: str
    status: str


class OnDay(msgspec.Struct, frozen=True):
    """The first few of a day, and how many there are in all."""

    shown: tuple[Entry, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


NOTHING = OnDay((), 0)
Days = dict[date, OnDay]


def meetings(
    connection: Connection, office: str, first: date, last: date, most: int, section: str | None = None
) -> Days:
    """Those that were not cancelled or withdrawn; `section`: held by it, or by the kecamatan as a whole."""
    c = coordination.c
    limits = [
        c.office == office,
        holding(coordination, None),
        c.listed_on.between(first, last),
        c.status.not_in(_NOT_SHOWN),
    ]
    if section is not None:
        limits.append((c.section == section) | c.section.is_(None))
    return _by_day(connection, c.id, c.title, c.status, c.listed_on, limits, most)


def due(connection: Connection, where: Filter, first: date, last: date, most: int) -> Days:
    """What of these is open and due on those days. `where` asks nothing of the coordination."""
    c = follow_up.c
    open_ = msgspec.structs.replace(where, statuses=tuple(OPEN))
    limits = [holding(follow_up, None), c.listed_on.between(first, last), *conditions(open_)]
    return _by_day(connection, c.id, c.text, c.status, c.listed_on, limits, most)


def _by_day(
    connection: Connection,
    id_: sa.Column[UUID],
    text: sa.Column[str],
    status: sa.Column[str],
    day: sa.Column[date],
    limits: list[ColumnElement[bool]],
    most: int,
) -> Days:
    numbered = sa.select(
        id_.label("id"),
        text.label("text"),
        status.label("status"),
        day.label("day"),
        sa.func.row_number().over(partition_by=day, order_by=id_).label("number"),
        sa.func.count().over(partition_by=day).label("total"),
    ).where(*limits)
    some = numbered.subquery()
    found: dict[date, list[sa.Row[Any]]] = {}
    query = sa.select(some).where(some.c.number <= most).order_by(some.c.day, some.c.number)
    for row in connection.execute(query):
        found.setdefault(row.day, []).append(row)
    return {
        on: OnDay(tuple(Entry(row.id, row.text, row.status) for row in rows), rows[0].total)
        for on, rows in found.items()
    }
