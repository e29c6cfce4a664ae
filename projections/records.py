"""The records as the log held them at every position: one row for each state of a coordination, an outcome, a follow-up.

Lists, figures and their past are the same rows under another condition (`intervals.holding`), so two pages never
disagree. Each table is folded from one stream, so that a row never waits for another stream's event.
"""

from collections.abc import Hashable, Iterable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from projections.fold import Batch, ReadModel, Step, Writer
from projections.intervals import Facts, fold_intervals, holding, interval, now_by, now_covering
from projections.tables import CLUSTERED, END_OF_TIME, metadata
from tracker.domain.coordination import Coordination, Outcome, Status
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp
from tracker.domain.minutes import MinutesStatus

RATIFICATION, CONSENT = "ratification", "consent"
"""What a coordination can wait for (`awaits`)."""

coordination = sa.Table(
    "coordination",
    metadata,
    *interval(
        (sa.Column("id", sa.Uuid, primary_key=True),),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("organiser", sa.String),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("held_on", sa.Date),
        sa.Column("recorded_on", sa.Date),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("within_authority", sa.Boolean, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("outputs", sa.String, nullable=False),
        sa.Column("series", sa.String),
        sa.Column("awaits", sa.String),
    ),
    sa.Index("coordination_office_held_on", "office", "held_on"),
    sa.Index("coordination_office_listed_on", "office", "listed_on", "id"),
    now_by("coordination_now_listed_on", "office", "listed_on", "id"),
    now_by("coordination_now_series", "office", "series", "listed_on"),
    now_by("coordination_now_awaits", "office", "awaits"),
    now_covering(
        "coordination_now_facts",
        "office",
        "held_on",
        "id",
        "organiser",
        "kind",
        "section",
        "within_authority",
        "status",
        "evidence",
        "outputs",
        "recorded_on",
    ),
    **CLUSTERED,
)
"""`date` is the day held, or else planned; `listed_on` the same, or the end of time for what was postponed without a
new day: it is listed first. `recorded_on` is the office's day on which the log was told that it had been held: it never
changes. `evidence` and `outputs` are types joined by commas.

The indexes named `…_now_facts` have all that figures count, an office's in one place."""

outcome = sa.Table(
    "outcome",
    metadata,
    *interval(
        (
            sa.Column("coordination_id", sa.Uuid, primary_key=True),
            sa.Column("ordinal", sa.Integer, primary_key=True),
        ),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("follow_up_id", sa.Uuid),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
    ),
    now_covering(
        "outcome_now_facts",
        "office",
        "coordination_id",
        "ordinal",
        "follow_up_id",
        "section",
        "is_withdrawn",
    ),
    **CLUSTERED,
)
"""The coordination's side of an outcome; `follow_up_id` None: it only informs."""

follow_up = sa.Table(
    "follow_up",
    metadata,
    *interval(
        (sa.Column("id", sa.Uuid, primary_key=True),),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("coordination_id", sa.Uuid, nullable=False, index=True),
        sa.Column("outcome_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("corrected_section", sa.String),
        sa.Column("in_charge_kind", sa.String),
        sa.Column("in_charge_code", sa.String),
        sa.Column("in_charge_name", sa.String),
        sa.Column("due_on", sa.Date),
        sa.Column("listed_on", sa.Date, nullable=False),
        sa.Column("due_proposed", sa.Boolean, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("cannot_requested_by", sa.String),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("begun_on", sa.Date),
        sa.Column("done_on", sa.Date),
        sa.Column("done_by", sa.Uuid),
        sa.Column("typed_by", sa.String),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("by_register", sa.Boolean, nullable=False),
        sa.Column("alongside", sa.String),
        sa.Column("first_due_on", sa.Date),
        sa.Column("slips", sa.Integer, nullable=False),
        sa.Column("extension_due_on", sa.Date),
        sa.Column("disowned_by", sa.String),
    ),
    sa.Index("follow_up_office_listed_on", "office", "listed_on", "id"),
    now_by("follow_up_now_listed_on", "office", "listed_on", "id"),
    now_covering(
        "follow_up_now_facts",
        "office",
        "coordination_id",
        "id",
        "status",
        "begun_on",
        "done_on",
        "due_on",
        "corrected_section",
        "by_register",
        "proven",
    ),
    **CLUSTERED,
)
"""`listed_on` is the due date, or the end of time where there is none: those are listed last.

`corrected_section` only where it was corrected; else the outcome's own section counts. `alongside` is JSON, None where
nobody is; `extension_due_on` is the date that was asked for, while it waits for a decision; `disowned_by` the name of
the position or body that said it was not theirs, until somebody is named."""


def fold(batch: Batch, write: Writer) -> None:
    coordinations = batch.of(Coordination)
    days = _days_recorded(batch, coordinations, write)
    fold_intervals(coordination, coordinations, partial(_coordination, days), write)
    fold_intervals(outcome, coordinations, _outcomes, write)
    fold_intervals(follow_up, batch.of(FollowUp), _follow_up, write)


READ_MODEL = ReadModel("records", (coordination, outcome, follow_up), fold)


def _days_recorded(batch: Batch, steps: list[Step[Coordination]], write: Writer) -> dict[Hashable, date]:
    """`recorded_on` of the coordinations of the batch: of those held before it, as their rows have it."""
    days: dict[Hashable, date] = {}
    earlier: set[UUID] = set()
    for step in steps:
        if step.after.held_on is None or step.subject in days:
            continue
        if step.before is None or step.before.held_on is None:
            days[step.subject] = batch.day(step)
        else:
            earlier.add(step.subject)
    if earlier:
        days.update(
            (row.id, row.recorded_on)
            for row in write.connection.execute(_RECORDED_ON, {"ids": list(earlier)})
        )
    return days


_RECORDED_ON = sa.select(coordination.c.id, coordination.c.recorded_on).where(
    coordination.c.id.in_(sa.bindparam("ids", expanding=True)), holding(coordination, None)
)


def _coordination(days: dict[Hashable, date], id_: Hashable, state: Coordination) -> Facts:
    details = state.details
    day = state.held_on or state.planned_on
    row = (
        details.office,
        details.number,
        details.kind,
        details.section,
        details.organiser,
        details.title,
        day,
        day or END_OF_TIME,
        state.held_on,
        days[id_] if state.held_on else None,
        state.status.value,
        details.within_authority,
        _joined(state.proofs),
        _joined(piece.type for piece in state.outputs),
        details.series,
        _awaits(state),
    )
    return {(id_,): row}


def _awaits(state: Coordination) -> str | None:
    """What somebody in office has to decide about it: its minutes, or what was asked for after their ratification."""
    if state.status is Status.DITARIK:
        return None
    if state.minutes.status is MinutesStatus.DIAJUKAN:
        return RATIFICATION
    return CONSENT if state.requests.waiting else None


def _outcomes(id_: Hashable, state: Coordination) -> Facts:
    office = state.details.office
    return {(id_, outcome.ordinal): _outcome(office, outcome) for outcome in state.outcomes}


def _outcome(office: str, state: Outcome) -> tuple[Any, ...]:
    return office, state.section, state.follow_up_id, state.is_withdrawn


def _follow_up(id_: Hashable, state: FollowUp) -> Facts:
    in_charge, report = state.in_charge, state.report
    row = (
        state.office,
        state.coordination_id,
        state.outcome_id,
        state.text,
        state.section,
        state.corrected_section,
        in_charge.kind if in_charge else None,
        in_charge.code if in_charge else None,
        in_charge.name if in_charge else None,
        state.due_on,
        state.due_on or END_OF_TIME,
        state.due_proposed,
        state.status.value,
        state.cannot_requested_by,
        state.agreed_on,
        state.begun_on,
        report.done_on if report else None,
        report.done_by if report else None,
        report.typed_by if report else None,
        report.proven if report else False,
        state.by_register,
        msgspec.json.encode(state.alongside).decode() if state.alongside else None,
        state.first_due_on,
        state.slips,
        state.extension.due_on if state.extension else None,
        state.disowned_by.name if state.disowned_by else None,
    )
    return {(id_,): row}


def _joined(types: Iterable[EvidenceType]) -> str:
    return ",".join(sorted({kind.value for kind in types}))
