"""Every piece of evidence as the record holds it: what it proves, and with which file.

Rows have the interval of log positions in which the piece stood: that of a report until it was returned, reopened or
replaced; that of a coordination until the coordination was withdrawn; that of a survey's finished value until it was
restated, or the survey withdrawn.
"""

from collections.abc import Hashable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.fold import Batch, ReadModel, Writer
from projections.intervals import Facts, fold_intervals, holding, interval, now_covering
from projections.tables import CLUSTERED, metadata
from tracker.domain.coordination import Coordination
from tracker.domain.coordination import Status as Held
from tracker.domain.evidence import Evidence
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.survey.survey import Status as Kept
from tracker.domain.survey.survey import Survey

PROOF, OUTPUT, REPORT, SURVEY = "bukti", "keluaran", "laporan", "survei"
"""What a piece is there for: it proves an activity, is its output, proves what was reported done, or tells the
finished value of a survey."""

evidence = sa.Table(
    "evidence",
    metadata,
    *interval(
        (
            sa.Column("id", sa.Uuid, primary_key=True),
            sa.Column("role", sa.String, primary_key=True),
            sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        ),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("coordination_id", sa.Uuid, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("dated_on", sa.Date, nullable=False),
        sa.Column("sha256", sa.String),
    ),
    sa.Index("evidence_office_sha256", "office", "sha256", "id", "role", "from_position", "to_position"),
    sa.Index("evidence_coordination", "coordination_id"),
    now_covering("evidence_now_flags", "office", "coordination_id", "dated_on", "role", "sha256", "id"),
    **CLUSTERED,
)
"""`id` is the subject, a coordination, a follow-up or a survey (and then `coordination_id` too); `ordinal` counts its
pieces."""


def fold(batch: Batch, write: Writer) -> None:
    fold_intervals(evidence, batch.of(Coordination), _of_coordination, write)
    fold_intervals(evidence, batch.of(FollowUp), _of_follow_up, write)
    fold_intervals(evidence, batch.of(Survey), _of_survey, write)


READ_MODEL = ReadModel("evidence", (evidence,), fold)


def is_named(connection: Connection, office: str, sha256: str) -> bool:
    """Whether the office's log has ever named that file: what was returned or withdrawn since is still history."""
    e = evidence.c
    query = sa.select(e.sha256).where(e.office == office, e.sha256 == sha256).limit(1)
    return connection.scalar(query) is not None


def named_files(connection: Connection) -> set[tuple[str, str]]:
    """Office and SHA-256 of every file that the log has ever named."""
    e = evidence.c
    rows = connection.execute(sa.select(e.office, e.sha256).where(e.sha256.is_not(None)).distinct())
    return {(office, sha256) for office, sha256 in rows}


def also_proven(
    connection: Connection, office: str, sha256s: Sequence[str], subject: UUID
) -> dict[str, tuple[UUID, ...]]:
    """SHA-256 → the other follow-ups that the same file proves now."""
    if not sha256s:
        return {}
    e = evidence.c
    query = sa.select(e.sha256, e.id).where(
        e.office == office, holding(evidence, None), e.sha256.in_(sha256s), e.role == REPORT, e.id != subject
    )
    return _by_file(connection, query)


def _by_file(connection: Connection, query: sa.Select[Any]) -> dict[str, tuple[UUID, ...]]:
    """In the order in which they were reported."""
    e = evidence.c
    found: dict[str, dict[UUID, None]] = {}
    for sha256, subject in connection.execute(query.order_by(e.from_position, e.id)):
        found.setdefault(sha256, {})[subject] = None
    return {sha256: tuple(subjects) for sha256, subjects in found.items()}


def _of_coordination(id_: Hashable, state: Coordination) -> Facts:
    if state.status in {Held.DITARIK, Held.DIBATALKAN}:
        return {}
    office = state.details.office
    return {
        (id_, role, ordinal): _piece(office, id_, piece)
        for role, pieces in ((PROOF, state.evidence), (OUTPUT, state.outputs))
        for ordinal, piece in enumerate(pieces, start=1)
    }


def _of_follow_up(id_: Hashable, state: FollowUp) -> Facts:
    if state.report is None or state.status is Status.DITARIK:
        return {}
    return {
        (id_, REPORT, ordinal): _piece(state.office, state.coordination_id, piece)
        for ordinal, piece in enumerate(state.report.evidence, start=1)
    }


def _of_survey(id_: Hashable, state: Survey) -> Facts:
    if state.stated is None or state.status is Kept.DITARIK:
        return {}
    return {(id_, SURVEY, 1): _piece(state.office, id_, state.stated.evidence)}


def _piece(office: str, coordination_id: Hashable, piece: Evidence) -> tuple[Any, ...]:
    sha256 = piece.file.sha256 if piece.file else None
    return office, coordination_id, piece.type.value, piece.number, piece.dated_on, sha256
