"""The tasks. Arguments are ids and numbers alone: no name and no address goes through the broker."""

import itertools
import logging
from uuid import UUID

from kombu.exceptions import OperationalError as BrokerError
from sqlalchemy.exc import OperationalError

from projections.engine.errors import NoGeneration
from tracker.application import dispatch, heartbeat
from tracker.application.dispatch import Claimed
from tracker.application.tick import claim_due
from tracker.store.errors import StoreUnavailable
from workers import process
from workers.app import app
from workers.dispatch import batches, deliver
from workers.process import Work

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
    claimed = claim_due(work.tracker, work.name)
    if claimed is None:
        return
    waiting = list(batches(claimed))
    while waiting:
        try:
            send_batch.delay([[[str(row.key), row.attempt] for row in bundle] for bundle in waiting[0]])
        except BrokerError:
            log.warning("the broker refused; what it did not take is free again for the next tick")
            for bundle in itertools.chain.from_iterable(waiting):
                dispatch.give_back(work.tracker, bundle)
            return
        waiting.pop(0)
    heartbeat.beat(work.tracker, heartbeat.TICK, f"{sum(map(len, claimed))} diambil")


@app.task(name="reminders.deliver")
def send_batch(batch: list[list[tuple[str, int]]]) -> None:
    """Each inner list is what goes out as one message."""
    work = process.current()
    bundles = [tuple(Claimed(UUID(key), attempt) for key, attempt in bundle) for bundle in batch]
    with work.channels.opened() as channels:
        deliver(work.tracker, channels, bundles, work.stopping.is_set)


@app.task(name="reminders.pulse")
def pulse() -> None:
    """Goes the way of the letters each minute: where nobody takes them, nobody takes this."""
    work = process.current()
    try:
        heartbeat.beat(work.tracker, heartbeat.MAIL)
    except OperationalError as error:
        log.warning("the database refused (%s); no sign of life this minute", type(error).__name__)
