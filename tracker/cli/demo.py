"""`demo`: the two seed offices with invented data, so that the product can be tried at once."""

from datetime import timedelta

import click
import msgspec

from tracker.application import seeding
from tracker.bootstrap import set_up
from tracker.cli.session import database_errors, opened, settings
from tracker.domain.role import ROLE_NAMES
from tracker.settings import Settings
from tracker.store import kept


@click.command()
@click.option("--empty", is_flag=True, help="Kecamatan, indikator dan akun saja, tanpa kegiatan.")
def demo(empty: bool) -> None:
    """Muat Kecamatan Sumberjambe dan Gucialit dengan data contoh. Mengulanginya tidak mengubah apa pun."""
    given = settings()
    if given.embedded:
        set_up(given)
    if _is_loaded(given, empty=empty):
        click.echo("Data contoh sudah dimuat; tidak ada yang diubah.")
    else:
        _load(given, empty=empty)
    _print_accounts()


def _is_loaded(given: Settings, *, empty: bool) -> bool:
    tables = kept.open_engine(given.database)
    try:
        with database_errors():
            state = seeding.loaded(tables)
    finally:
        tables.dispose()
    return state == seeding.FULL or (empty and state == seeding.EMPTY)


def _load(given: Settings, *, empty: bool) -> None:
    # The clock may be shifted in a demo home only: so the home is marked as one under the true clock.
    with opened(msgspec.structs.replace(given, clock_offset=timedelta())) as tracker:
        seeding.mark_home(tracker)
    with opened(given) as tracker:
        before = tracker.store.head()
        seeding.load(tracker, empty=empty)
        count = tracker.store.head() - before
    click.echo(f"Data contoh dimuat: {count} peristiwa. Nama orang dan kegiatannya rekaan, bukan data sebenarnya.")


def _print_accounts() -> None:
    click.echo(f"\nAkun contoh (kata sandi semuanya: {seeding.DEMO_PASSWORD})")
    for office, person in seeding.demo_accounts():
        role = ROLE_NAMES[person.role] if person.role else ""
        click.echo(f"  {person.username:<32} {role}, Kecamatan {office}")
