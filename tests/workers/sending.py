"""Sending all that is due, and what the log says of what failed."""

from datetime import date
from uuid import UUID

from tests.support.office_at_work import OfficeAtWork
from tracker.domain.reminder import Reason, ReminderFailed, ReminderSuppressed
from workers.dispatch import Summary, run_once

DUE = date(2026, 3, 16)
"""A Monday, one week after the clock starts."""


def run(office: OfficeAtWork) -> Summary:
    """As `reminders run` does."""
    office.catch_up()
    summary = run_once(office.tracker, office.settings)
    office.catch_up()
    return summary


def failures(office: OfficeAtWork, follow_up: UUID) -> list[tuple[str, int, bool]]:
    return [
        (told.error, told.attempt, told.final)
        for told in office.told(follow_up)
        if isinstance(told, ReminderFailed)
    ]


def suppressed(office: OfficeAtWork, follow_up: UUID) -> list[Reason]:
    return [told.reason for told in office.told(follow_up) if isinstance(told, ReminderSuppressed)]
