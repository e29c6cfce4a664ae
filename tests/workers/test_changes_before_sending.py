"""What was queued, and then a change took it away or brought it back before it was sent. All of it in April 2026."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tests.workers.sending import run, suppressed
from tracker.application import follow_ups, reminders
from tracker.domain.reminder import Reason, ReminderSent
from tracker.domain.role import Role
from workers.channels.registry import channels_of
from workers.dispatch import deliver

DUE = date(2026, 4, 16)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 6 April 2026, 09.00 in Jakarta."""
    return FixedClock(datetime(2026, 4, 6, 2, tzinfo=UTC))


@pytest.fixture
def follow_up(office: OfficeAtWork) -> UUID:
    return office.agree(DUE, in_charge=STAF)


def at_eight(day: int) -> datetime:
    return datetime(2026, 4, day, 1, tzinfo=UTC)


def sent(office: OfficeAtWork, follow_up: UUID) -> list[str]:
    told = [one for one in office.told(follow_up) if isinstance(one, ReminderSent)]
    return [f"{one.step} {one.through.day} {one.person}" for one in told]


def test_a_due_date_put_back_is_told_of_although_a_later_day_was_planned_for_the_old_one(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    """Due on Monday after all, and not on Wednesday: the step of that plan lies before what was queued already."""
    follow_up = office.agree(date(2026, 4, 22), in_charge=KASI)
    clock.now = at_eight(24)
    office.catch_up()
    reminders.enqueue(office.tracker, clock())
    office.change_due_date(follow_up, date(2026, 4, 20))
    run(office)
    assert sent(office, follow_up) == ["overdue 23 Ibu Kepala Seksi Pemerintahan"]


def test_a_reminder_that_one_change_took_away_comes_back_with_the_next(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    """It was queued under the same key; what then came of it is told in that order."""
    clock.now = at_eight(16)
    office.catch_up()
    reminders.enqueue(office.tracker, clock())
    for due_on in (date(2026, 4, 30), DUE):
        moved = follow_ups.Correct(follow_up_id=follow_up, due_on=due_on)
        follow_ups.correct(office.tracker, office.by(Role.KASI), office.asked("Salah ketik"), moved)
        run(office)
    assert suppressed(office, follow_up) == [Reason.CHANGED]
    assert sent(office, follow_up) == ["due 16 Ibu Staf Seksi Pemerintahan"]
    run(office)
    assert len(sent(office, follow_up)) == 1


def test_who_is_in_charge_again_is_reminded_again(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    clock.now = at_eight(16)
    office.catch_up()
    reminders.enqueue(office.tracker, clock())
    claimed = office.claim() + office.claim(channel="inbox")
    moved = follow_ups.Reassign(follow_up_id=follow_up, in_charge_kind="position", in_charge_code="sekcam")
    follow_ups.reassign(office.tracker, office.by(Role.SEKCAM), office.asked("Keliru"), moved)
    with channels_of(office.settings, office.tracker).opened() as channels:
        deliver(office.tracker, channels, claimed)
    back = follow_ups.Reassign(follow_up_id=follow_up, in_charge_kind="position", in_charge_code=STAF)
    follow_ups.reassign(office.tracker, office.by(Role.SEKCAM), office.asked("Sudah benar"), back)
    office.catch_up()
    assert len(reminders.plan(office.tracker, clock())) == 2, "the plan says so"
    run(office)
    assert suppressed(office, follow_up) == [Reason.REASSIGNED]
    assert sent(office, follow_up) == ["due 16 Ibu Staf Seksi Pemerintahan"]
