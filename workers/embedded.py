"""The embedded form: a real Celery worker and a real beat as threads of the web process, the queue in its memory.

The queue dies with the process and may: what is due stands in the database.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from threading import Thread
from time import monotonic

from celery.beat import Scheduler, Service
from celery.worker import state

from tracker.application.tick import take_over
from tracker.application.tracker import Tracker
from tracker.settings import Settings
from workers.app import configure
from workers.process import at_work
from workers.schedule import TICK_EXPIRES

STOP_SECONDS = 5.0

log = logging.getLogger(__name__)


def start(settings: Settings, tracker: Tracker) -> Callable[[], None]:
    """Starts both, and a first tick at once. The answer stops and joins them, within five seconds.

    This process must be the only one at work on the store (it is, under the home's lock): what an earlier start had
    claimed is freed without waiting for its lease.
    """
    app = configure(settings)
    working = ExitStack()
    work = working.enter_context(at_work(settings, tracker))
    freed = take_over(tracker, work.name)
    if freed:
        log.info("%s reminders of an earlier start are taken up again", freed)
    app.loader.import_default_modules()
    for task in ("tick", "pulse"):
        app.tasks[f"reminders.{task}"].apply_async(expires=TICK_EXPIRES)
    state.should_stop = None
    controller = app.WorkController(
        pool_cls="threads",
        concurrency=2,
        # Without a limit: its blocking loop takes note of acknowledgements each 2 s only, and nobody else shares the queue.
        prefetch_multiplier=0,
        hostname="embedded@localhost",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
    )
    beat = Service(app, max_interval=1, scheduler_cls=Scheduler)
    threads = [
        Thread(target=controller.start, name="celery-worker", daemon=True),
        Thread(target=beat.start, name="celery-beat", daemon=True),
    ]
    for thread in threads:
        thread.start()

    def stop() -> None:
        until = monotonic() + STOP_SECONDS
        work.stopping.set()
        beat.stop()
        state.should_stop = 0  # type: ignore[assignment]  # an exit code; the stubs know None alone
        for _ in range(2):
            # Celery's loop waits up to two seconds for a message, twice, before it sees that it is to stop.
            app.tasks["reminders.tick"].apply_async(expires=0)
        for thread in threads:
            thread.join(max(0.0, until - monotonic()))
            if thread.is_alive():
                log.warning("%s is still busy; what it holds is taken up at the next start", thread.name)
        working.close()

    return stop
