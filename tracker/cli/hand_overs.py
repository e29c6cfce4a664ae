"""`hand-over`: all open follow-ups of a position or body go to another, in one go."""

import click

from tracker.application import hand_overs
from tracker.application.permissions import Action, require
from tracker.cli.options import as_user, in_json, of_office
from tracker.cli.printing import print_json
from tracker.cli.session import acting, asked, opened_for_reading
from tracker.domain.errors import NotFound
from tracker.domain.office import Office


@click.command("hand-over")
@of_office
@click.argument("giver", metavar="DARI")
@click.argument("taker", metavar="KEPADA")
@click.option("--reason", required=True, metavar="ALASAN", help="Misalnya: mutasi, SK nomor sekian.")
@in_json
@as_user
def hand_over(
    office_code: str, giver: str, taker: str, reason: str, as_json: bool, username: str | None
) -> None:
    """Serah terima tugas: semua tindak lanjut terbuka milik DARI menjadi milik KEPADA (kode jabatan atau pihak)."""
    with opened_for_reading() as tracker:
        actor = acting(tracker, username)
        require(actor, Action.HAND_OVER, office_code)
        office = tracker.office(office_code)
        from_kind, to_kind = _kind(office, giver, "from"), _kind(office, taker, "to")
        with tracker.views.connect() as connection:
            number = len(hand_overs.basket(connection, office_code, office.in_charge(from_kind, giver)))
        command = hand_overs.HandOver(
            office=office_code,
            giver_kind=from_kind,
            giver_code=giver,
            taker_kind=to_kind,
            taker_code=taker,
            expected=number or None,
        )
        answer = hand_overs.hand_over(tracker, actor, asked(reason), command)
    if as_json:
        print_json({"id": answer.id, "position": answer.position, "follow_ups": number})
    else:
        click.echo(f"{number} tindak lanjut diserahterimakan dari {giver} kepada {taker}.")


def _kind(office: Office, code: str, field: str) -> str:
    if code in office.positions:
        return "position"
    if code in office.bodies:
        return "body"
    raise NotFound(f"“{code}” bukan kode jabatan atau pihak di kecamatan ini.", field)
