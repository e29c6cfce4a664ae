"""Work that one process does at a time, by a row in the database: taken over when its holder has not been heard of.

A lease keeps work together; it is no fence. Who has slept through the end of its own may still be at it, so what is done
under a lease must do no harm if it is done twice.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.application.tracker import Tracker
from tracker.store.kept import lease
from tracker.store.upsert import insert


def take(tracker: Tracker, name: str, holder: str, now: datetime, long: timedelta) -> bool:
    """Whether it is the holder's until `now + long`: it was free, or over, or the holder's already (then it is renewed)."""
    row = {"holder": holder, "until": now + long}
    with tracker.kept.begin() as connection:
        taken = connection.execute(
            insert(connection, lease)
            .values(name=name, **row)
            .on_conflict_do_update(
                index_elements=[lease.c.name],
                set_=row,
                where=sa.or_(lease.c.until <= now, lease.c.holder == holder),
            )
            .returning(lease.c.name)
        ).first()
    return taken is not None


def leave(tracker: Tracker, name: str, holder: str) -> None:
    """Somebody may take it at once."""
    with tracker.kept.begin() as connection:
        connection.execute(sa.delete(lease).where(lease.c.name == name, lease.c.holder == holder))


def free_all(tracker: Tracker, name: str) -> None:
    """Only for one who knows that there is no other process: the embedded form at its start."""
    with tracker.kept.begin() as connection:
        connection.execute(sa.delete(lease).where(lease.c.name == name))
