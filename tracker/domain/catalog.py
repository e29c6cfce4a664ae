"""Every event there is, in the order of the house. The log is read and written by this list alone."""

from tracker.domain import (
    coordination,
    follow_up,
    indicator,
    office,
    period_freeze,
    projection,
    published_report,
    reminder,
    reminder_retry,
    user,
)
from tracker.domain.event import Event
from tracker.domain.survey import events as survey

ALL_EVENTS: tuple[type[Event], ...] = (
    *office.EVENTS,
    *user.EVENTS,
    *indicator.EVENTS,
    *coordination.EVENTS,
    *follow_up.EVENTS,
    *survey.EVENTS,
    *period_freeze.EVENTS,
    *published_report.EVENTS,
    *reminder.EVENTS,
    *reminder_retry.EVENTS,
    *projection.EVENTS,
)

UPCASTERS = reminder.UPCASTERS
"""Topics of earlier versions, each with the way to a newer shape. What is stored never changes."""
