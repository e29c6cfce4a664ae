"""The facts of a few coordinations at every position: what a figure's changes are traced to, without replaying anything."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.figures import coordination_fact, outcome_fact
from projections.records import coordination, follow_up, outcome
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.follow_up import Status

Rows = list[sa.Row[Any]]


class FactHistory:
    """One coordination: all its rows, and those of its outcomes and follow-ups."""

    def __init__(self, held: Rows, agreed: Rows, carried: Rows) -> None:
        self._held = held
        self._agreed = agreed
        self._carried = carried

    def positions(self, after: int, until: int) -> list[int]:
        """Those of the events that changed it, in order; `until` is included, `after` is not."""
        found = {row.from_position for row in (*self._held, *self._agreed, *self._carried)}
        return sorted(position for position in found if after < position <= until)

    def at(self, position: int) -> CoordinationFact | None:
        """What figures could count at that position; None where the office had not held it."""
        held = next((row for row in self._held if _holds(row, position)), None)
        if held is None or held.held_on is None or held.organiser is not None:
            return None
        carried = {row.id: row for row in self._carried if _holds(row, position)}
        agreed = sorted(
            (row for row in self._agreed if _holds(row, position)), key=lambda row: int(row.ordinal)
        )
        return coordination_fact(held, tuple(_outcome(row, carried.get(row.follow_up_id)) for row in agreed))


def histories(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, FactHistory]:
    """In three queries, however many they are."""
    held = _by(connection, coordination, coordination.c.id, ids)
    agreed = _by(connection, outcome, outcome.c.coordination_id, ids)
    carried = _by(connection, follow_up, follow_up.c.coordination_id, ids)
    return {id_: FactHistory(rows, agreed.get(id_, []), carried.get(id_, [])) for id_, rows in held.items()}


def _outcome(agreed: sa.Row[Any], carried: sa.Row[Any] | None) -> OutcomeFact:
    needs = agreed.follow_up_id is not None
    withdrawn = Status.DITARIK.value if agreed.is_withdrawn else None
    if carried is None:
        return outcome_fact(agreed.section, needs, None, withdrawn, None, None, None)
    return outcome_fact(
        agreed.section,
        needs,
        carried.corrected_section,
        withdrawn or carried.status,
        carried.begun_on,
        carried.done_on,
        carried.due_on,
    )


def _by(
    connection: Connection, table: sa.Table, owner: sa.Column[UUID], ids: Sequence[UUID]
) -> dict[UUID, Rows]:
    found: dict[UUID, Rows] = {}
    for row in connection.execute(sa.select(table).where(owner.in_(ids))):
        found.setdefault(row._mapping[owner], []).append(row)
    return found


def _holds(row: sa.Row[Any], position: int) -> bool:
    return bool(row.from_position <= position < row.to_position)
