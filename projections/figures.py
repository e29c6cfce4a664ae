"""What figures count: the coordinations of an office's period with their outcomes, as the record held them."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.intervals import holding
from projections.records import coordination, follow_up, outcome
from tracker.domain.coordination import Status as Held
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Status


def facts(
    connection: Connection, office: str, first: date, last: date, at: int | None = None
) -> list[CoordinationFact]:
    """The office's coordinations held from `first` to `last`, as the record stood at position `at` (None: now).

    By day and id. Two indexed queries; their cost does not grow with the log.
    """
    held, agreed = _NOW if at is None else _PAST
    asked = {"office": office, "first": first, "last": last} | ({} if at is None else {"moment": at})
    outcomes: dict[object, list[OutcomeFact]] = {}
    for key, *agreed_on in connection.execute(agreed, asked):
        outcomes.setdefault(key, []).append(outcome_fact(*agreed_on))
    return [
        coordination_fact(row, tuple(outcomes.get(row.key, ()))) for row in connection.execute(held, asked)
    ]


def coordination_fact(row: sa.Row[Any], outcomes: tuple[OutcomeFact, ...]) -> CoordinationFact:
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
    )


def outcome_fact(
    section: str | None,
    needs_follow_up: bool,
    corrected_section: str | None,
    status: str | None,
    begun_on: date | None,
    done_on: date | None,
    due_on: date | None,
) -> OutcomeFact:
    """`section` as the outcome was logged; all from `corrected_section` on are the follow-up's, None before it is folded."""
    at_that_moment = Status.BELUM_DITINDAKLANJUTI if status is None else Status(status)
    return OutcomeFact(
        corrected_section or section, needs_follow_up, at_that_moment, begun_on, done_on, due_on
    )


def _as_stored(id_: sa.Column[UUID]) -> sa.ColumnElement[object]:
    """Only to be compared: making UUIDs took a quarter of the whole."""
    return sa.type_coerce(id_, sa.types.NullType())


def _questions(at: sa.ColumnElement[int] | None) -> tuple[sa.Select[Any], sa.Select[Any]]:
    c, o, f = coordination.c, outcome.c, follow_up.c
    first, last = (sa.bindparam(name, type_=sa.Date) for name in ("first", "last"))
    held = (
        c.office == sa.bindparam("office"),
        c.held_on.between(first, last),
        c.organiser.is_(None),
        holding(coordination, at),
    )
    agreed = coordination.join(outcome, (o.coordination_id == c.id) & holding(outcome, at))
    known = (f.id == o.follow_up_id) & holding(follow_up, at)
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
        )
        .where(*held)
        .order_by(c.held_on, c.id),
        sa.select(
            _as_stored(c.id).label("key"),
            o.section,
            o.follow_up_id.is_not(None),
            f.corrected_section,
            f.status,
            f.begun_on,
            f.done_on,
            f.due_on,
        )
        .select_from(agreed.outerjoin(follow_up, known))
        .where(*held)
        .order_by(o.coordination_id, o.ordinal),
    )


_NOW = _questions(None)
_PAST = _questions(sa.bindparam("moment", type_=sa.BigInteger))
"""Put together once: that took as long as the queries."""


@lru_cache(maxsize=256)
def _types(joined: str) -> frozenset[EvidenceType]:
    return frozenset(EvidenceType(name) for name in joined.split(",") if name)
