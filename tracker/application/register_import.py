"""Importing a register of coordinations (CONTRACT, "Register file"): all of it or nothing, in one append.

A coordination of a register is known by office, year and `nomor_kegiatan`, so the same file twice changes nothing;
a row imported before whose content differs is named and refused: what happened since is told by the follow-ups.
"""

from hashlib import sha256
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.register.planning import File, Plan, check_without_office, plan_coordination
from tracker.application.register.rows import RegisterCoordination, group, read_row
from tracker.application.register.sheet import read_register
from tracker.application.register.template import register_template
from tracker.application.table_file.problems import RowsRefused, at_row
from tracker.application.table_file.table import Table
from tracker.application.tracker import Tracker, local_day
from tracker.domain import coordination as coordinations
from tracker.domain.errors import NotFound
from tracker.domain.identity import imported_coordination_id
from tracker.domain.office import Office
from tracker.domain.phrase import both, say

_ZONE = "Asia/Jakarta"
"""Whose day it is where the file names an office that there is not: its rows are looked at all the same."""


class ImportRegister(msgspec.Struct, frozen=True, kw_only=True):
    """`file_name` is shown with what came from it; `content` are the file's bytes."""

    file_name: str
    content: bytes


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, or would do. `unchanged` coordinations had been imported before, with the same content.

    `unmatched` names the rows whose person in charge matched nobody; `ignored` the columns that were not read;
    `remarks` what else was seen in the file: hidden rows, the example row, other sheets.
    """

    rows: int
    coordinations: int
    outcomes: int
    follow_ups: int
    unchanged: int
    unmatched: tuple[str, ...]
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]
    position: int | None


class _Planned(msgspec.Struct, frozen=True):
    plans: tuple[Plan, ...]
    unchanged: int


class _NothingNew(Exception):
    """Every coordination of the file has been imported already."""


def import_register(
    tracker: Tracker, actor: Actor, asked: Asked, command: ImportRegister, *, dry_run: bool = False
) -> Summary:
    """Raises UnreadableFile, RowsRefused with every row at fault, Forbidden, StoreUnavailable."""
    actor = msgspec.structs.replace(actor, via="import")
    table = read_register(command.content)
    problems = list(table.problems)
    register = group([read_row(row, problems) for row in table.rows], problems)
    offices = _offices(tracker, actor, table, problems)
    file = File(command.file_name, sha256(command.content).hexdigest(), actor.username)
    planned = _plan(tracker, offices, register, file, problems)
    if dry_run:
        return _summary(table, planned, None)

    def decide() -> Decision:
        nonlocal planned
        planned = _plan(tracker, offices, register, file, [])
        if not planned.plans:
            raise _NothingNew
        changes = tuple(change for plan in planned.plans for change in plan.changes)
        return Decision(
            subject=changes[0].stream,
            changes=changes,
            occurred_on=register[0].first.held_on,
            claims=tuple(claim for plan in planned.plans for claim in plan.claims),
        )

    try:
        position = perform(tracker, actor, asked, command, decide).position
    except _NothingNew:
        position = None
    return _summary(table, planned, position)


def empty_register(tracker: Tracker, actor: Actor, office: str | None) -> bytes:
    """A workbook to write a register in, with that office's sections and persons in charge to choose from.

    Raises NotFound for an office that there is not, or is another's; Forbidden.
    """
    if office is None:
        return register_template(None, tracker.clock())
    require(actor, Action.IMPORT, office)
    return register_template(tracker.office(office), tracker.clock())


def _offices(tracker: Tracker, actor: Actor, table: Table, problems: list[str]) -> dict[str, Office]:
    """The offices that the file names; an unknown one is named at its first row.

    Raises Forbidden for one whose register the actor may not import, before anything else is told of the file.
    """
    offices: dict[str, Office] = {}
    first_rows: dict[str, int] = {}
    for row in table.rows:
        first_rows.setdefault(row.cells["kecamatan"], row.number)
    for code, number in first_rows.items():
        if not code:
            continue
        try:
            require(actor, Action.IMPORT, code)
            offices[code] = tracker.office(code)
        except NotFound as error:
            problems.append(at_row(number, "kecamatan", error.message))
    return offices


def _plan(
    tracker: Tracker,
    offices: dict[str, Office],
    register: list[RegisterCoordination],
    file: File,
    found: list[str],
) -> _Planned:
    """Raises RowsRefused with what was `found` so far and every further row at fault."""
    problems = list(found)
    plans: list[Plan] = []
    unchanged = 0
    for coordination in register:
        first = coordination.first
        office = offices.get(first.office)
        if office is None:
            check_without_office(
                first.office, coordination, file, local_day(tracker.clock(), _ZONE), problems
            )
            continue
        stream = imported_coordination_id(office.code, first.held_on.year, first.number)
        before = _imported_before(tracker, stream) if coordination.is_read else None
        if before is not None:
            unchanged += 1
            if before != coordination.digest:
                problems.append(_changed(coordination))
            continue
        plan = plan_coordination(office, stream, coordination, file, tracker.today(office), problems)
        problems += [
            at_row(coordination.rows[0].number, "nomor_kegiatan", claim.taken.message)
            for claim in plan.claims
            if tracker.store.claimed(claim.key) not in {None, stream}
        ]
        plans.append(plan)
    if problems:
        raise RowsRefused(problems)
    return _Planned(tuple(plans), unchanged)


def _imported_before(tracker: Tracker, stream: UUID) -> str | None:
    """The digest under which the coordination was imported; None where it was not."""
    state, _ = tracker.store.load(stream, coordinations.evolve)
    return None if state is None or state.source is None else state.source.digest


def _changed(coordination: RegisterCoordination) -> str:
    numbers = [str(numbered.number) for numbered in coordination.rows]
    rows = both(*numbers)
    return say(
        "Baris {rows}: kegiatan {number} sudah diimpor dengan isi yang lain; catat perubahannya pada kegiatan itu, atau kembalikan barisnya.",
        rows=rows,
        number=coordination.first.number,
    )


def _summary(table: Table, planned: _Planned, position: int | None) -> Summary:
    return Summary(
        rows=len(table.rows),
        coordinations=len(planned.plans),
        outcomes=sum(plan.outcomes for plan in planned.plans),
        follow_ups=sum(plan.follow_ups for plan in planned.plans),
        unchanged=planned.unchanged,
        unmatched=tuple(line for plan in planned.plans for line in plan.unmatched),
        ignored=table.ignored,
        remarks=table.remarks,
        position=position,
    )
