"""`check`: whether this installation is fit to run; each finding is a line, and any makes the answer no."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.application import audit
from tracker.application.audit import Finding
from tracker.application.evidence_files import damaged
from tracker.application.tracker import Tracker
from tracker.bootstrap import is_demo
from tracker.cli.database_errors import database_errors
from tracker.cli.serve import LOCK
from tracker.cli.session import catch_up, opened, settings
from tracker.settings import Settings, SettingsError
from tracker.store.check import check_store
from tracker.store.errors import StoreError


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
            for finding in _audited(given, tracker, only_running=only_running):
                yield finding.text
            if not only_running:
                if given.smtp is None and not is_demo(tracker.kept):
                    yield "Server surat belum diatur: pengingat tidak terkirim. Isi TINDAKLANJUT_SMTP."
                yield from damaged(tracker, every=every_file)
    except SettingsError as error:
        yield str(error)
    except StoreError as error:
        yield f"Penyimpanan tidak dapat dipakai: {error}"


def _audited(given: Settings, tracker: Tracker, *, only_running: bool) -> Iterator[Finding]:
    """What the auditor of a running product says.

    On one machine this command may fold what is missing itself, and where nobody serves, nobody is to send.
    """
    if given.embedded:
        catch_up(given, tracker)
    yield from audit.read_models(tracker)
    if not given.embedded or _is_serving(given.home):
        yield from audit.at_work(tracker)
        if not only_running:
            yield from audit.sending(tracker)
    if not only_running:
        yield from audit.given_up(tracker)


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
