"""`calendar …`: the office's working days."""

from datetime import date

import click

from tracker.application import calendars
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened
from tracker.domain.calendar import DayOff
from tracker.domain.period import FIRST_YEAR, LAST_YEAR

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_FARTHEST = 10_000
_MARKS = {"national": "nasional", "office": "kecamatan", "removed": "nasional, tetap hari kerja"}


@click.group()
def calendar() -> None:
    """Hari kerja: Senin–Jumat, selain libur nasional, cuti bersama, dan libur kecamatan sendiri."""


@calendar.command("add-working-days", context_settings={"ignore_unknown_options": True})
@click.argument("day", metavar="TANGGAL", type=DAY)
@click.argument("count", metavar="N", type=click.IntRange(-_FARTHEST, _FARTHEST))
@of_office
@in_json
def add_days(day: date, count: int, office_code: str, as_json: bool) -> None:
    """Tanggal yang terletak N hari kerja sesudah (atau sebelum, bila negatif) TANGGAL."""
    with opened() as tracker:
        office = tracker.office(office_code)
    try:
        result = office.calendar.add_working_days(day, count)
    except OverflowError:
        raise click.BadParameter("di luar jangkauan kalender", param_hint="N") from None
    if as_json:
        print_json({"date": result, "day": _DAYS[result.weekday()]})
        return
    click.echo(f"{result} ({_DAYS[result.weekday()]})")


@calendar.command("list")
@of_office
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Tahun (bawaan: tahun ini).")
@in_json
def list_days_off(office_code: str, year: int | None, as_json: bool) -> None:
    """Libur satu tahun: nasional, cuti bersama, dan tambahan kecamatan; juga libur yang tetap hari kerja."""
    with opened() as tracker:
        office = tracker.office(office_code)
        year = year or tracker.today(office).year
    off = [(one, "office" if one.own else "national") for one in office.calendar.days_off(year)]
    worked = [(one, "removed") for one in office.calendar.worked_holidays(year)]
    found = sorted(off + worked, key=lambda pair: pair[0].day)
    if as_json:
        print_json([_as_json(one, origin) for one, origin in found])
        return
    rows = [(one.day, _DAYS[one.day.weekday()], one.name, _MARKS[origin]) for one, origin in found]
    print_table(("Tanggal", "Hari", "Nama", "Libur"), rows, nothing="Tidak ada.")


@calendar.command("add")
@click.argument("day", metavar="TANGGAL", type=DAY)
@click.argument("name", metavar="NAMA")
@of_office
@click.option("--reason", default="", metavar="TEKS", help="Dasarnya, misalnya nomor surat edaran.")
@as_user
def add_day_off(day: date, name: str, office_code: str, reason: str, username: str | None) -> None:
    """Tambah hari libur kecamatan, misalnya: calendar add 2026-11-27 "Pemilihan kepala daerah"."""
    command = calendars.AddDayOff(office=office_code, day=day, name=name)
    with opened() as tracker:
        calendars.add_day_off(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"{day} ({_DAYS[day.weekday()]}) libur di kecamatan {office_code}.")


@calendar.command("remove")
@click.argument("day", metavar="TANGGAL", type=DAY)
@of_office
@click.option("--reason", required=True, metavar="TEKS", help="Alasan atau dasarnya.")
@as_user
def remove_day_off(day: date, office_code: str, reason: str, username: str | None) -> None:
    """Jadikan suatu hari libur hari kerja: libur kecamatan sendiri, atau libur nasional yang digeser."""
    command = calendars.RemoveDayOff(office=office_code, day=day)
    with opened() as tracker:
        calendars.remove_day_off(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"{day} ({_DAYS[day.weekday()]}) hari kerja di kecamatan {office_code}.")


def _as_json(one: DayOff, origin: str) -> dict[str, object]:
    return {"date": one.day, "day": _DAYS[one.day.weekday()], "name": one.name, "origin": origin}
