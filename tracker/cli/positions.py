"""`position …`, `person …` and `body …`: who there is to be in charge."""

from datetime import date
from uuid import UUID

import click

from tracker.application import contacts, offices
from tracker.cli import absences
from tracker.cli.options import DAY, as_user, of_office
from tracker.cli.session import acting, asked, opened
from tracker.domain.office import Standing
from tracker.domain.role import Rank


@click.group()
def position() -> None:
    """Jabatan dan pemegangnya."""


@position.command("add")
@of_office
@click.argument("code", metavar="KODE")
@click.argument("title", metavar="NAMA")
@click.option("--rank", required=True, type=click.Choice([rank.value for rank in Rank]))
@click.option("--section", metavar="BIDANG", help="Kode bidangnya.")
@as_user
def add_position(
    office_code: str, code: str, title: str, rank: str, section: str | None, username: str | None
) -> None:
    """Tambah jabatan."""
    command = offices.AddPosition(
        office=office_code, code=code, title=title, rank=Rank(rank), section=section
    )
    with opened() as tracker:
        offices.add_position(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Jabatan {code} ditambahkan.")


@position.command("hold")
@of_office
@click.argument("code", metavar="JABATAN")
@click.argument("person_id", metavar="ID_ORANG", type=click.UUID)
@click.option("--since", type=DAY, help="Sejak tanggal (bawaan: hari ini).")
@click.option(
    "--standing", type=click.Choice([s.value for s in Standing]), default="definitif", show_default=True
)
@click.option("--until", type=DAY, help="Hari terakhir Plt atau Plh; sesudahnya pemegang semula kembali.")
@as_user
def hold_position(
    office_code: str,
    code: str,
    person_id: UUID,
    since: date | None,
    standing: str,
    until: date | None,
    username: str | None,
) -> None:
    """Catat pemegang jabatan sejak suatu tanggal."""
    with opened() as tracker:
        command = offices.HoldPosition(
            office=office_code,
            position=code,
            person_id=person_id,
            since=since or tracker.today(tracker.office(office_code)),
            standing=Standing(standing),
            until=until,
        )
        offices.hold_position(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Pemegang jabatan {code} dicatat.")


@position.command("vacate")
@of_office
@click.argument("code", metavar="JABATAN")
@click.option("--since", type=DAY, help="Sejak tanggal (bawaan: hari ini).")
@as_user
def vacate_position(office_code: str, code: str, since: date | None, username: str | None) -> None:
    """Catat bahwa jabatan kosong sejak suatu tanggal."""
    with opened() as tracker:
        day = since or tracker.today(tracker.office(office_code))
        command = offices.VacatePosition(office=office_code, position=code, since=day)
        offices.vacate_position(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Jabatan {code} dicatat kosong.")


@position.command("mandate")
@of_office
@click.argument("code", metavar="JABATAN")
@click.argument("person_id", metavar="ID_ORANG", type=click.UUID)
@click.option("--since", type=DAY, help="Sejak tanggal (bawaan: hari ini).")
@click.option("--until", type=DAY, help="Hari terakhir (bawaan: sampai diakhiri).")
@click.option("--basis", default="", metavar="SURAT", help="Dasarnya, misalnya nomor surat.")
@click.option("--end", is_flag=True, help="Akhiri mandat itu; berlaku sejak tanggal --since.")
@as_user
def mandate(
    office_code: str,
    code: str,
    person_id: UUID,
    since: date | None,
    until: date | None,
    basis: str,
    end: bool,
    username: str | None,
) -> None:
    """Beri orang lain mandat memutuskan atas nama (a.n.) pemegang jabatan, atau akhiri mandat itu."""
    if end and (until is not None or basis):
        raise click.UsageError("--end tidak memakai --until atau --basis.")
    with opened() as tracker:
        day = since or tracker.today(tracker.office(office_code))
        actor = acting(tracker, username)
        if end:
            ended = offices.EndMandate(office=office_code, position=code, person_id=person_id, since=day)
            offices.end_mandate(tracker, actor, asked(), ended)
        else:
            given = offices.GiveMandate(
                office=office_code, position=code, person_id=person_id, since=day, until=until, basis=basis
            )
            offices.give_mandate(tracker, actor, asked(), given)
    click.echo(f"Mandat a.n. jabatan {code} {'diakhiri' if end else 'dicatat'}.")


@click.group()
def person() -> None:
    """Orang: pemegang jabatan dan pemilik akun."""


for command in (absences.list_people, absences.record_absence, absences.end_absence):
    person.add_command(command)


@person.command("add")
@of_office
@click.argument("name", metavar="NAMA")
@click.option("--email", help="Alamat untuk pengingat; disimpan di luar log.")
@click.option("--phone", help="Nomor telepon; disimpan di luar log.")
@as_user
def add_person(
    office_code: str, name: str, email: str | None, phone: str | None, username: str | None
) -> None:
    """Tambah orang; nomor pengenalnya dicetak untuk `position hold` dan `user add --person`."""
    contacts.check_email(email)
    contacts.check_phone(phone)
    with opened() as tracker:
        command = offices.AddPerson(office=office_code, person_id=tracker.new_id(), name=name)
        offices.add_person(tracker, acting(tracker, username), asked(), command)
        if email or phone:
            contacts.set_contact(tracker, command.person_id, email=email, phone=phone)
    click.echo(command.person_id)


@click.group()
def body() -> None:
    """Pihak di luar kecamatan yang dapat menjadi penanggung jawab."""


@body.command("add")
@of_office
@click.argument("code", metavar="KODE")
@click.argument("name", metavar="NAMA")
@as_user
def add_body(office_code: str, code: str, name: str, username: str | None) -> None:
    """Tambah pihak, misalnya: body add kepala_desa_cumedak "Kepala Desa Cumedak"."""
    command = offices.AddBody(office=office_code, code=code, name=name)
    with opened() as tracker:
        offices.add_body(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Pihak {code} ditambahkan.")


@body.command("contact")
@of_office
@click.argument("code", metavar="KODE")
@click.option("--email", default="", help="Alamat surel; disimpan di luar log.")
@click.option("--phone", default="", help="Nomor telepon; disimpan di luar log.")
@click.option("--written-to", is_flag=True, help="Boleh disurati langsung (bawaan: tidak).")
@as_user
def change_contact(
    office_code: str, code: str, email: str, phone: str, written_to: bool, username: str | None
) -> None:
    """Ganti alamat dan nomor pihak di luar kecamatan, dan apakah ia disurati langsung."""
    with opened() as tracker:
        office = tracker.office(office_code)
        contacts.change_body(
            tracker, acting(tracker, username), office, code, email=email, phone=phone, written_to=written_to
        )
    click.echo(f"Kontak {code} dicatat; {'disurati langsung' if written_to else 'tidak disurati langsung'}.")


@person.command("contact")
@of_office
@click.argument("person_id", metavar="ID_ORANG", type=click.UUID)
@click.option("--email", default="", help="Alamat surel; disimpan di luar log.")
@click.option("--phone", default="", help="Nomor telepon; disimpan di luar log.")
@as_user
def change_persons_contact(
    office_code: str, person_id: UUID, email: str, phone: str, username: str | None
) -> None:
    """Ganti alamat dan nomor seseorang."""
    with opened() as tracker:
        office = tracker.office(office_code)
        contacts.change_own(tracker, acting(tracker, username), office, person_id, email=email, phone=phone)
    click.echo("Kontak dicatat.")
