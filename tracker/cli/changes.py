"""`changes`: why a figure is another than at an earlier instant."""

from typing import Any

import click

from tracker.application import figure_changes
from tracker.application.figure_records import changes_record
from tracker.application.figures import value_text
from tracker.cli.options import instant, of_office
from tracker.cli.printing import print_json
from tracker.cli.question import asks, question_of
from tracker.cli.session import acting, opened_for_reading
from tracker.cli.telling import print_history
from tracker.domain.comparison import COURSE_NAMES


@click.command()
@click.argument("code", metavar="INDIKATOR")
@of_office
@click.option(
    "--since", required=True, metavar="WAKTU", help="Keadaan awal; akhirnya --as-of (bawaan: sekarang)."
)
@asks
def changes(
    code: str, office_code: str, since: str, username: str | None, as_json: bool, **options: Any
) -> None:
    """Penyebab perubahan satu angka: kegiatan yang masuk, keluar, terpenuhi atau mundur, dan peristiwanya."""
    with opened_for_reading() as tracker:
        office = tracker.office(office_code)
        question = question_of(tracker, office_code, office.zone, **options)
        earlier = instant(since, office.zone, tracker.clock(), "--since")
        found = figure_changes.changes(tracker, acting(tracker, username), code, question, earlier)
    if as_json:
        print_json(changes_record(found))
        return
    click.echo(f"{code}: {value_text(found.before)} → {value_text(found.after)}")
    if found.stated:
        click.echo("\nKetentuan yang berubah:")
        print_history(found.stated, office)
    for change in found.changes:
        difference = change.difference
        click.echo(
            f"\n{change.title}: {COURSE_NAMES[difference.course]}"
            f" (pembilang {difference.numerator:+d}, penyebut {difference.denominator:+d})"
        )
        print_history(change.events, office)
    if not found.changes:
        click.echo("Tidak ada kegiatan yang mengubah angka ini.")
