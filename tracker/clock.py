"""The one place that reads the wall clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the present instant in UTC. Everything that needs the time is given one."""


def system_clock(offset: timedelta = timedelta()) -> Clock:
    """The machine's clock, shifted by `offset` (demo and test homes only)."""

    def now() -> datetime:
        return datetime.now(UTC) + offset

    return now
