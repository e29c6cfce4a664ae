"""`projector`: folds the log into the read models, and tells the web processes what changed (server form)."""

import json
import signal
from types import FrameType

import click
from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from tracker.bootstrap import open_projector
from tracker.cli.session import opened, settings
from tracker.settings import SettingsError

CHANNEL = "tindaklanjut:changes"


@click.command()
def projector() -> None:
    """Susun data bacaan dari log terus-menerus (bentuk server). SIGTERM atau Ctrl-C menghentikannya."""
    given = settings()
    if given.redis is None:
        raise SettingsError(
            "TINDAKLANJUT_REDIS belum diisi; tanpa Redis, `serve` sudah menjalankan semuanya."
        )
    if given.database_owner is None:
        raise SettingsError(
            "TINDAKLANJUT_DATABASE_OWNER belum diisi: projector bekerja sebagai pemilik tabel."
        )
    redis = Redis.from_url(
        given.redis,
        socket_timeout=2,
        socket_connect_timeout=2,
        health_check_interval=30,
        retry=Retry(ExponentialBackoff(cap=0.5, base=0.05), 2),
    )
    with opened(given) as tracker:
        engine = open_projector(given, tracker)

        def announce(offices: frozenset[str], position: int) -> None:
            message = json.dumps({"offices": sorted(offices), "position": position})
            try:
                redis.publish(CHANNEL, message)
            except RedisError as error:
                # Pages then show the change at their next request: folding must never wait for Redis.
                click.echo(f"Redis tidak menerima pemberitahuan: {error}", err=True)

        def stop(signum: int, frame: FrameType | None) -> None:
            engine.stop()

        engine.on_commit(announce)
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        click.echo("Penyusun data bacaan berjalan.", err=True)
        engine.run()
    redis.close()
