"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class FixedClock:
    """Fits `tracker.clock.Clock`. Starts on Monday 16 March 2026, 09.00 in Jakarta."""

    def __init__(self, now: datetime = datetime(2026, 3, 16, 2, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(
        self, by: timedelta = timedelta(), *, days: int = 0, hours: int = 0, minutes: int = 0
    ) -> None:
        """Move on; a negative step turns the clock back, as a real one may be."""
        self.now += by + timedelta(days=days, hours=hours, minutes=minutes)
