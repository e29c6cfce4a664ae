"""When Celery's beat wakes the worker: each minute, to look for what is due, and to show that letters would be taken.
It never says what is due.

A tick that waited in a queue is dropped: the next one finds the same work and more.
"""

from celery.schedules import BaseSchedule, crontab

TICK_EXPIRES = 50
"""Seconds; below the interval, so that ticks never pile up."""


def schedule(every: BaseSchedule | None = None) -> dict[str, dict[str, object]]:
    """What beat runs by; each minute if nothing else is said."""
    return {
        task: {
            "task": f"reminders.{task}",
            "schedule": every or crontab(),
            "options": {"expires": TICK_EXPIRES},
        }
        for task in ("tick", "pulse")
    }
