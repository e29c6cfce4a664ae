"""What a command says that has nothing to send now: what waits, and until when."""

from collections.abc import Sequence

import click

from projections import directory
from tracker.application.next_outgoing import DAYS_AHEAD, next_outgoing
from tracker.application.tracker import Tracker
from tracker.web.format import moment, office_name

_MOST = 10
"""Offices that are told of; an installation of a whole kabupaten has more."""


def tell_what_waits(tracker: Tracker, code: str | None) -> None:
    """Of that office, or of each."""
    with tracker.views.connect() as connection:
        codes = [code] if code else [office.code for office in directory.offices(connection)]
    for line in _lines(tracker, codes[:_MOST]):
        click.echo(line)
    if len(codes) > _MOST:
        click.echo(
            f"… dan {len(codes) - _MOST} kecamatan lain; sebutkan satu dengan `reminders plan --office KODE`."
        )


def _lines(tracker: Tracker, codes: Sequence[str]) -> list[str]:
    lines = []
    for code in codes:
        office, coming = tracker.office(code), next_outgoing(tracker, code)
        if coming.at is None:
            told = f"tidak ada pengingat yang keluar dalam {DAYS_AHEAD} hari kerja ke depan"
        elif coming.closed:
            told = f"di luar jam kirim; {coming.reminders} pengingat menunggu sampai {moment(coming.at, office.zone)}"
        else:
            told = f"{coming.reminders} pengingat berikutnya keluar {moment(coming.at, office.zone)}"
        if coming.tried_at is not None:
            told += f"; {coming.queued} dalam antrean, dicoba mulai {moment(coming.tried_at, office.zone)}"
        lines.append(f"{office_name(office)}: {told}.")
    return lines
