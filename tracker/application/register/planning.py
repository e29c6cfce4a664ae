"""What importing one coordination of a register would append; nothing is written here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from tracker.application.command import ClaimedName
from tracker.application.coordination_step import number_claim
from tracker.application.register.names import find_in_charge, find_section
from tracker.application.register.rows import (
    ANY_DAY,
    ANY_KIND,
    ANY_TEXT,
    KNOWN_BY,
    NumberedRow,
    RegisterCoordination,
    RegisterRow,
    without_course,
)
from tracker.application.table_file.problems import RowsRefused, at_row
from tracker.domain import coordination as coordinations
from tracker.domain import coordination_decisions
from tracker.domain import follow_up as follow_ups
from tracker.domain import follow_up_decisions as decisions
from tracker.domain.coordination import Coordination, Details, RegisterSource
from tracker.domain.coordination_decisions import NewOutcome
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import Status
from tracker.domain.follow_up_decisions import PROPOSED_DAYS, Opening
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.imported import take_over
from tracker.domain.office import Office
from tracker.domain.verification import doer
from tracker.store.envelope import Change

T = TypeVar("T")

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
) -> Plan:
    """Each rule that a row breaks is added to `problems`; then the plan is of no use but to find the others."""
    first, recorded = _settled(
        register.rows[0], lambda row: _recorded(office, row, register, file, today), problems
    )
    same_section = first.row.section == register.first.section
    state = coordinations.evolve(None, recorded)
    events: list[Event] = [recorded]
    opened: list[Change] = []
    unmatched: list[str] = []
    for ordinal, numbered in enumerate((first, *register.rows[1:]), start=1):
        if not numbered.row.outcome:
            continue
        _, (new, added, changes) = _settled(
            numbered,
            _Outcome(office, coordination_id, ordinal, numbered.number, state, same_section, file, today),
            problems,
        )
        opened += changes
        state = coordinations.evolve(state, added)
        events.append(added)
        if new.in_charge is not None and new.in_charge.kind == "text":
            unmatched.append(at_row(numbered.number, "penanggung_jawab", f"“{new.in_charge.name}”"))
    events += _documents(coordination_id, register, state, today, problems)
    known = register.rows[0].unread.isdisjoint(KNOWN_BY) and first.row.number == register.first.number
    return Plan(
        changes=(Change(coordination_id, 0, tuple(events), first.row.held_on), *opened),
        claims=number_claim(state.details, first.row.held_on, coordination_id) if known else (),
        outcomes=len(state.outcomes),
        follow_ups=len(opened),
        unmatched=tuple(unmatched),
    )


def check_without_office(
    code: str, register: RegisterCoordination, file: File, today: date, problems: list[str]
) -> None:
    """What can be said of rows whose office is not known: all but who and which section they name."""
    nowhere = Office(code=code, name="", regency="", zone="")
    rows = tuple(
        msgspec.structs.replace(
            numbered,
            row=msgspec.structs.replace(numbered.row, section="", outcome_section="", in_charge=""),
        )
        for numbered in register.rows
    )
    plan_coordination(nowhere, uuid5(NAMESPACE_OID, code), RegisterCoordination(rows), file, today, problems)


def _settled(
    numbered: NumberedRow, decide: Callable[[RegisterRow], T], problems: list[str]
) -> tuple[NumberedRow, T]:
    """What is decided of the row once each cell that breaks a rule has been named and left out.

    The rules are the domain's own, and each of them stops at the first cell at fault: so it is asked again without it.
    """
    row, named = numbered.row, set(numbered.unread)
    while True:
        try:
            return msgspec.structs.replace(numbered, row=row, unread=frozenset(named)), decide(row)
        except Refused as error:
            column = _COLUMNS.get(error.field, error.field)
            if column not in named:
                problems.append(at_row(numbered.number, column, error.message))
            lighter = _without(row, column)
            if lighter == row:
                raise RowsRefused(problems) from error
            named.add(column)
            row = lighter


def _without(row: RegisterRow, column: str) -> RegisterRow:
    """The row with a value in that column that breaks no rule."""
    if column == "status":
        return without_course(row)
    if column == "tanggal_dilaporkan":
        untouched = row.status is Status.BELUM_DITINDAKLANJUTI
        return msgspec.structs.replace(row, reported_on=None if untouched else row.held_on)
    if column == "tanggal_diverifikasi":
        verified = (row.reported_on or row.held_on) if row.status is Status.SELESAI else None
        return msgspec.structs.replace(row, verified_on=verified)
    return msgspec.structs.replace(row, **_LEFT_OUT.get(column, {}))


_LEFT_OUT: dict[str, dict[str, Any]] = {
    "tanggal": {"held_on": ANY_DAY},
    "nomor_kegiatan": {"number": ANY_TEXT},
    "jenis": {"kind": ANY_KIND},
    "judul": {"title": ANY_TEXT},
    "hasil": {"outcome": ANY_TEXT},
    "bidang": {"section": ""},
    "bidang_hasil": {"outcome_section": ""},
    "penanggung_jawab": {"in_charge": ""},
    "batas_waktu": {"due_on": None},
    "bukti": {"evidence": ()},
    "keluaran": {"outputs": ()},
}


@contextmanager
def _in_column(column: str) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise Refused(error.message, column) from error


def _recorded(
    office: Office, row: RegisterRow, register: RegisterCoordination, file: File, today: date
) -> coordinations.CoordinationRecorded:
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


class _Outcome(msgspec.Struct, frozen=True):
    """One outcome of the coordination `state`, with the follow-up that it opens.

    `same_section`: the row's own section must be the coordination's, which is known.
    """

    office: Office
    coordination_id: UUID
    ordinal: int
    row_number: int
    state: Coordination
    same_section: bool
    file: File
    today: date

    def __call__(self, row: RegisterRow) -> tuple[NewOutcome, coordinations.OutcomeAdded, list[Change]]:
        new = self._new(row)
        return new, coordination_decisions.add_outcome(self.state, new), self._follow_up(row, new)

    @property
    def _held_on(self) -> date:
        assert self.state.held_on is not None
        return self.state.held_on

    def _new(self, row: RegisterRow) -> NewOutcome:
        own = self.state.details.section
        with _in_column("bidang"):
            if row.section and find_section(self.office, row.section) != own and self.same_section:
                raise Refused("berbeda dari baris sebelumnya; bidang hasil ditulis di kolom bidang_hasil.")
        outcome_id = nth_outcome_id(self.coordination_id, self.ordinal)
        with _in_column("bidang_hasil"):
            section = find_section(self.office, row.outcome_section)
        return NewOutcome(
            outcome_id=outcome_id,
            text=row.outcome,
            section=section if section != own else None,
            follow_up_id=follow_up_id(outcome_id) if row.needs_follow_up else None,
            in_charge=find_in_charge(self.office, row.in_charge, (self._held_on, self.today)),
            due_on=row.due_on,
        )

    def _follow_up(self, row: RegisterRow, new: NewOutcome) -> list[Change]:
        if new.follow_up_id is None:
            return []
        opened = decisions.open_(
            Opening(
                office=self.office.code,
                coordination_id=self.coordination_id,
                outcome_id=new.outcome_id,
                text=new.text,
                agreed_on=self._held_on,
                section=new.section or self.state.details.section,
                in_charge=new.in_charge,
                due_on=new.due_on,
            ),
            proposed=self._held_on + timedelta(days=PROPOSED_DAYS),
        )
        done_on = row.reported_on or row.verified_on or self._held_on
        imported = take_over(
            follow_ups.evolve(None, opened),
            status=row.status,
            reported_on=row.reported_on,
            verified_on=row.verified_on,
            evidence_types=row.evidence,
            file_name=self.file.name,
            file_sha256=self.file.sha256,
            row=self.row_number,
            done_by=doer(self.office, new.in_charge, done_on),
            typed_by=self.file.imported_by,
            today=self.today,
        )
        return [Change(new.follow_up_id, 0, (opened, imported), self._held_on)]


def _documents(
    coordination_id: UUID,
    register: RegisterCoordination,
    state: Coordination,
    today: date,
    problems: list[str],
) -> list[Event]:
    """What the rows name in `bukti` and `keluaran`, each kind once; a register gives no date but the coordination's."""
    assert state.held_on is not None
    held_on = state.held_on

    def document(use: str, kind: EvidenceType) -> Evidence:
        return Evidence(
            id=uuid5(coordination_id, f"{use}/{kind}"),
            type=kind,
            dated_on=held_on,
            note="menurut register",
        )

    def attached(row: RegisterRow) -> dict[EvidenceType, Event]:
        return {
            kind: coordination_decisions.attach_evidence(state, document("evidence", kind), today)
            for kind in row.evidence
        }

    def recorded(row: RegisterRow) -> dict[EvidenceType, Event]:
        with _in_column("keluaran"):
            return {
                kind: coordination_decisions.record_output(state, document("output", kind), today)
                for kind in row.outputs
            }

    evidence: dict[EvidenceType, Event] = {}
    outputs: dict[EvidenceType, Event] = {}
    for numbered in register.rows:
        evidence |= _settled(numbered, attached, problems)[1]
        outputs |= _settled(numbered, recorded, problems)[1]
    return [named[kind] for named in (evidence, outputs) for kind in EvidenceType if kind in named]
