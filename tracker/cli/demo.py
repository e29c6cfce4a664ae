"""`demo`: the two seed offices with invented data, so that the product can be tried at once."""

import os
from pathlib import Path

import click

from tracker.application.demo_home import EMPTY, FULL, loaded
from tracker.cli.database_errors import database_errors
from tracker.settings import Settings, read_settings
from tracker.store import kept


@click.command()
@click.option("--empty", is_flag=True, help="Kecamatan, indikator dan akun saja, tanpa kegiatan.")
def demo(empty: bool) -> None:
    """Muat Kecamatan Sumberjambe dan Gucialit dengan data contoh. Mengulanginya tidak mengubah apa pun."""
    given = read_settings(os.environ)
    if _is_loaded(given, empty=empty):
        click.echo("Data contoh sudah dimuat; tidak ada yang diubah.")
    else:
        # The use cases are loaded for this alone: a demo that is there already answers at once.
        from tracker.cli.demo_loading import load_demo  # noqa: PLC0415

        click.echo("Memuat data contoh …")
        count = load_demo(given, empty=empty)
        click.echo(f"Data contoh dimuat: {count} peristiwa.")
    click.echo("Nama orang, kegiatan, dan angkanya rekaan, bukan data sebenarnya.")
    click.echo("Alamat dan akun contohnya tertulis begitu `tindaklanjut serve` siap.")


def _is_loaded(given: Settings, *, empty: bool) -> bool:
    """Only an embedded home can be looked into before it is opened; a server's demo is asked of its use cases."""
    if not given.embedded or not Path(given.database.removeprefix("sqlite:///")).exists():
        return False
    tables = kept.open_engine(given.database)
    try:
        with database_errors(), tables.connect() as connection:
            state = loaded(connection)
    finally:
        tables.dispose()
    return state == FULL or (empty and state == EMPTY)
