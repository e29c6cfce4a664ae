"""Many rounds of each form: `python -m tests.faults` (`make soak`). Ends with 1 where anything was not as it must be."""

import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from random import randrange
from tempfile import TemporaryDirectory

import click
import psycopg

from tests.faults.campaign import Campaign
from tests.faults.forms import FORMS, Form
from tests.faults.installation import installed
from tests.faults.report import Soak, written
from tests.support.postgres_server import PostgresServer
from tests.support.redis_server import redis_binary

_OF_ONE_INSTALLATION = 10
"""Rounds, each eleven minutes of the office's day after the one before."""


@click.command()
@click.option("--rounds", default=100, show_default=True, help="Of each form.")
@click.option("--minutes", default=24 * 60.0, help="After so many, no round begins any more.")
@click.option("--seed", type=int, help="Of the first round; each next one has the next seed. Else random.")
@click.option("--form", "only", type=click.Choice([*FORMS]), help="One form alone.")
@click.option("--report", type=click.Path(path_type=Path), help="The file to write the report to.")
def soak(rounds: int, minutes: float, seed: int | None, only: str | None, report: Path | None) -> None:
    """The forms side by side: each waits much, and is disturbed the more."""
    first = randrange(1_000_000) if seed is None else seed
    seeds, until = range(first, first + rounds), time.monotonic() + minutes * 60
    forms = [FORMS[only]] if only else [*FORMS.values()]
    with ThreadPoolExecutor() as threads:
        soaks = [*threads.map(lambda form: _soaked(form, seeds, until), forms)]
    page = written(soaks, _surroundings())
    if report is not None:
        report.write_text(page)
    click.echo(page)
    sys.exit(any(soak.amiss for soak in soaks))


def _soaked(form: Form, seeds: range, until: float) -> Soak:
    soak, left, began = Soak(form), [*seeds], time.monotonic()
    with ExitStack() as servers:
        superuser_url = servers.enter_context(_postgres()) if form.on_postgres else None
        while left and time.monotonic() < until:
            with (
                TemporaryDirectory() as folder,
                installed(form, Path(folder), superuser_url) as installation,
            ):
                campaign = Campaign(installation)
                seed = left[0]
                try:
                    for seed in left[:_OF_ONE_INSTALLATION]:
                        left.remove(seed)
                        soak.rounds.append(campaign.round(seed))
                        if time.monotonic() > until:
                            break
                    campaign.catch_up_after(days=3)
                    soak.catch_ups += 1
                except Exception as error:  # noqa: BLE001 - whatever it is, this round has shown it
                    soak.amiss.append(f"{form.name}, seed {seed}: {str(error).partition('---')[0]}")
                    click.echo(error)
                soak.verdicts.append(campaign.verdict)
                soak.waited += campaign.waited
    soak.seconds = time.monotonic() - began
    return soak


@contextmanager
def _postgres() -> Iterator[str]:
    """The superuser's URL. PostgreSQL's own user must reach its folder."""
    with TemporaryDirectory(prefix="tindaklanjut-test-") as folder:
        server = PostgresServer(Path(folder))
        server.start()
        try:
            yield server.superuser_url
        finally:
            server.stop()


def _surroundings() -> str:
    with _postgres() as url, psycopg.connect(url) as connection:
        postgres = connection.info.parameter_status("server_version")
    redis = subprocess.run([redis_binary(), "--version"], capture_output=True, text=True, check=True).stdout
    return (
        f"Tindak Lanjut {version('tindaklanjut')}, Python {platform.python_version()}, Celery {version('celery')}, "
        f"kombu {version('kombu')}, Redis {redis.partition('v=')[2].split()[0]}, PostgreSQL {postgres}, "
        f"SQLite {sqlite3.sqlite_version}; {os.cpu_count()} processors, load {os.getloadavg()[2]:.1f} (mean of 15 minutes)."
    )


if __name__ == "__main__":
    soak()
