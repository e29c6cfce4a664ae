"""A plan as people get it: one message for each person and channel, with everything that is due at that time in it."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from tracker.application.reminders import PlannedReminder


class PlannedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """What one person gets over one channel; the most urgent first."""

    office: str
    person_id: UUID
    name: str
    channel: str
    reminders: tuple[PlannedReminder, ...]


def messages(plan: Iterable[PlannedReminder]) -> list[PlannedMessage]:
    """By office, name and channel; without what is held back."""
    whose: dict[tuple[str, str, UUID, str], list[PlannedReminder]] = {}
    for one in plan:
        person = one.recipient.person_id
        if person is not None and one.withheld is None:
            whose.setdefault((one.office, one.recipient.name, person, one.channel), []).append(one)
    return [
        PlannedMessage(
            office=office,
            person_id=person,
            name=name,
            channel=channel,
            reminders=tuple(sorted(whose[office, name, person, channel], key=_urgency)),
        )
        for office, name, person, channel in sorted(whose)
    ]


def held_back(plan: Iterable[PlannedReminder]) -> list[PlannedReminder]:
    """What was planned and will not be sent, with its reason, and what nobody is there for."""
    return [one for one in plan if one.withheld is not None or one.recipient.person_id is None]


def _urgency(one: PlannedReminder) -> tuple[int, str]:
    return -one.step.late, one.text
