"""The two tasks. Arguments are ids and numbers alone: no name and no address goes through the broker."""

import logging
from uuid import UUID

from sqlalchemy.exc import OperationalError

from projections.engine.errors import NoGeneration
from tracker.application import dispatch
from tracker.application.dispatch import Claimed
from tracker.application.reminders import enqueue
from tracker.application.tracker import Tracker
from tracker.store.errors import StoreUnavailable
from tracker.store.kept import heartbeat
from tracker.store.upsert import insert
from workers import process
from workers.app import app
from workers.dispatch import BATCH, deliver
from workers.process import Work

MAX_CLAIMED = 2000
"""Per tick: what one worker can send before the leases run out; the next tick takes the rest."""


log = logging.getLogger(__name__)


@app.task(name="reminders.tick")
def tick() -> None:
    """Queues what is due, claims it, and hands it on in batches. Repeated, or done by two at once, it does no harm."""
    work = process.current()
    try:
        _tick(work)
    except NoGeneration:
        log.warning("the read models are not built yet; the next tick looks again")
    except (StoreUnavailable, OperationalError) as error:
        log.warning("the database refused (%s); the next tick looks again", type(error).__name__)


def _tick(work: Work) -> None:
    enqueue(work.tracker, work.tracker.clock())
    claimed = 0
    while claimed < MAX_CLAIMED:
        batch = dispatch.claim(work.tracker, work.name, work.tracker.clock(), BATCH)
        if batch:
            send_batch.delay([[str(row.key), row.attempt] for row in batch])
        claimed += len(batch)
        if len(batch) < BATCH:
            break
    beat_heart(work.tracker, claimed)


@app.task(name="reminders.deliver")
def send_batch(batch: list[tuple[str, int]]) -> None:
    work = process.current()
    with work.mail.session() as session:
        deliver(
            work.tracker,
            session,
            [Claimed(UUID(key), attempt) for key, attempt in batch],
            work.stopping.is_set,
        )


def beat_heart(tracker: Tracker, claimed: int) -> None:
    """The sign of life, written at the end of the whole path: beat, broker, worker, database. The web judges it."""
    row = {"at": tracker.clock(), "note": f"{claimed} diambil"}
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(connection, heartbeat)
            .values(name="tick", **row)
            .on_conflict_do_update(index_elements=[heartbeat.c.name], set_=row)
        )
