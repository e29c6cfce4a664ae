"""The auditor: in the web's process, every five minutes, without Celery. What it finds reaches the operator at once.

Several web servers take turns, by a lease; what was told stands in the database, so that no restart repeats it.
"""

import logging
import os
import socket
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from uuid import uuid4

from tracker.application import alarms, lease
from tracker.application.alarms import Alarm
from tracker.application.audit import audit
from tracker.application.tracker import Tracker
from tracker.settings import Settings
from workers import alarm_mail
from workers.alarm_mail import Untold

EVERY = timedelta(minutes=5)

FIRST_AFTER = timedelta(minutes=2)
"""Beat ticks each minute, so by then a start that went well has left its sign of life."""

_LEASE = "audit"
_STOP_SECONDS = 3.0

log = logging.getLogger(__name__)


def start(settings: Settings, tracker: Tracker) -> Callable[[], None]:
    """Its thread; the answer stops and joins it."""
    stopping = Event()
    holder = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"

    def run() -> None:
        wait = FIRST_AFTER
        while not stopping.wait(wait.total_seconds()):
            wait = EVERY
            try:
                look(settings, tracker, holder)
            except Exception:
                log.exception("alarm: the audit could not be carried out; it looks again in five minutes")

    thread = Thread(target=run, name="auditor", daemon=True)
    thread.start()

    def stop() -> None:
        stopping.set()
        thread.join(_STOP_SECONDS)

    return stop


def look(settings: Settings, tracker: Tracker, holder: str) -> None:
    """One audit, unless another web server has just made it. Raises what the database raises."""
    now = tracker.clock()
    if not lease.take(tracker, _LEASE, holder, now, EVERY - timedelta(seconds=30)):
        return
    changed = alarms.take_note(tracker, audit(tracker), now)
    for raised in changed.raised:
        log.error("alarm %s: %s", raised.name, raised.text)
    for cleared in changed.cleared:
        log.warning("alarm %s is over", cleared.name)
    _tell(settings, tracker, alarms.untold(tracker, now))


def _tell(settings: Settings, tracker: Tracker, news: list[Alarm]) -> None:
    """One letter for all that is new; what did not get out is tried at the next audit."""
    if not news or settings.smtp is None or settings.operator is None:
        return
    try:
        alarm_mail.send(settings.smtp, settings.operator, news, tracker.base_url, tracker.clock())
    except Untold as error:
        log.error("alarm: the operator could not be told by mail (%s)", error)  # noqa: TRY400 - one line is enough
        return
    alarms.note_told(tracker, news, tracker.clock())
