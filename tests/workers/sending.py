"""Sending all that is due, and what the log says of what failed."""

from datetime import date
from uuid import UUID

from tests.support.office_at_work import OfficeAtWork
from tracker.application.channels import EMAIL
from tracker.domain.reminder import Reason, ReminderFailed, ReminderSuppressed
from workers.dispatch import Summary, run_once

DUE = date(2026, 3, 16)
"""A Monday, one week after the clock starts."""


def run(office: OfficeAtWork, channel: str = EMAIL) -> Summary:
    """As `reminders run` does; what came of it over that channel."""
    office.catch_up()
    summaries = run_once(office.tracker, office.settings)
    office.catch_up()
    return summaries.get(channel, Summary())


def failures(office: OfficeAtWork, follow_up: UUID) -> list[tuple[str, int, bool]]:
    return [
        (told.error, told.attempt, told.final)
        for told in office.told(follow_up)
        if isinstance(told, ReminderFailed)
    ]


def suppressed(office: OfficeAtWork, follow_up: UUID) -> list[Reason]:
    return [told.reason for told in office.told(follow_up) if isinstance(told, ReminderSuppressed)]
