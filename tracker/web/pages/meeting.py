"""What the page of a coordination shows of its meeting: the review that opens it, its attendance, its requests."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import board, series
from projections.board import Filter, FollowUpRow
from tracker.domain.coordination import Coordination
from tracker.domain.minutes import PRESENCE_NAMES, Attendee, Reviewed
from tracker.domain.minutes_decisions import ratifying_positions
from tracker.domain.office import Office
from tracker.domain.phrase import either
from tracker.domain.series import Series
from tracker.web.pages.reading import Choice

_ROLE_ROWS = 3
PRESENCES = [Choice(kind, name) for kind, name in PRESENCE_NAMES.items()]


class ReviewRow(msgspec.Struct, frozen=True):
    """One follow-up under review; `reviewed` is what this meeting said of it."""

    follow_up: FollowUpRow
    times: int
    reviewed: Reviewed | None


class Meeting(msgspec.Struct, frozen=True):
    """`skipped` are those of which nobody speaks until their date is near. `ratifiers`: who may ratify, in words.
    `left_off`: how many more are open than fit."""

    series: Series | None
    review: tuple[ReviewRow, ...]
    skipped: tuple[ReviewRow, ...]
    ratifiers: str
    left_off: int = 0


class AttendanceRow(msgspec.Struct, frozen=True):
    """One line of the form; `label` is empty for a role that is still to be written."""

    number: int
    kind: str
    code: str
    label: str


class AttendanceForm(msgspec.Struct, frozen=True):
    """`offered`: it starts with who was on the list of the series' last meeting."""

    rows: tuple[AttendanceRow, ...]
    values: dict[str, str]
    offered: bool


def meeting(connection: Connection, office: Office, state: Coordination, today: date) -> Meeting:
    ratifiers = either(*(position.title for position in ratifying_positions(office, state.details)))
    code = state.details.series
    if code is None:
        return Meeting(None, (), (), ratifiers)
    day = state.held_on or state.planned_on or today
    carried = series.open_from_earlier(connection, office.code, code, day)
    answers = {one.follow_up_id: one for one in state.minutes.reviewed}
    rows = [ReviewRow(one.follow_up, one.times, answers.get(one.follow_up.id)) for one in carried]
    closed = answers.keys() - {one.follow_up.id for one in carried}
    rows += [ReviewRow(row, 0, answers[row.id]) for row in _rows(connection, closed)]
    out_of_the_way = {one.follow_up.id for one in carried if one.skipped}
    return Meeting(
        office.series.get(code),
        tuple(row for row in rows if row.follow_up.id not in out_of_the_way),
        tuple(row for row in rows if row.follow_up.id in out_of_the_way),
        ratifiers,
        series.open_left_off(connection, office.code, code, day, len(carried)),
    )


def _rows(connection: Connection, ids: set[UUID]) -> tuple[FollowUpRow, ...]:
    return board.follow_ups(connection, Filter(ids=sorted(ids)), limit=200).rows if ids else ()


def attendance(connection: Connection, office: Office, state: Coordination) -> AttendanceForm:
    """Every position and body of the office, the roles that were written, and room for more."""
    listed = state.minutes.attendance
    offered = False
    if not listed and state.details.series is not None and state.held_on is not None:
        listed = series.last_attendance(connection, office.code, state.details.series, state.held_on)
        offered = bool(listed)
    known = [("position", p.code, p.title) for p in office.positions.values()]
    known += [("body", code, name) for code, name in office.bodies.items()]
    gone = [
        one for one in listed if one.kind != "role" and (one.kind, one.code) not in {k[:2] for k in known}
    ]
    known += [(one.kind, one.code, one.name) for one in gone]
    by_who = {one.who: one for one in listed}
    rows: list[AttendanceRow] = []
    values: dict[str, str] = {}
    for kind, code, label in known:
        values |= _values(len(rows), by_who.get((kind, code)))
        rows.append(AttendanceRow(len(rows), kind, code, label))
    roles = [one for one in listed if one.kind == "role"]
    for number in range(len(roles) + _ROLE_ROWS):
        one = roles[number] if number < len(roles) else None
        values |= _values(len(rows), one) | {f"attendees.{len(rows)}.name": one.name if one else ""}
        rows.append(AttendanceRow(len(rows), "role", "", ""))
    return AttendanceForm(tuple(rows), values, offered)


def _values(number: int, one: Attendee | None) -> dict[str, str]:
    if one is None:
        return {}
    field = f"attendees.{number}."
    return {
        f"{field}presence": one.presence.value,
        f"{field}came_late": "ya" if one.came_late else "",
        f"{field}left_early": "ya" if one.left_early else "",
    }
