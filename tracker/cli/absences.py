"""`person list`, `person absent` and `person back`: who there is, who is away, and who is reminded meanwhile."""

from datetime import date
from uuid import UUID

import click

from tracker.application import absences
from tracker.application.permissions import Action, require
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened
from tracker.domain.absence import Absence
from tracker.domain.errors import NotFound
from tracker.domain.office import Office


@click.command("list")
@of_office
@as_user
@in_json
def list_people(office_code: str, username: str | None, as_json: bool) -> None:
    """Daftar orang dengan jabatannya hari ini, dan ketidakhadiran yang berlangsung atau akan datang."""
    with opened() as tracker:
        require(acting(tracker, username), Action.VIEW, office_code)
        office = tracker.office(office_code)
        today = tracker.today(office)
    found = [
        {
            "id": person,
            "name": name,
            "positions": [position.code for position in office.positions_of(person, today)],
            "absences": [one for one in office.absences_from(today) if one.person_id == person],
        }
        for person, name in office.people.items()
    ]
    if as_json:
        print_json(found)
        return
    rows = [
        (
            person,
            name,
            ", ".join(position.title for position in office.positions_of(person, today)) or None,
            "; ".join(_told(office, a) for a in office.absences_from(today) if a.person_id == person) or None,
        )
        for person, name in office.people.items()
    ]
    print_table(("ID", "Nama", "Jabatan", "Tidak hadir"), rows, nothing="Belum ada orang.")


@click.command("absent")
@of_office
@click.argument("person_id", metavar="ID_ORANG", type=click.UUID)
@click.option("--since", type=DAY, help="Hari pertama (bawaan: hari ini).")
@click.option("--until", required=True, type=DAY, help="Hari terakhir.")
@click.option("--deputy", type=click.UUID, metavar="ID_ORANG", help="Wakil, yang diingatkan sementara itu.")
@as_user
def record_absence(
    office_code: str,
    person_id: UUID,
    since: date | None,
    until: date,
    deputy: UUID | None,
    username: str | None,
) -> None:
    """Catat bahwa seseorang tidak hadir; tanpa wakil, pengingatnya naik ke atasannya."""
    with opened() as tracker:
        command = absences.RecordAbsence(
            office=office_code,
            person_id=person_id,
            since=since or tracker.today(tracker.office(office_code)),
            until=until,
            deputy=deputy,
        )
        absences.record_absence(tracker, acting(tracker, username), asked(), command)
    click.echo("Ketidakhadiran dicatat.")


@click.command("back")
@of_office
@click.argument("person_id", metavar="ID_ORANG", type=click.UUID)
@click.option(
    "--since", type=DAY, help="Hari pertama ketidakhadiran itu (bawaan: yang berlangsung hari ini)."
)
@click.option("--on", "back_on", type=DAY, help="Hari pertama masuk kembali (bawaan: hari ini).")
@as_user
def end_absence(
    office_code: str, person_id: UUID, since: date | None, back_on: date | None, username: str | None
) -> None:
    """Akhiri ketidakhadiran lebih awal, atau batalkan yang belum mulai."""
    with opened() as tracker:
        actor = acting(tracker, username)
        require(actor, Action.RECORD_ABSENCE, office_code)
        office = tracker.office(office_code)
        if since is None:
            running = office.absence(person_id, tracker.today(office))
            if running is None:
                raise NotFound("Orang itu hari ini tidak tercatat tidak hadir; sebut --since.", "since")
            since = running.since
        command = absences.EndAbsence(office=office_code, person_id=person_id, since=since, back_on=back_on)
        absences.end_absence(tracker, actor, asked(), command)
    click.echo("Ketidakhadiran diakhiri.")


def _told(office: Office, absence: Absence) -> str:
    deputy = "" if absence.deputy is None else f", wakil {office.people[absence.deputy]}"
    return f"{absence.term}{deputy}"
