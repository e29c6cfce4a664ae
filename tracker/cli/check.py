"""`check`: whether this installation is fit to run; each finding is a line, and any makes the answer no."""

import fcntl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click
import sqlalchemy as sa

from tracker.application.evidence_files import damaged
from tracker.application.tracker import Tracker
from tracker.bootstrap import is_demo
from tracker.cli.database_errors import database_errors
from tracker.cli.serve import LOCK
from tracker.cli.session import catch_up, opened, settings
from tracker.settings import Settings, SettingsError
from tracker.store.check import check_store
from tracker.store.errors import StoreError
from tracker.store.kept import dispatch, heartbeat

OLDEST_HEARTBEAT = timedelta(minutes=5)
OLDEST_UNFOLDED = timedelta(seconds=30)
FAILURES_SINCE = timedelta(days=7)


@click.command()
@click.option(
    "--running", is_flag=True, help="Hanya apakah bagian-bagiannya bekerja, tanpa menilai surat yang gagal."
)
@click.option(
    "--files", is_flag=True, help="Baca semua berkas bukti; tanpa pilihan ini seratus di antaranya."
)
def check(running: bool, files: bool) -> int:
    """Periksa apakah instalasi ini layak jalan: pengaturan, penyimpanan, data bacaan, pengingat, berkas bukti."""
    findings = list(_findings(only_running=running, every_file=files))
    for finding in findings:
        click.echo(finding)
    if not findings:
        click.echo("Semua baik.")
    return 1 if findings else 0


def _findings(*, only_running: bool, every_file: bool) -> Iterator[str]:
    try:
        given = settings()
        if given.embedded and not Path(given.database.removeprefix("sqlite:///")).exists():
            yield "Penyimpanan belum ada. Jalankan `tindaklanjut migrate` atau `tindaklanjut serve`."
            return
        problems = check_store(given.database)
        yield from problems
        if problems:
            return
        with opened(given) as tracker, database_errors():
            yield from _read_models(given, tracker)
            if not only_running:
                yield from _mail(given, tracker)
                yield from damaged(tracker, every=every_file)
            yield from _heartbeat(given, tracker)
    except SettingsError as error:
        yield str(error)
    except StoreError as error:
        yield f"Penyimpanan tidak dapat dipakai: {error}"


def _read_models(given: Settings, tracker: Tracker) -> Iterator[str]:
    """On one machine this command may fold what is missing itself; on a server that is the projector's work."""
    if given.embedded:
        catch_up(given, tracker)
    lag = tracker.views.lag()
    late = lag.oldest_unfolded is not None and tracker.clock() - lag.oldest_unfolded > OLDEST_UNFOLDED
    if lag.behind and late:
        yield f"Data bacaan tertinggal {lag.behind} peristiwa. Periksa apakah projector berjalan."
    if lag.parked:
        yield f"{lag.parked} peristiwa tertahan. Lihat `tindaklanjut projections parked`."


def _mail(given: Settings, tracker: Tracker) -> Iterator[str]:
    if given.smtp is None and not is_demo(tracker.kept):
        yield "Server surat belum diatur: pengingat tidak terkirim. Isi TINDAKLANJUT_SMTP."
    since = tracker.clock() - FAILURES_SINCE
    with tracker.kept.connect() as connection:
        failed = connection.scalar(
            sa.select(sa.func.count())
            .select_from(dispatch)
            .where(dispatch.c.state == "failed", dispatch.c.finished_at > since)
        )
    if failed:
        yield f"{failed} pengingat gagal terkirim dalam tujuh hari. Lihat `tindaklanjut reminders ledger ID`."


def _heartbeat(given: Settings, tracker: Tracker) -> Iterator[str]:
    now = tracker.clock()
    with tracker.kept.connect() as connection:
        beat: datetime | None = connection.scalar(sa.select(sa.func.min(heartbeat.c.at)))
    running = not given.embedded or _is_serving(given.home)
    if running and (beat is None or now - beat > OLDEST_HEARTBEAT):
        since = "belum pernah" if beat is None else f"terakhir {beat:%Y-%m-%d %H:%M} UTC"
        yield f"Pengirim pengingat tidak bekerja ({since}). Periksa beat, worker, dan Redis."


def _is_serving(home: Path) -> bool:
    """`serve` holds a lock on its home as long as it runs."""
    try:
        with (home / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
