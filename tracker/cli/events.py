"""`events …`: the log itself, as it is stored."""

import time
from typing import Any

import click
import msgspec

from tracker.cli.printing import print_json
from tracker.cli.session import opened
from tracker.domain.errors import NotFound
from tracker.store.event_log import Row

_POLL_SECONDS = 0.5
_PAGE = 1000
_LAST = 2**63 - 1


@click.group()
def events() -> None:
    """Log peristiwa, seperti tersimpan."""


@events.command("show")
@click.argument("position", metavar="POSISI", type=click.IntRange(1, _LAST))
@click.option("--json", is_flag=True, expose_value=False, help="Selalu begitu.")
def show(position: int) -> None:
    """Satu peristiwa selengkapnya, sebagai JSON."""
    with opened() as tracker:
        rows = tracker.store.read_raw(position - 1, 1)
    if not rows or rows[0].position != position:
        raise NotFound(f"Tidak ada peristiwa di posisi {position}.", "position")
    print_json(_record(rows[0]))


@events.command("tail")
@click.option("-n", "count", type=click.IntRange(0, _LAST), default=20, show_default=True)
@click.option("-f", "--follow", is_flag=True, help="Terus tampilkan yang baru, sampai Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Satu JSON per baris.")
def tail(count: int, follow: bool, as_json: bool) -> None:
    """Peristiwa terakhir."""
    with opened() as tracker:
        after = max(0, tracker.store.head() - count)
        while True:
            rows = tracker.store.read_raw(after, _PAGE)
            for row in rows:
                click.echo(msgspec.json.encode(_record(row)).decode() if as_json else _line(row))
                after = row.position
            if len(rows) < _PAGE:
                if not follow:
                    return
                time.sleep(_POLL_SECONDS)


def _record(row: Row) -> dict[str, Any]:
    return {
        "position": row.position,
        "stream": row.stream,
        "version": row.version,
        "topic": row.topic,
        "recorded_at": row.recorded_at,
        "body": msgspec.Raw(row.body),
    }


def _line(row: Row) -> str:
    return f"{row.position:>8}  {row.recorded_at:%Y-%m-%d %H:%M:%S}Z  {row.topic:<34} {row.stream}"
