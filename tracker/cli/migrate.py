"""`migrate`: makes the store, or completes it, with the owner's rights."""

import click

from tracker.bootstrap import set_up
from tracker.cli.database_errors import database_errors
from tracker.cli.session import settings


@click.command()
def migrate() -> None:
    """Buat atau lengkapi penyimpanan. Mengulanginya tidak mengubah apa pun."""
    with database_errors():
        set_up(settings())
    click.echo("Penyimpanan siap.")
