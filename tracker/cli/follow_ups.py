"""`follow-ups` and `history`: what is open, and all that happened to one record."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import click
import msgspec
from sqlalchemy import Connection

from projections import board, directory
from projections.board import Filter, FollowUpRow
from tracker.application.figure_basis import position_at
from tracker.application.permissions import Action, require
from tracker.application.tracker import local_day
from tracker.cli.options import as_user, in_json, instant
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, opened_for_reading
from tracker.cli.telling import entries_of, entry_record, print_history
from tracker.domain.errors import NotFound
from tracker.domain.follow_up import STATUS_NAMES, Status, is_overdue
from tracker.domain.office import Office

_PAGE = 500


@click.command("follow-ups")
@click.option("--office", "office_code", metavar="KODE", help="Hanya kecamatan ini.")
@click.option("--overdue", is_flag=True, help="Hanya yang lewat batas waktu.")
@click.option(
    "--in-charge", metavar="SIAPA", help="Kode atau nama jabatan atau pihak, atau nama pemegang jabatan."
)
@click.option("--status", "statuses", multiple=True, type=click.Choice([s.value for s in Status]))
@click.option("--section", "sections", multiple=True, metavar="BIDANG")
@click.option("--as-of", metavar="WAKTU", help="Keadaan catatan pada waktu itu (bawaan: sekarang).")
@as_user
@in_json
def follow_ups(
    office_code: str | None,
    overdue: bool,
    in_charge: str | None,
    statuses: tuple[str, ...],
    sections: tuple[str, ...],
    as_of: str | None,
    username: str | None,
    as_json: bool,
) -> None:
    """Daftar tindak lanjut, menurut batas waktu."""
    found: list[tuple[FollowUpRow, bool]] = []
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        actor = acting(tracker, username)
        offices = _offices(connection, office_code or actor.office)
        for section in sections:
            if not any(section in office.sections for office in offices):
                raise NotFound(f"Bidang “{section}” tidak dikenal.", "section")
        known = in_charge is None
        for office in offices:
            require(actor, Action.VIEW, office.code)
            then = None if as_of is None else instant(as_of, office.zone, tracker.clock(), "--as-of")
            at = None if then is None else position_at(tracker, then)
            today = local_day(then or tracker.clock(), office.zone)
            who = () if in_charge is None else _in_charge(office, in_charge, today)
            if in_charge is not None and not who:
                continue
            known = True
            where = Filter(
                office=office.code,
                statuses=[Status(status) for status in statuses],
                sections=sections,
                in_charge=who,
                overdue_on=today if overdue else None,
            )
            found += [(row, is_overdue(row.status, row.due_on, today)) for row in _all(connection, where, at)]
        if not known:
            raise NotFound(f"“{in_charge}” bukan jabatan, pihak, atau pemegang jabatan.", "in_charge")
    if as_json:
        print_json([_record(row, late) for row, late in found])
        return
    rows = [
        (
            row.due_on,
            "lewat" if late else "",
            row.text,
            row.in_charge.name if row.in_charge else "belum ditetapkan",
            STATUS_NAMES[row.status],
            row.id,
        )
        for row, late in found
    ]
    head = ("Batas waktu", "", "Tindak lanjut", "Penanggung jawab", "Keadaan", "ID")
    print_table(head, rows, nothing="Tidak ada.")


@click.command()
@click.argument("record", metavar="ID", type=click.UUID)
@click.option("--as-of", metavar="WAKTU", help="Hanya yang tercatat sampai waktu itu.")
@as_user
@in_json
def history(record: UUID, as_of: str | None, username: str | None, as_json: bool) -> None:
    """Semua yang terjadi pada satu tindak lanjut atau kegiatan, pengingatnya termasuk."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        entries = list(entries_of(connection, record))
        if not entries:
            raise NotFound(f"Tidak ada tindak lanjut atau kegiatan dengan ID {record}.", "id")
        require(acting(tracker, username), Action.VIEW, entries[0].office)
        office = tracker.office(entries[0].office)
        if as_of is not None:
            last = position_at(tracker, instant(as_of, office.zone, tracker.clock(), "--as-of"))
            entries = [entry for entry in entries if entry.position <= last]
    if as_json:
        print_json([entry_record(entry) for entry in entries])
        return
    print_history(entries, office)


def _offices(connection: Connection, code: str | None) -> list[Office]:
    if code is None:
        return directory.offices(connection)
    office = directory.office(connection, code)
    if office is None:
        raise NotFound(f"Kecamatan {code} tidak dikenal.", "office")
    return [office]


def _in_charge(office: Office, wanted: str, today: date) -> list[tuple[str, str]]:
    """The positions and bodies that a person may mean by that word."""
    wanted = wanted.casefold()
    found = [
        ("position", position.code)
        for position in office.positions.values()
        if wanted
        in {
            position.code.casefold(),
            position.title.casefold(),
            office.people.get(office.holder(position.code, today) or UUID(int=0), "").casefold(),
        }
    ]
    bodies = [
        ("body", code) for code, name in office.bodies.items() if wanted in {code.casefold(), name.casefold()}
    ]
    return found + bodies


def _all(connection: Connection, where: Filter, at: int | None) -> Iterator[FollowUpRow]:
    cursor: str | None = None
    while True:
        page = board.follow_ups(connection, where, cursor, _PAGE, at)
        yield from page.rows
        cursor = page.next
        if cursor is None:
            return


def _record(row: FollowUpRow, overdue: bool) -> dict[str, Any]:
    return msgspec.structs.asdict(row) | {"overdue": overdue}
