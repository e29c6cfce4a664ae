"""What figures count: the coordinations of an office's period with their outcomes, as the record held them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.evidence import REPORT, evidence
from projections.intervals import holding
from projections.records import coordination, follow_up, outcome
from tracker.domain.coordination import Status as Held
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.evidence import EvidenceType
from tracker.domain.flag import Flag, is_late
from tracker.domain.follow_up import Status


def facts(
    connection: Connection, office: str, first: date, last: date, at: int | None = None
) -> list[CoordinationFact]:
    """The office's coordinations held from `first` to `last`, as the record stood at position `at` (None: now).

    By day and id. Four indexed queries; their cost does not grow with the log.
    """
    held, agreed, carried, evident = _NOW if at is None else _PAST
    asked = {"office": office, "first": first, "last": last} | ({} if at is None else {"moment": at})
    flags: dict[object, frozenset[Flag]] = {}
    for key, older, shared in connection.execute(evident, asked):
        found = {Flag.OLDER_EVIDENCE} if older else set()
        flags[key] = flags.get(key, _UNFLAGGED) | found | ({Flag.SHARED_FILE} if shared else set())
    follow_ups = {row[0]: row for row in connection.execute(carried, asked)}
    outcomes: dict[object, list[OutcomeFact]] = {}
    for key, follow_up_key, section, needs, is_withdrawn in connection.execute(agreed, asked):
        course = follow_ups.get(follow_up_key, _NOT_FOLDED)
        fact = _outcome(section, needs, is_withdrawn, course, flags.get(follow_up_key, _UNFLAGGED))
        outcomes.setdefault(key, []).append(fact)
    return [
        coordination_fact(
            row,
            tuple(outcomes.get(row.key, ())),
            flags.get(row.key, _UNFLAGGED) | _of_entry(row.held_on, row.recorded_on),
        )
        for row in connection.execute(held, asked)
    ]


_NOT_FOLDED = (None,) * 8
"""The course of a follow-up whose own stream is not folded yet, or parked."""


def _outcome(
    section: str | None, needs: bool, is_withdrawn: bool, course: Sequence[Any], flags: frozenset[Flag]
) -> OutcomeFact:
    _, by_register, proven, corrected, status, begun_on, done_on, due_on = course
    if is_withdrawn:
        status = Status.DITARIK.value
    if by_register:
        flags |= _of_register(status, proven)
    return outcome_fact(section, needs, corrected, status, begun_on, done_on, due_on, flags)


def coordination_fact(
    row: sa.Row[Any], outcomes: tuple[OutcomeFact, ...], flags: frozenset[Flag] = frozenset()
) -> CoordinationFact:
    """Of a row of `records.coordination` that has a day held."""
    return CoordinationFact(
        id=row.id,
        held_on=row.held_on,
        kind=row.kind,
        section=row.section,
        within_authority=row.within_authority,
        withdrawn=row.status == Held.DITARIK.value,
        evidence=_types(row.evidence),
        outputs=_types(row.outputs),
        outcomes=outcomes,
        flags=flags,
    )


def outcome_fact(
    section: str | None,
    needs_follow_up: bool,
    corrected_section: str | None,
    status: str | None,
    begun_on: date | None,
    done_on: date | None,
    due_on: date | None,
    flags: frozenset[Flag] = frozenset(),
) -> OutcomeFact:
    """`section` as the outcome was logged; all from `corrected_section` on are the follow-up's, None before it is folded."""
    at_that_moment = Status.BELUM_DITINDAKLANJUTI if status is None else Status(status)
    return OutcomeFact(
        corrected_section or section, needs_follow_up, at_that_moment, begun_on, done_on, due_on, flags
    )


_UNFLAGGED: frozenset[Flag] = frozenset()
_LATE = frozenset({Flag.RECORDED_LATE})
_PROVEN, _UNPROVEN = frozenset({Flag.BY_REGISTER_PROVEN}), frozenset({Flag.BY_REGISTER_UNPROVEN})


def _of_entry(held_on: date, recorded_on: date) -> frozenset[Flag]:
    return _LATE if is_late(held_on, recorded_on) else _UNFLAGGED


def _of_register(status: str, proven: bool) -> frozenset[Flag]:
    """Only completions: what a file says to be under way proves nothing either way."""
    if status not in {Status.DILAPORKAN_SELESAI.value, Status.SELESAI.value}:
        return _UNFLAGGED
    return _PROVEN if proven else _UNPROVEN


def _as_stored(id_: sa.Column[UUID]) -> sa.ColumnElement[object]:
    """Only to be compared: making UUIDs took a quarter of the whole."""
    return sa.type_coerce(id_, sa.types.NullType())


def _questions(at: sa.ColumnElement[int] | None) -> tuple[sa.Executable, ...]:
    """Four: the coordinations, their outcomes, their follow-ups, and what their evidence is flagged for.

    All but the coordinations are asked for by office and coordination, by which an office's lie together in the indexes
    over the rows that hold now: the rows themselves lie by random ids, each on another page of a large file.
    """
    c, o, f = coordination.c, outcome.c, follow_up.c
    first, last = (sa.bindparam(name, type_=sa.Date) for name in ("first", "last"))
    held = (
        c.office == sa.bindparam("office"),
        c.held_on.between(first, last),
        c.organiser.is_(None),
        holding(coordination, at),
    )
    agreed = (o.office == c.office) & (o.coordination_id == c.id) & holding(outcome, at)
    opened = (f.office == c.office) & (f.coordination_id == c.id) & holding(follow_up, at)
    return (
        sa.select(
            c.id,
            _as_stored(c.id).label("key"),
            c.held_on,
            c.kind,
            c.section,
            c.within_authority,
            c.status,
            c.evidence,
            c.outputs,
            c.recorded_on,
        )
        .where(*held)
        .order_by(c.held_on, c.id),
        sa.select(
            _as_stored(c.id),
            _as_stored(o.follow_up_id),
            o.section,
            o.follow_up_id.is_not(None),
            o.is_withdrawn,
        )
        .select_from(coordination.join(outcome, agreed))
        .where(*held)
        .order_by(o.ordinal),
        sa.select(
            _as_stored(f.id),
            f.by_register,
            f.proven,
            f.corrected_section,
            f.status,
            f.begun_on,
            f.done_on,
            f.due_on,
        )
        .select_from(coordination.join(follow_up, opened))
        .where(*held),
        _flagged(held, at),
    )


def _flagged(
    held: tuple[sa.ColumnElement[bool], ...], at: sa.ColumnElement[int] | None
) -> sa.Select[object, bool, bool]:
    """One way through the evidence for both flags: two of them cost PostgreSQL twice the planning and twice the reading."""
    c, e, other = coordination.c, evidence.c, evidence.alias("other")
    beside = sa.exists(other.c.id).where(
        other.c.office == e.office,
        other.c.sha256 == e.sha256,
        other.c.id != e.id,
        other.c.role == REPORT,
        holding(other, at),
    )
    own = (e.office == c.office) & (e.coordination_id == c.id) & holding(evidence, at)
    older, shared = e.dated_on < c.held_on, (e.role == REPORT) & beside
    return (
        sa.select(_as_stored(e.id), older, shared)
        .select_from(coordination.join(evidence, own))
        .where(*held, older | shared)
    )


_NOW = _questions(None)
_PAST = _questions(sa.bindparam("moment", type_=sa.BigInteger))
"""Put together once: that took as long as the queries."""


@lru_cache(maxsize=256)
def _types(joined: str) -> frozenset[EvidenceType]:
    return frozenset(EvidenceType(name) for name in joined.split(",") if name)
