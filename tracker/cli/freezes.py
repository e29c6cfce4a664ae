"""`freeze …`: penetapan capaian: proposed by the Kasubbag Perencanaan, decided by whoever is Camat that day (`--as`)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from tracker.application import freezes as use
from tracker.application.actor import Actor
from tracker.application.command import Answer
from tracker.application.freeze_figures import compared
from tracker.application.report_records import freeze_record
from tracker.application.tracker import Tracker
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened_for_reading
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, period
from tracker.domain.period_freeze import STAGE_NAMES

F = TypeVar("F", bound=Callable[..., Any])

_YEAR = click.IntRange(FIRST_YEAR, LAST_YEAR)
_REASON = click.option("--reason", required=True, metavar="TEKS", help="Alasan.")


def _of_period(command: F) -> F:
    for option in (
        as_user,
        click.option("--cumulative", is_flag=True, help="Dari Januari sampai akhir periode itu."),
        click.option(
            "--period", "code", metavar="PERIODE", help="TW1–TW4, S1, S2 atau 01–12 (bawaan: setahun)."
        ),
        click.option("--year", required=True, type=_YEAR, help="Tahun."),
        of_office,
    ):
        command = option(command)
    return command


@click.group()
def freeze() -> None:
    """Penetapan capaian suatu periode."""


@freeze.command("list")
@of_office
@click.option("--year", type=_YEAR, help="Tahun (bawaan: semua).")
@as_user
@in_json
def list_freezes(office_code: str, year: int | None, username: str | None, as_json: bool) -> None:
    """Periode yang pernah diusulkan, keadaannya, dan selisihnya sejak ditetapkan."""
    with opened_for_reading() as tracker:
        actor = acting(tracker, username)
        found = compared(tracker, actor, use.freezes(tracker, actor, office_code, year))
    if as_json:
        print_json([freeze_record(one, figures) for one, figures in found])
        return
    rows = [
        (
            one.period.label,
            STAGE_NAMES[one.stage],
            one.confirmation.confirmed_on if one.confirmation else None,
            figure.figure.code,
            figure.sentence,
        )
        for one, figures in found
        for figure in figures
    ]
    head = ("Periode", "Keadaan", "Ditetapkan", "Indikator", "Angka")
    print_table(head, rows, nothing="Belum ada periode yang diusulkan.")


@freeze.command("propose")
@_of_period
@click.option("--cut-off", type=DAY, help="Tindak lanjut s.d. tanggal (bawaan: akhir periode).")
def propose(
    office_code: str,
    year: int,
    code: str | None,
    cumulative: bool,
    username: str | None,
    cut_off: date | None,
) -> None:
    """Usulkan kepada Camat (Kasubbag Perencanaan)."""
    told = period(year, code, cumulative=cumulative)
    command = use.of_period(use.Propose, office_code, told, cut_off=cut_off)
    _carry(
        username, lambda tracker, actor: use.propose(tracker, actor, asked(), command), command, "diusulkan"
    )


@freeze.command("take-back")
@_of_period
@_REASON
def take_back(
    office_code: str, year: int, code: str | None, cumulative: bool, username: str | None, reason: str
) -> None:
    """Tarik kembali usulan yang belum diputuskan, dengan alasan (Kasubbag Perencanaan)."""
    command = use.of_period(use.TakeBack, office_code, period(year, code, cumulative=cumulative))
    frame = asked(reason)
    _carry(
        username,
        lambda tracker, actor: use.take_back(tracker, actor, frame, command),
        command,
        "ditarik kembali",
    )


@freeze.command("confirm")
@_of_period
@click.option("--document", default="", metavar="NOMOR", help="Nomor keputusan atau berita acara.")
def confirm(
    office_code: str, year: int, code: str | None, cumulative: bool, username: str | None, document: str
) -> None:
    """Tetapkan usulan (Camat, Plt. atau Plh.)."""
    told = period(year, code, cumulative=cumulative)
    command = use.of_period(use.Confirm, office_code, told, document=document)
    _carry(
        username, lambda tracker, actor: use.confirm(tracker, actor, asked(), command), command, "ditetapkan"
    )


@freeze.command("return")
@_of_period
@_REASON
def return_(
    office_code: str, year: int, code: str | None, cumulative: bool, username: str | None, reason: str
) -> None:
    """Kembalikan usulan dengan alasan (Camat)."""
    command = use.of_period(use.Return, office_code, period(year, code, cumulative=cumulative))
    frame = asked(reason)
    _carry(
        username, lambda tracker, actor: use.return_(tracker, actor, frame, command), command, "dikembalikan"
    )


@freeze.command("reopen")
@_of_period
@_REASON
def reopen(
    office_code: str, year: int, code: str | None, cumulative: bool, username: str | None, reason: str
) -> None:
    """Buka kembali capaian yang sudah ditetapkan, dengan alasan (Camat)."""
    command = use.of_period(use.Reopen, office_code, period(year, code, cumulative=cumulative))
    frame = asked(reason)
    _carry(
        username, lambda tracker, actor: use.reopen(tracker, actor, frame, command), command, "dibuka kembali"
    )


def _carry(
    username: str | None, carry: Callable[[Tracker, Actor], Answer], command: use.PeriodCommand, done: str
) -> None:
    """With the read models at the log's end: a proposal freezes the figures of the whole log."""
    with opened_for_reading() as tracker:
        carry(tracker, acting(tracker, username))
    told = period(command.year, command.period, cumulative=command.cumulative)
    click.echo(f"Capaian {told.label} {done}.")
