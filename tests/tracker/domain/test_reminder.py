"""What is recorded of each reminder."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tracker.domain.matter import Task
from tracker.domain.reminder import (
    Because,
    Outcome,
    Reason,
    ReminderFailed,
    ReminderSuppressed,
    reminder_key,
    settles,
)
from tracker.domain.reminder_plan import Step

DUE = date(2026, 3, 12)


def test_the_same_reminder_has_the_same_key_and_any_other_another() -> None:
    follow_up, person, task = UUID(int=1), UUID(int=2), Task.CARRY_OUT
    step = Step("due", DUE)
    key = reminder_key(follow_up, task, step, DUE, person, "email")
    assert key == reminder_key(UUID(int=1), task, Step("due", DUE, 9), DUE, UUID(int=2), "email")
    others = {
        reminder_key(UUID(int=3), task, step, DUE, person, "email"),
        reminder_key(follow_up, Task.VERIFY, step, DUE, person, "email"),
        reminder_key(follow_up, task, Step("overdue", DUE), DUE, person, "email"),
        reminder_key(follow_up, task, step, DUE + timedelta(days=1), person, "email"),
        reminder_key(follow_up, task, step, DUE, UUID(int=3), "email"),
        reminder_key(follow_up, task, step, DUE, None, "email"),
        reminder_key(follow_up, task, step, DUE, person, "inbox"),
    }
    assert len(others | {key}) == 8


def _failed(*, final: bool) -> ReminderFailed:
    return ReminderFailed(
        subject=UUID(int=1),
        task=Task.CARRY_OUT,
        key=UUID(int=2),
        step="due",
        through=DUE,
        due_on=DUE,
        person_id=None,
        person="",
        because=Because.IN_CHARGE,
        channel="email",
        error="penuh",
        attempt=1,
        final=final,
    )


def _suppressed(reason: Reason) -> ReminderSuppressed:
    return ReminderSuppressed(
        subject=UUID(int=1),
        task=Task.CARRY_OUT,
        key=UUID(int=2),
        step="due",
        through=DUE,
        due_on=DUE,
        person_id=None,
        person="",
        because=Because.IN_CHARGE,
        channel="email",
        reason=reason,
    )


@pytest.mark.parametrize(
    ("event", "settled"),
    [
        (_failed(final=True), True),
        (_failed(final=False), False),
        (_suppressed(Reason.PREFERENCE), True),
        (_suppressed(Reason.RECAP), True),
        (_suppressed(Reason.REASSIGNED), False),
        (_suppressed(Reason.CHANGED), False),
    ],
)
def test_a_step_whose_person_or_day_changed_is_not_done_with(event: Outcome, settled: bool) -> None:
    assert settles(event) is settled
