"""`user …` and `token …`: who may sign in, and the tokens of programs."""

import sys
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from projections import directory
from tracker.application import accounts
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.domain.errors import NotFound
from tracker.domain.role import ROLE_NAMES, Role

_ROLE = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Akun pengguna."""


@user.command("add")
@of_office
@click.argument("name", metavar="AKUN")
@click.option("--name", "full_name", required=True, metavar="NAMA", help="Nama lengkap.")
@click.option("--role", required=True, type=_ROLE)
@click.option("--section", metavar="BIDANG", help="Kode bidang (wajib untuk kasi).")
@click.option("--person", "person_id", type=click.UUID, metavar="ID_ORANG", help="Orang pemilik akun.")
@as_user
def add_user(
    office_code: str,
    name: str,
    full_name: str,
    role: str,
    section: str | None,
    person_id: UUID | None,
    username: str | None,
) -> None:
    """Tambah akun; setelah itu beri kata sandi dengan `user password`."""
    command = accounts.AddUser(
        username=name,
        name=full_name,
        role=Role(role),
        office=office_code,
        section=section,
        person_id=person_id,
    )
    with opened() as tracker:
        accounts.add(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Akun {name} ditambahkan; beri kata sandi: tindaklanjut user password {name}")


@user.command("list")
@of_office
@in_json
def list_users(office_code: str, as_json: bool) -> None:
    """Daftar akun satu kecamatan."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        if directory.office(connection, office_code) is None:
            raise NotFound(f"Kecamatan {office_code} tidak dikenal.", "office")
        found = directory.accounts(connection, office_code)
    if as_json:
        print_json(found)
        return
    rows = [
        (u.username, u.name, ROLE_NAMES[u.role], u.section, "nonaktif" if u.disabled else "") for u in found
    ]
    print_table(("Akun", "Nama", "Peran", "Bidang", ""), rows, nothing="Belum ada akun.")


@user.command("set-role")
@click.argument("name", metavar="AKUN")
@click.argument("role", type=_ROLE)
@click.option("--section", metavar="BIDANG", help="Kode bidang (wajib untuk kasi).")
@as_user
def set_role(name: str, role: str, section: str | None, username: str | None) -> None:
    """Ubah peran akun; berlaku sejak masuk berikutnya."""
    command = accounts.ChangeRole(username=name, role=Role(role), section=section)
    with opened() as tracker:
        accounts.change_role(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Peran {name}: {ROLE_NAMES[Role(role)]}.")


@user.command("disable")
@click.argument("name", metavar="AKUN")
@as_user
def disable_user(name: str, username: str | None) -> None:
    """Nonaktifkan akun; catatannya tetap ada."""
    with opened() as tracker:
        command = accounts.DisableUser(username=name)
        accounts.disable(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Akun {name} dinonaktifkan.")


@user.command("password")
@click.argument("name", metavar="AKUN")
@as_user
def set_password(name: str, username: str | None) -> None:
    """Beri kata sandi baru: ditanyakan di layar, atau satu baris dari masukan baku."""
    if sys.stdin.isatty():
        password = click.prompt("Kata sandi baru", hide_input=True, confirmation_prompt="Ulangi")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    with opened() as tracker:
        accounts.set_password(tracker, acting(tracker, username), name, password)
    click.echo(f"Kata sandi {name} diganti.")


@click.group()
def token() -> None:
    """Token API."""


@token.command("add")
@click.argument("name", metavar="AKUN")
@click.option("--expires", required=True, type=DAY, help="Berlaku sampai dengan tanggal ini.")
@click.option("--note", default="", help="Untuk apa.")
@as_user
def add_token(name: str, expires: date, note: str, username: str | None) -> None:
    """Terbitkan token untuk akun itu. Token hanya dicetak sekali, sekarang."""
    with opened() as tracker:
        user = accounts.find(tracker, name)
        if user is None:
            raise NotFound(f"Pengguna “{name}” tidak dikenal.", "username")
        zone = ZoneInfo(tracker.office(user.office).zone)
        until = datetime.combine(expires, time(23, 59, 59), zone)
        secret = accounts.issue_token(tracker, acting(tracker, username), name, until, note)
    click.echo(secret)
