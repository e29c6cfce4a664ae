"""A record's history on the command line: one line for each event, with its details; or the stored events as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import click
import msgspec
from sqlalchemy import Connection

from projections import timeline
from projections.timeline import Entry
from tracker.domain.office import Office
from tracker.store.known_events import KNOWN_EVENTS
from tracker.web.sentences import tell

_PAGE = 500


def entries_of(connection: Connection, record: UUID) -> Iterator[Entry]:
    """In the order of the log."""
    after = 0
    while True:
        entries = timeline.of(connection, [record], after=after, limit=_PAGE)
        yield from entries
        if len(entries) < _PAGE:
            return
        after = entries[-1].position


def entry_record(entry: Entry) -> dict[str, Any]:
    record = msgspec.structs.asdict(entry)
    del record["body"]
    return record | {"data": msgspec.json.decode(entry.body)["data"]}


def print_history(entries: Iterable[Entry], office: Office) -> None:
    mapping = KNOWN_EVENTS
    zone = ZoneInfo(office.zone)
    for entry in entries:
        told = tell(mapping.decode(entry.topic, entry.body).data, office)
        behalf = f" ({entry.on_behalf_of})" if entry.on_behalf_of else ""
        click.echo(
            f"{entry.recorded_at.astimezone(zone):%Y-%m-%d %H.%M}  {entry.actor}{behalf} {told.sentence}"
        )
        details = [*told.details, *((("Alasan", entry.reason),) if entry.reason else ())]
        for label, text in details:
            click.echo(f"    {label}: {text}")
