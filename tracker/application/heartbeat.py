"""The sign of life of what sends reminders, written at the end of each whole path: beat, broker, worker, database.

There is one for each queue of the broker. The web judges them, since what has stopped cannot say so.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.application.tracker import Tracker
from tracker.store.kept import heartbeat
from tracker.store.upsert import insert

TICK = "tick"
MAIL = "mail"
PATHS = (TICK, MAIL)

SILENT = timedelta(minutes=5)
"""They beat each minute: after this long, something on the path has stopped."""


def beat(tracker: Tracker, path: str, note: str = "") -> None:
    row = {"at": tracker.clock(), "note": note}
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(connection, heartbeat)
            .values(name=path, **row)
            .on_conflict_do_update(index_elements=[heartbeat.c.name], set_=row)
        )


def last_beats(connection: sa.Connection) -> Mapping[str, datetime | None]:
    """Of each path when it was last gone to its end; None: never."""
    found = {row.name: row.at for row in connection.execute(sa.select(heartbeat.c.name, heartbeat.c.at))}
    return {path: found.get(path) for path in PATHS}


def silent_since(connection: sa.Connection) -> datetime | None:
    """When the path that has been silent for longest was last gone; None where one never was."""
    beats = [at for at in last_beats(connection).values() if at is not None]
    return min(beats) if len(beats) == len(PATHS) else None
