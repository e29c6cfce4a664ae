"""`serve`, kept apart from the rest: its parent process must stay small."""

import os

import click

from tracker.cli.serve import serve
from tracker.settings import read_settings


@click.command("serve")
def serve_command() -> int:
    """Jalankan produk: sendirian di satu komputer, atau bagian web di server. Ctrl-C menghentikannya."""
    return serve(read_settings(os.environ))
