"""The meetings of a series, and what the earlier ones left open: derived whenever it is shown, copied nowhere."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections import board, states
from projections.board import Filter, FollowUpRow
from projections.intervals import holding
from projections.records import coordination as table
from projections.records import follow_up
from tracker.domain.coordination import Coordination, Status
from tracker.domain.follow_up import OPEN
from tracker.domain.minutes import Attendee, ReviewAnswer
from tracker.domain.series import is_near, times_carried

_MEETINGS = 60
"""As many of the last meetings are read: five years of a monthly one."""
_ITEMS = 200
_NAMED = 8


class Meeting(msgspec.Struct, frozen=True):
    """`date` is the day held, or else planned (None: postponed without a new day)."""

    id: UUID
    title: str
    number: str | None
    day: date | None
    held_on: date | None
    status: Status


class Carried(msgspec.Struct, frozen=True):
    """A follow-up that an earlier meeting left open. `times`: into how many later meetings it was carried.

    `skipped`: a meeting said that it is spoken of again when its date is near, and it is not near yet.
    """

    follow_up: FollowUpRow
    times: int
    skipped: bool


def meetings(connection: Connection, office: str, series: str) -> list[Meeting]:
    """Newest first, those without a day before all others; withdrawn ones are left out. The last `_MEETINGS` of them."""
    found = connection.execute(_MEETINGS_OF, {"office": office, "series": series, "most": _MEETINGS})
    return [Meeting(r.id, r.title, r.number, r.date, r.held_on, Status(r.status)) for r in found]


def meetings_left_off(connection: Connection, office: str, series: str, shown: int) -> int:
    """How many more there are than `meetings` found."""
    if shown < _MEETINGS:
        return 0
    counted = connection.execute(
        sa.select(sa.func.count()).where(*_OF_SERIES), {"office": office, "series": series}
    )
    return counted.scalar_one() - shown


def next_planned(connection: Connection, office: str, series: str, after: date) -> date | None:
    """The day of the first meeting that is planned after that day."""
    days = [
        meeting.day
        for meeting in meetings(connection, office, series)
        if meeting.status in {Status.DIRENCANAKAN, Status.DITUNDA} and meeting.day and meeting.day > after
    ]
    return min(days, default=None)


def open_from_earlier(connection: Connection, office: str, series: str, day: date) -> list[Carried]:
    """What the meetings of the series that were held before that day left open, by due date: the first `_ITEMS`."""
    rows = board.follow_ups(connection, _left_open(office, series, day), limit=_ITEMS).rows
    held = [m for m in meetings(connection, office, series) if m.held_on is not None and m.held_on <= day]
    days = [meeting.held_on for meeting in held if meeting.held_on is not None]
    skipped = _skipped(connection, held) if rows else frozenset()
    return [
        Carried(
            row,
            times_carried(row.agreed_on, days, day),
            row.id in skipped and not is_near(row.due_on, day),
        )
        for row in rows
    ]


def open_left_off(connection: Connection, office: str, series: str, day: date, shown: int) -> int:
    """How many more there are than `open_from_earlier` found."""
    return 0 if shown < _ITEMS else board.count(connection, _left_open(office, series, day)) - shown


def _left_open(office: str, series: str, day: date) -> Filter:
    return Filter(office=office, series=series, held_before=day, statuses=tuple(OPEN))


def last_attendance(connection: Connection, office: str, series: str, day: date) -> tuple[Attendee, ...]:
    """Who was on the list of the last meeting held before that day."""
    for meeting in meetings(connection, office, series):
        if meeting.held_on is not None and meeting.held_on < day:
            found = states.find(connection, meeting.id, Coordination)
            return found[0].minutes.attendance if found is not None else ()
    return ()


def recently_in_charge(connection: Connection, office: str, series: str) -> list[tuple[str, str]]:
    """Kind and code of whom the follow-ups of the series were given to, the latest first: the last `_NAMED`."""
    f, c = follow_up.c, table.c
    found = connection.execute(
        sa.select(f.in_charge_kind, f.in_charge_code)
        .select_from(table.join(follow_up, f.coordination_id == c.id))
        .where(*_OF_SERIES, holding(follow_up, None), f.in_charge_kind.in_(("position", "body")))
        .group_by(f.in_charge_kind, f.in_charge_code)
        .order_by(sa.func.max(f.agreed_on).desc(), f.in_charge_kind, f.in_charge_code)
        .limit(_NAMED),
        {"office": office, "series": series},
    )
    return [(kind, code) for kind, code in found]


class Overview(msgspec.Struct, frozen=True):
    """Of one series: how many meetings were held, the last of them, the next one planned, and what is still open."""

    held: int
    last_held: date | None
    next_planned: date | None
    open: int


NO_MEETING = Overview(0, None, None, 0)


def overviews(connection: Connection, office: str, today: date) -> dict[str, Overview]:
    """By code, those without a meeting left out. Two queries, however many series there are."""
    c = table.c
    planned = c.status.in_((Status.DIRENCANAKAN.value, Status.DITUNDA.value)) & (c.date >= today)
    standing = (holding(table, None), c.office == office, c.series.is_not(None))
    found = connection.execute(
        sa.select(
            c.series,
            sa.func.count(c.held_on),
            sa.func.max(c.held_on),
            sa.func.min(sa.case((planned, c.date))),
        )
        .where(*standing, c.status != Status.DITARIK.value)
        .group_by(c.series)
    )
    counted = connection.execute(
        sa.select(c.series, sa.func.count())
        .select_from(table.join(follow_up, follow_up.c.coordination_id == c.id))
        .where(
            *standing,
            holding(follow_up, None),
            follow_up.c.status.in_([status.value for status in OPEN]),
        )
        .group_by(c.series)
    )
    waiting: dict[str | None, int] = {row[0]: row[1] for row in counted}
    return {
        code: Overview(held, last, following, waiting.get(code, 0)) for code, held, last, following in found
    }


def _skipped(connection: Connection, held: list[Meeting]) -> frozenset[UUID]:
    """Whose last review said: not before its date is near."""
    found = states.load(connection, [meeting.id for meeting in held])
    answers: dict[UUID, ReviewAnswer] = {}
    for meeting in reversed(held):
        state = found[meeting.id].state if meeting.id in found else None
        if isinstance(state, Coordination):
            answers |= {one.follow_up_id: one.answer for one in state.minutes.reviewed}
    return frozenset(id_ for id_, answer in answers.items() if answer is ReviewAnswer.LEWATI)


_OF_SERIES = (
    holding(table, None),
    table.c.office == sa.bindparam("office"),
    table.c.series == sa.bindparam("series"),
    table.c.status != Status.DITARIK.value,
)


def _meetings_of() -> sa.Select[Any]:
    c = table.c
    return (
        sa.select(c.id, c.title, c.number, c.date, c.held_on, c.status)
        .where(*_OF_SERIES)
        .order_by(c.listed_on.desc(), c.id.desc())
        .limit(sa.bindparam("most", type_=sa.Integer))
    )


_MEETINGS_OF = _meetings_of()
"""Put together once: that takes as long as the query."""
