"""A process that works: what its tasks need, and the command line's `worker` and `beat`.

Threads, no forked children: an open store must not go over a fork, and every way out has its own time limit.
"""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

from celery.apps.beat import Beat
from celery.apps.worker import Worker
from celery.schedules import BaseSchedule
from celery.signals import worker_shutting_down
from sqlalchemy.exc import OperationalError

from tracker.application import dispatch
from tracker.application.tracker import Tracker
from tracker.bootstrap import close_tracker, open_tracker
from tracker.settings import Settings
from tracker.store.errors import StoreUnavailable
from workers.app import configure
from workers.channels.registry import Channels, channels_of
from workers.schedule import schedule

THREADS = 4

log = logging.getLogger(__name__)

_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@dataclass(frozen=True)
class Work:
    """`name` tells this start of this process from every other; `stopping` asks running tasks to hand back the rest."""

    tracker: Tracker
    channels: Channels
    name: str
    stopping: Event = field(default_factory=Event)


_present: list[Work] = []


def current() -> Work:
    """What the tasks of this process work on. Raises LookupError where nothing was set to work."""
    if not _present:
        raise LookupError("this process has not been set to work")
    return _present[-1]


@contextmanager
def at_work(settings: Settings, tracker: Tracker) -> Iterator[Work]:
    name = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"
    work = Work(tracker, channels_of(settings, tracker), name)
    _present.append(work)
    try:
        yield work
    finally:
        work.stopping.set()
        _present.remove(work)
        _hand_back(work)


def _hand_back(work: Work) -> None:
    """Batches that wait in the broker would else keep their rows until the leases run out."""
    try:
        freed = dispatch.hand_back(work.tracker, work.name)
    except (StoreUnavailable, OperationalError) as error:
        log.warning(
            "the database refused (%s); what is claimed is free when its lease is over", type(error).__name__
        )
    else:
        if freed:
            log.info("%s reminders that were not begun are handed back", freed)


def run_worker(settings: Settings) -> int:
    """A Celery worker until it is told to stop; SIGTERM lets the letter that is on its way go out. Its exit code.

    Raises SettingsError, StoreUnavailable where it cannot begin.
    """
    logging.basicConfig(level=logging.INFO, format=_LOG_FORMAT)
    app = configure(settings)
    tracker = open_tracker(settings)
    try:
        with at_work(settings, tracker) as work:

            def hand_back(**_: object) -> None:
                work.stopping.set()

            worker_shutting_down.connect(hand_back)
            worker: Worker = app.Worker(
                pool_cls="threads",
                concurrency=THREADS,
                loglevel="INFO",
                without_mingle=True,
                without_gossip=True,
                quiet=True,
            )
            _work(worker, work)
            return worker.exitcode or 0
    finally:
        close_tracker(tracker)


def _work(worker: Worker, work: Work) -> None:
    """Told to stop while it looks for a broker that is away, kombu stumbles over its own closed connection: then, too,
    what is under way goes out and is recorded before the store is closed."""
    try:
        worker.start()
    except Exception:
        if not work.stopping.is_set():
            raise
        log.warning("stopped while the broker was away", exc_info=True)
    finally:
        worker.pool.stop()  # type: ignore[union-attr, call-arg]  # the pool itself; the stubs mean the step that made it


def run_beat(settings: Settings, every: BaseSchedule | None = None) -> int:
    """Plain beat, its schedule in memory: it outlives the broker's outages, and two of them do no harm.

    `every` None: each minute.
    """
    logging.basicConfig(level=logging.INFO, format=_LOG_FORMAT)
    app = configure(settings)
    app.conf.beat_schedule = schedule(every)
    beat: Beat = app.Beat(loglevel="INFO", quiet=True)
    beat.run()
    return 0
