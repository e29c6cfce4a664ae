"""`worker` and `beat`: the parts of a server that send reminders."""

import os
from collections.abc import Callable

import click

from tracker.cli.database_errors import database_errors
from tracker.settings import Settings, SettingsError, read_settings
from workers.process import run_beat, run_worker


@click.command()
def worker() -> int:
    """Jalankan pengirim pengingat (bentuk server: PostgreSQL dan Redis)."""
    return _run(run_worker)


@click.command()
def beat() -> int:
    """Jalankan penjadwal pengingat (bentuk server: PostgreSQL dan Redis)."""
    return _run(run_beat)


def _run(part: Callable[[Settings], int]) -> int:
    given = read_settings(os.environ)
    if given.embedded:
        raise SettingsError(
            "TINDAKLANJUT_REDIS belum diisi; tanpa Redis, `serve` sudah menjalankan semuanya."
        )
    with database_errors():
        return part(given)
