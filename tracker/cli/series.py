"""`series …`: the series of meetings of an office, and what their meetings left open."""

from datetime import date, timedelta

import click

from projections import directory, series
from tracker.application import offices
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.domain.errors import NotFound
from tracker.domain.series import RHYTHM_NAMES, Rhythm


@click.group("series")
def meeting_series() -> None:
    """Seri rapat."""


@meeting_series.command("add")
@of_office
@click.argument("code", metavar="KODE")
@click.argument("title", metavar="NAMA")
@click.option("--rhythm", type=click.Choice([r.value for r in Rhythm]), default="bulanan", show_default=True)
@click.option("--section", metavar="BIDANG", help="Kode bidangnya; tanpa ini seluruh kecamatan.")
@as_user
def add_series(
    office_code: str, code: str, title: str, rhythm: str, section: str | None, username: str | None
) -> None:
    """Tambah seri rapat, misalnya: series add rakor_bulanan "Rapat koordinasi bulanan" --office 35.09.31."""
    command = offices.AddSeries(
        office=office_code, code=code, title=title, section=section, rhythm=Rhythm(rhythm)
    )
    with opened() as tracker:
        offices.add_series(tracker, acting(tracker, username), asked(), command)
    click.echo(f"Seri rapat {code} ditambahkan.")


@meeting_series.command("list")
@of_office
@in_json
def list_series(office_code: str, as_json: bool) -> None:
    """Daftar seri rapat, dengan rapat terakhir, rapat berikutnya, dan yang masih terbuka."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        office = directory.office(connection, office_code)
        if office is None:
            raise NotFound(f"Kecamatan {office_code} tidak dikenal.", "office")
        overviews = series.overviews(connection, office_code, tracker.today(office))
    rows = [(one, overviews.get(one.code, series.NO_MEETING)) for one in office.series.values()]
    if as_json:
        print_json([{"series": one, "overview": overview} for one, overview in rows])
        return
    print_table(
        ("Seri", "Nama", "Irama", "Rapat terakhir", "Berikutnya", "Terbuka"),
        [
            (
                one.code,
                one.title,
                RHYTHM_NAMES[one.rhythm],
                overview.last_held or "–",
                overview.next_planned or "–",
                overview.open,
            )
            for one, overview in rows
        ],
        nothing="Belum ada seri rapat.",
    )


@meeting_series.command("open")
@of_office
@click.argument("code", metavar="KODE")
@click.option("--before", type=DAY, help="Menurut rapat sebelum tanggal ini (bawaan: besok).")
@in_json
def open_items(office_code: str, code: str, before: date | None, as_json: bool) -> None:
    """Yang masih terbuka dari rapat-rapat satu seri, dan berapa kali dibawa."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        office = directory.office(connection, office_code)
        if office is None:
            raise NotFound(f"Kecamatan {office_code} tidak dikenal.", "office")
        office.series_of(code)
        day = before or tracker.today(office) + timedelta(days=1)
        found = series.open_from_earlier(connection, office_code, code, day)
        left_off = series.open_left_off(connection, office_code, code, day, len(found))
    if left_off:
        click.echo(f"Masih {left_off} lagi, tidak ditampilkan di sini.", err=True)
    if as_json:
        print_json(found)
        return
    print_table(
        ("Tindak lanjut", "Penanggung jawab", "Batas waktu", "Dari rapat", "Dibawa"),
        [
            (
                one.follow_up.text,
                one.follow_up.in_charge.name if one.follow_up.in_charge else "belum ditetapkan",
                one.follow_up.due_on or "–",
                one.follow_up.agreed_on,
                f"{one.times} kali" + (", dilewati" if one.skipped else ""),
            )
            for one in found
        ],
        nothing="Tidak ada yang masih terbuka.",
    )
