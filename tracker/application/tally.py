"""How many reminders were planned, and what became of them, since the installation began: the same from any process.

Counted in the transaction that changes `dispatch`, and there last, since all who count wait for one another.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from tracker.store.kept import tally
from tracker.store.upsert import insert

PLANNED = "planned"
SENT = "sent"
LATE = "late"
FAILED = "failed"
SUPPRESSED = "suppressed"
NAMES = (PLANNED, SENT, LATE, FAILED, SUPPRESSED)


def add(connection: sa.Connection, counts: Mapping[str, int]) -> None:
    """In the order of the names, so that two who count never wait for each other crosswise."""
    rows = [{"name": name, "count": count} for name, count in sorted(counts.items()) if count]
    if not rows:
        return
    statement = insert(connection, tally).values(rows)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[tally.c.name], set_={"count": tally.c.count + statement.excluded.count}
        )
    )


def read(connection: sa.Connection) -> Mapping[str, int]:
    found = {row.name: row[1] for row in connection.execute(sa.select(tally.c.name, tally.c.count))}
    return {name: found.get(name, 0) for name in NAMES}
