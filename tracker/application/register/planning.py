"""What importing one coordination of a register would append; nothing is written here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID, uuid5

import msgspec

from tracker.application.command import ClaimedName
from tracker.application.coordination_step import number_claim
from tracker.application.register.names import find_in_charge, find_section
from tracker.application.register.rows import NumberedRow, RegisterCoordination, RegisterRow
from tracker.application.table_file.problems import at_row
from tracker.domain import coordination as coordinations
from tracker.domain import coordination_decisions
from tracker.domain import follow_up as follow_ups
from tracker.domain import follow_up_decisions as decisions
from tracker.domain.coordination import Coordination, Details, RegisterSource
from tracker.domain.coordination_decisions import NewOutcome
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up_decisions import PROPOSED_DAYS, Opening
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.imported import take_over
from tracker.domain.office import Office
from tracker.domain.verification import doer
from tracker.store.envelope import Change

_COLUMNS = {
    "held_on": "tanggal",
    "number": "nomor_kegiatan",
    "kind": "jenis",
    "title": "judul",
    "text": "hasil",
    "due_on": "batas_waktu",
}
"""The domain names its own fields; a person looks for the column."""


class File(msgspec.Struct, frozen=True):
    """`imported_by` is the account that answers for what the file says: it verifies none of it."""

    name: str
    sha256: str
    imported_by: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """`unmatched` are the rows whose person in charge matched nobody: kept as text, not reminded."""

    changes: tuple[Change, ...]
    claims: tuple[ClaimedName, ...]
    outcomes: int
    follow_ups: int
    unmatched: tuple[str, ...]


def plan_coordination(
    office: Office,
    coordination_id: UUID,
    register: RegisterCoordination,
    file: File,
    today: date,
    problems: list[str],
) -> Plan | None:
    """None where a row breaks a rule; each breach is added to `problems`."""
    before = len(problems)
    with noting(problems, register.rows[0]):
        recorded = _recorded(office, register, file, today)
        state = coordinations.evolve(None, recorded)
        events: list[Event] = [recorded]
        opened: list[Change] = []
        unmatched: list[str] = []
        for ordinal, numbered in enumerate(register.rows, start=1):
            if not numbered.row.outcome:
                continue
            with noting(problems, numbered):
                new = _outcome(office, coordination_id, ordinal, numbered.row, state, today)
                added = coordination_decisions.add_outcome(state, new)
                opened += _follow_up(office, coordination_id, numbered, new, state, file, today)
                state = coordinations.evolve(state, added)
                events.append(added)
                if new.in_charge is not None and new.in_charge.kind == "text":
                    unmatched.append(at_row(numbered.number, "penanggung_jawab", f"“{new.in_charge.name}”"))
        events += _documents(coordination_id, register, state, today)
    if len(problems) > before:
        return None
    return Plan(
        changes=(Change(coordination_id, 0, tuple(events), register.first.held_on), *opened),
        claims=number_claim(state.details, register.first.held_on, coordination_id),
        outcomes=len(state.outcomes),
        follow_ups=len(opened),
        unmatched=tuple(unmatched),
    )


@contextmanager
def noting(problems: list[str], numbered: NumberedRow) -> Iterator[None]:
    """A rule that the row breaks becomes a line of `problems`, and the reading goes on behind the block."""
    try:
        yield
    except Refused as error:
        column = _COLUMNS.get(error.field, error.field)
        problems.append(at_row(numbered.number, column, error.message))


@contextmanager
def _in_column(column: str) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise Refused(error.message, column) from error


def _recorded(
    office: Office, register: RegisterCoordination, file: File, today: date
) -> coordinations.CoordinationRecorded:
    row = register.first
    with _in_column("bidang"):
        section = find_section(office, row.section)
    details = Details(
        office=office.code,
        kind=row.kind,
        title=row.title,
        section=section,
        number=row.number,
    )
    source = RegisterSource(file.name, file.sha256, register.rows[0].number, register.digest)
    return coordination_decisions.record(details, row.held_on, today, source)


def _outcome(
    office: Office, coordination_id: UUID, ordinal: int, row: RegisterRow, state: Coordination, today: date
) -> NewOutcome:
    with _in_column("bidang"):
        if row.section and find_section(office, row.section) != state.details.section:
            raise Refused("berbeda dari baris sebelumnya; bidang hasil ditulis di kolom bidang_hasil.")
    outcome_id = nth_outcome_id(coordination_id, ordinal)
    with _in_column("bidang_hasil"):
        section = find_section(office, row.outcome_section)
    return NewOutcome(
        outcome_id=outcome_id,
        text=row.outcome,
        section=section if section != state.details.section else None,
        follow_up_id=follow_up_id(outcome_id) if row.needs_follow_up else None,
        in_charge=find_in_charge(office, row.in_charge, (row.held_on, today)),
        due_on=row.due_on,
    )


def _follow_up(
    office: Office,
    coordination_id: UUID,
    numbered: NumberedRow,
    new: NewOutcome,
    state: Coordination,
    file: File,
    today: date,
) -> list[Change]:
    if new.follow_up_id is None:
        return []
    row = numbered.row
    opened = decisions.open_(
        Opening(
            office=office.code,
            coordination_id=coordination_id,
            outcome_id=new.outcome_id,
            text=new.text,
            agreed_on=row.held_on,
            section=new.section or state.details.section,
            in_charge=new.in_charge,
            due_on=new.due_on,
        ),
        proposed=row.held_on + timedelta(days=PROPOSED_DAYS),
    )
    imported = take_over(
        follow_ups.evolve(None, opened),
        status=row.status,
        reported_on=row.reported_on,
        verified_on=row.verified_on,
        evidence_types=row.evidence,
        file_name=file.name,
        file_sha256=file.sha256,
        row=numbered.number,
        done_by=doer(office, new.in_charge, row.reported_on or row.verified_on or row.held_on),
        typed_by=file.imported_by,
        today=today,
    )
    return [Change(new.follow_up_id, 0, (opened, imported), row.held_on)]


def _documents(
    coordination_id: UUID, register: RegisterCoordination, state: Coordination, today: date
) -> list[Event]:
    """What the rows name in `bukti` and `keluaran`, each kind once; a register gives no date but the coordination's."""

    def document(use: str, kind: EvidenceType) -> Evidence:
        return Evidence(
            id=uuid5(coordination_id, f"{use}/{kind}"),
            type=kind,
            dated_on=register.first.held_on,
            note="menurut register",
        )

    named = [numbered.row for numbered in register.rows]
    evidence = [kind for kind in EvidenceType if any(kind in row.evidence for row in named)]
    outputs = [kind for kind in EvidenceType if any(kind in row.outputs for row in named)]
    events: list[Event] = [
        coordination_decisions.attach_evidence(state, document("evidence", kind), today) for kind in evidence
    ]
    with _in_column("keluaran"):
        events += [
            coordination_decisions.record_output(state, document("output", kind), today) for kind in outputs
        ]
    return events
