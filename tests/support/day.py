"""The day on which these stories take place, whenever they are told: a working day, at about nine in the morning."""

from datetime import UTC, date, datetime, timedelta

TODAY = date(2026, 11, 18)
"""A Wednesday without holidays near it."""

_NINE_IN_JAKARTA = datetime(2026, 11, 18, 2, tzinfo=UTC)


def clock_offset(later: timedelta = timedelta()) -> str:
    """The setting TINDAKLANJUT_CLOCK_OFFSET with which it is nine o'clock on that day now, or so much later."""
    return f"{int((_NINE_IN_JAKARTA + later - datetime.now(UTC)).total_seconds())}s"
