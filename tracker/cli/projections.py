"""`projections …`: how far the read models are, filling them anew, and events that cannot be folded."""

import sys

import click
import msgspec

from projections.registry import READ_MODELS
from tracker.application.tracker import local_day
from tracker.bootstrap import open_projector
from tracker.cli.options import as_user, in_json
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading, settings
from tracker.domain.errors import Conflict, Forbidden, NotFound
from tracker.store.envelope import Context
from tracker.store.errors import VersionConflict


@click.group()
def projections() -> None:
    """Data bacaan: tabel yang disusun dari log."""


@projections.command("list")
@in_json
def list_projections(as_json: bool) -> None:
    """Data bacaan yang ada, dan seberapa mutakhir."""
    with opened_for_reading() as tracker:
        lag = tracker.views.lag()
        position = tracker.views.position()
    names = [model.name for model in READ_MODELS]
    if as_json:
        print_json({"projections": names, "position": position} | msgspec.structs.asdict(lag))
        return
    click.echo(
        f"Generasi {lag.generation}, posisi {position}, tertinggal {lag.behind}, tertahan {lag.parked}"
    )
    click.echo("\n".join(names))


@projections.command("rebuild")
def rebuild() -> None:
    """Susun ulang semua data bacaan dari log; yang lama tetap dibaca sampai yang baru selesai."""
    given = settings()
    with opened(given) as tracker:
        engine = open_projector(given, tracker)
        try:
            number = engine.rebuild(_progress)
        finally:
            engine.close()
    if sys.stderr.isatty():
        click.echo("", err=True)
    click.echo(f"Data bacaan disusun ulang: generasi {number}.")


def _progress(position: int, end: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{position} dari {end} peristiwa", nl=False, err=True)


@projections.group("parked", invoke_without_command=True)
@in_json
@click.pass_context
def parked(context: click.Context, as_json: bool) -> None:
    """Peristiwa yang tidak dapat dibaca, dan yang menunggu di belakangnya."""
    if context.invoked_subcommand is not None:
        return
    with opened_for_reading() as tracker:
        found = tracker.views.parked()
    if as_json:
        print_json(found)
        return
    rows = [(p.position, p.stream, p.version, p.topic, p.error or "menunggu") for p in found]
    print_table(("Posisi", "Aliran", "Versi", "Topik", "Sebab"), rows, nothing="Tidak ada yang tertahan.")


@parked.command("skip")
@click.argument("position", metavar="POSISI", type=click.IntRange(min=1))
@click.option("--reason", required=True, help="Mengapa peristiwa itu boleh dilewati.")
@as_user
def skip(position: int, reason: str, username: str | None) -> None:
    """Lewati satu peristiwa yang tertahan; keputusan itu sendiri tercatat di log."""
    given = settings()
    with opened(given) as tracker:
        actor = acting(tracker, username)
        if actor.role is not None:
            raise Forbidden("Hanya operator yang dapat melewati peristiwa: log itu milik semua kecamatan.")
        engine = open_projector(given, tracker)
        try:
            engine.catch_up(60.0)
            found = next((p for p in tracker.views.parked() if p.position == position), None)
            if found is None or found.error is None:
                raise NotFound(f"Peristiwa di posisi {position} tidak sedang tertahan.", "position")
            request_id = asked().request_id
            by = Context(
                actor=actor.username,
                via="cli",
                request_id=request_id,
                correlation_id=request_id,
                reason=reason,
            )
            engine.skip(found, by, local_day(tracker.clock(), "Asia/Jakarta"))
            engine.catch_up(60.0)
        except VersionConflict as error:
            raise Conflict(f"Peristiwa di posisi {position} sudah dilewati.") from error
        finally:
            engine.close()
    click.echo(f"Peristiwa di posisi {position} dilewati.")
