"""Which follow-ups came out of which survey: an outcome says so when it is added, and never otherwise.

The lineage is read from both ends: the survey's page lists what became of its low elements, the follow-up names them.
"""

from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from projections import records
from projections.fold import Batch, ReadModel, Writer
from projections.intervals import holding
from projections.tables import CLUSTERED, metadata
from tracker.domain.coordination import Coordination, OutcomeAdded

origin = sa.Table(
    "outcome_origin",
    metadata,
    sa.Column("survey_id", sa.Uuid, primary_key=True),
    sa.Column("coordination_id", sa.Uuid, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("follow_up_id", sa.Uuid, index=True),
    **CLUSTERED,
)
"""`code` is the element; `follow_up_id` None: the outcome only informs."""


def fold(batch: Batch, write: Writer) -> None:
    rows: list[tuple[Any, ...]] = []
    for step in batch.of(Coordination):
        event = step.recorded.event
        if isinstance(event, OutcomeAdded) and event.origin is not None and event.origin.kind == "survey":
            rows.append((event.origin.id, step.subject, event.ordinal, event.origin.code, event.follow_up_id))
    write.insert(origin, rows)


READ_MODEL = ReadModel("origins", (origin,), fold)


class Offspring(msgspec.Struct, frozen=True):
    """What became of one element of a survey, as it stands now."""

    code: str
    coordination_id: UUID
    title: str
    follow_up_id: UUID | None
    text: str | None
    status: str | None


class Source(msgspec.Struct, frozen=True):
    survey_id: UUID
    code: str


def out_of(connection: Connection, survey: UUID) -> list[Offspring]:
    """The newest coordination last."""
    held, work = records.coordination, records.follow_up
    query = (
        sa.select(
            origin.c.code,
            origin.c.coordination_id,
            held.c.title,
            origin.c.follow_up_id,
            work.c.text,
            work.c.status,
        )
        .select_from(
            origin.join(held, sa.and_(held.c.id == origin.c.coordination_id, holding(held, None))).outerjoin(
                work, sa.and_(work.c.id == origin.c.follow_up_id, holding(work, None))
            )
        )
        .where(origin.c.survey_id == survey)
        .order_by(held.c.listed_on, origin.c.coordination_id, origin.c.ordinal)
    )
    return [Offspring(*row) for row in connection.execute(query)]


def source_of(connection: Connection, follow_up: UUID) -> Source | None:
    query = sa.select(origin.c.survey_id, origin.c.code).where(origin.c.follow_up_id == follow_up)
    row = connection.execute(query).one_or_none()
    return None if row is None else Source(*row)
