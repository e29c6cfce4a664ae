"""`calendar …`: the office's working days."""

from datetime import date

import click

from tracker.cli.options import DAY, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import opened

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_FARTHEST = 10_000


@click.group()
def calendar() -> None:
    """Hari kerja: Senin–Jumat, selain libur nasional dan cuti bersama."""


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
@click.option("--year", type=click.IntRange(2000, 2100), help="Tahun (bawaan: tahun ini).")
@in_json
def list_days_off(office_code: str, year: int | None, as_json: bool) -> None:
    """Libur nasional dan cuti bersama satu tahun."""
    with opened() as tracker:
        office = tracker.office(office_code)
        year = year or tracker.today(office).year
    days = [off.day for off in office.calendar.days_off(year)]
    if as_json:
        print_json(days)
        return
    print_table(("Tanggal", "Hari"), [(day, _DAYS[day.weekday()]) for day in days], nothing="Tidak ada.")
