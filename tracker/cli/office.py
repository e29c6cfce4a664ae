"""`office …` and `section …`: the offices and how each is made up."""

from datetime import date

import click

from projections import directory
from tracker.application import offices
from tracker.cli.conventions import conventions
from tracker.cli.options import as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.domain.errors import NotFound
from tracker.domain.office import Office, Standing


@click.group()
def office() -> None:
    """Kecamatan."""


office.add_command(conventions)


@office.command("add")
@click.argument("code", metavar="KODE")
@click.argument("name", metavar="NAMA")
@click.option(
    "--regency", required=True, metavar="NAMA", help="Kabupaten atau kota, misalnya “Kabupaten Jember”."
)
@click.option("--zone", default="Asia/Jakarta", show_default=True, help="Zona waktu IANA.")
@as_user
def add_office(code: str, name: str, regency: str, zone: str, username: str | None) -> None:
    """Daftarkan kecamatan, misalnya: office add 35.09.31 "Kecamatan Sumberjambe" --regency "Kabupaten Jember"."""
    command = offices.RegisterOffice(code=code, name=name, regency=regency, zone=zone)
    with opened() as tracker:
        offices.register(tracker, acting(tracker, username), asked(), command)
    click.echo(f"{name} ({code}) terdaftar.")


@office.command("list")
@in_json
def list_offices(as_json: bool) -> None:
    """Daftar kecamatan."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        found = directory.offices(connection)
    if as_json:
        print_json([{"code": o.code, "name": o.name, "regency": o.regency, "zone": o.zone} for o in found])
        return
    rows = [(o.code, o.name, o.regency, o.zone) for o in found]
    print_table(("Kode", "Nama", "Kabupaten/kota", "Zona"), rows, nothing="Belum ada kecamatan.")


@office.command("show")
@click.argument("code", metavar="KODE")
@in_json
def show_office(code: str, as_json: bool) -> None:
    """Susunan satu kecamatan: bidang, jabatan dan pemegangnya, pihak lain."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        found = directory.office(connection, code)
        if found is None:
            raise NotFound(f"Kecamatan {code} tidak dikenal.", "office")
        today = tracker.today(found)
    holders = {p: found.holder(p, today) for p in found.positions}
    if as_json:
        print_json({"office": found, "holders": holders})
        return
    click.echo(f"{found.name} ({found.code}), {found.regency}, {found.zone}\n")
    print_table(
        ("Bidang", "Nama", "Jenis"),
        [(s.code, s.name, s.kind) for s in found.sections.values()],
        nothing="Belum ada bidang.",
    )
    click.echo()
    print_table(
        ("Jabatan", "Nama", "Pemegang"),
        [(p.code, p.title, _holder(found, p.code, today)) for p in found.positions.values()],
        nothing="Belum ada jabatan.",
    )
    click.echo()
    print_table(("Pihak lain", "Nama"), list(found.bodies.items()), nothing="Belum ada pihak lain.")


def _holder(office: Office, position: str, today: date) -> str:
    """With what makes the holder no definitive one, and with whoever decides in the holder's name."""
    held = office.holding(position, today)
    if held is None or held.person_id is None:
        return "kosong"
    until = f" s.d. {held.until:%d/%m/%Y}" if held.until else ""
    standing = "" if held.standing is Standing.DEFINITIF else f" ({held.standing.value.title()}.{until})"
    mandated = sorted(office.people[person] for person in office.mandated(position, today))
    return office.people[held.person_id] + standing + "".join(f", a.n.: {name}" for name in mandated)


@click.group()
def section() -> None:
    """Seksi dan subbagian."""


@section.command("add")
@of_office
@click.argument("code", metavar="KODE")
@click.argument("name", metavar="NAMA")
@click.option("--kind", type=click.Choice(["seksi", "subbagian"]), default="seksi", show_default=True)
@as_user
def add_section(office_code: str, code: str, name: str, kind: str, username: str | None) -> None:
    """Tambah bidang."""
    command = offices.AddSection(office=office_code, code=code, name=name, kind=kind)
    with opened() as tracker:
        offices.add_section(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Bidang {code} ditambahkan.")


@section.command("list")
@of_office
@in_json
def list_sections(office_code: str, as_json: bool) -> None:
    """Daftar bidang."""
    with opened() as tracker:
        found = tuple(tracker.office(office_code).sections.values())
    if as_json:
        print_json(found)
        return
    rows = [(s.code, s.name, s.kind) for s in found]
    print_table(("Kode", "Nama", "Jenis"), rows, nothing="Belum ada bidang.")
