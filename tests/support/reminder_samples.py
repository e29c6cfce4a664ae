"""One invented event of each kind that reminders know, and what their earlier shapes tell today."""

from datetime import UTC, datetime, time

from tests.support.sample_values import DAY, ID, OTHER
from tracker.domain import reminder as r
from tracker.domain.event import Event
from tracker.domain.matter import Task
from tracker.domain.reminder_policy import Escalation, Policy, PolicyAdopted
from tracker.domain.reminder_retry import ReminderRetried
from tracker.domain.role import Rank

REMINDER_EVENTS: tuple[Event, ...] = (
    PolicyAdopted(
        number=2,
        policy=Policy(
            before=(5, 2),
            on_due=False,
            after=(1, 4),
            every=10,
            waiting=(2,),
            escalation=(Escalation(Rank.KASI, 2),),
            at=time(8),
            quiet_from=time(18),
            quiet_until=time(7),
            digest_weekday=4,
            deadline_before=(7,),
            most_items=20,
        ),
        for_running=True,
    ),
    r.ReminderSent(
        subject=ID,
        task=Task.CARRY_OUT,
        key=OTHER,
        step="due",
        through=DAY,
        due_on=DAY,
        person_id=ID,
        person="Ibu Sri",
        because=r.Because.ESCALATION,
        channel="email",
        planned_at=datetime(2022, 1, 31, 0, 30, tzinfo=UTC),
        message=OTHER,
        together=3,
    ),
    r.ReminderFailed(
        subject=ID,
        task=Task.RATIFY,
        key=OTHER,
        step="waiting",
        through=DAY,
        due_on=None,
        person_id=None,
        person="",
        because=r.Because.DECIDER,
        channel="email",
        planned_at=datetime(2022, 1, 31, 0, 30, tzinfo=UTC),
        error="kotak surat penuh",
        attempt=5,
        final=True,
    ),
    r.ReminderSuppressed(
        subject=ID,
        task=Task.VERIFY,
        key=OTHER,
        step="waiting",
        through=DAY,
        due_on=DAY,
        person_id=ID,
        person="Ibu Sri",
        because=r.Because.DECIDER,
        channel="email",
        planned_at=datetime(2022, 1, 31, 0, 30, tzinfo=UTC),
        reason=r.Reason.PREFERENCE,
        note="hanya kotak masuk",
    ),
    ReminderRetried(
        subject=ID, task=Task.VERIFY, key=OTHER, step="waiting", person="Ibu Sri", channel="email"
    ),
)

EARLIER: dict[str, Event] = {
    "reminder.sent.1": r.ReminderSent(
        subject=ID,
        task=Task.CARRY_OUT,
        key=OTHER,
        step="due",
        through=DAY,
        due_on=DAY,
        person_id=ID,
        person="Ibu Sri",
        because=r.Because.IN_CHARGE,
        channel="email",
    ),
    "reminder.failed.1": r.ReminderFailed(
        subject=ID,
        task=Task.CARRY_OUT,
        key=OTHER,
        step="due",
        through=DAY,
        due_on=None,
        person_id=None,
        person="",
        because=r.Because.IN_CHARGE,
        channel="email",
        error="kotak surat penuh",
        attempt=5,
        final=True,
    ),
}
"""What the stored samples of earlier topics tell today."""
