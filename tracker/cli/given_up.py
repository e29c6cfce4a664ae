"""`reminders failed` and `reminders retry`: what was given up, and asking for it again."""

from uuid import UUID

import click

from tracker.application import given_up
from tracker.application.given_up import GivenUp, Retry
from tracker.cli.options import as_user, in_json
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened
from tracker.domain.matter import TASK_NAMES
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.web.format import moment

_PAGE = 500


@click.command("failed")
@click.option("--office", "office_code", metavar="KODE", help="Hanya kecamatan ini.")
@in_json
def failed(office_code: str | None, as_json: bool) -> None:
    """Pengingat yang gagal dan tidak dicoba lagi, yang terbaru dahulu."""
    found: list[GivenUp] = []
    with opened() as tracker:
        after: str | None = None
        while True:
            page = given_up.given_up(tracker, office_code, after, _PAGE)
            found += page.rows
            after = page.next
            if after is None:
                break
        offices = {code: tracker.office(code) for code in {row.office for row in found}}
    if as_json:
        print_json(found)
        return
    rows = [
        (
            "–" if row.finished_at is None else moment(row.finished_at, offices[row.office].zone),
            row.office,
            "–" if row.person_id is None else offices[row.office].people.get(row.person_id, "–"),
            TASK_NAMES[row.task] if row.step == "waiting" else STEP_NAMES[row.step],
            row.error,
            row.key,
        )
        for row in found
    ]
    head = ("Waktu", "Kecamatan", "Kepada", "Pengingat", "Sebab", "Kunci")
    print_table(head, rows, nothing="Tidak ada pengingat yang gagal.")


@click.command("retry")
@click.argument("key", metavar="KUNCI", type=click.UUID)
@as_user
def retry(key: UUID, username: str | None) -> None:
    """Coba lagi pengingat yang gagal; KUNCI ada pada `reminders failed`."""
    with opened() as tracker:
        given_up.retry(tracker, acting(tracker, username), asked(), Retry(key=key))
    click.echo("Dicoba lagi pada putaran berikutnya, paling lambat satu menit lagi.")
