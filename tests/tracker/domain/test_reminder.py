"""The reminder policy: when whom is reminded of what."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import NATIONAL
from tracker.domain.follow_up import OPEN, FollowUp, Status
from tracker.domain.in_charge import InCharge
from tracker.domain.reminder import (
    STEP_NAMES,
    Step,
    Task,
    due_step,
    instant,
    next_step,
    reminder_key,
    step_of,
    steps,
    task_of,
)

JAKARTA = ZoneInfo("Asia/Jakarta")
DUE = date(2026, 3, 12)
"""A Thursday; the Monday before is the third day before it."""


def at(day: date, hour: int = 8, minute: int = 0, zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def plan(task: Task, due_on: date | None, since: date, until: date) -> list[str]:
    return [step.code for step in takewhile(lambda step: step.on <= until, steps(task, due_on, since))]


def test_whoever_is_in_charge_is_reminded_before_on_and_after_the_due_date() -> None:
    assert plan(Task.CARRY_OUT, DUE, date(2026, 3, 2), date(2026, 3, 17)) == [
        "before:2026-03-09",
        "due:2026-03-12",
        "overdue:2026-03-13",
        "overdue:2026-03-16",
        "overdue:2026-03-17",
    ]


def test_what_falls_on_a_day_off_is_brought_forward_and_none_is_sent_on_a_weekend() -> None:
    sunday = date(2026, 3, 15)
    assert plan(Task.CARRY_OUT, sunday, date(2026, 3, 2), date(2026, 3, 16)) == [
        "before:2026-03-12",
        "due:2026-03-13",
        "overdue:2026-03-16",
    ]


def test_over_cuti_bersama_the_next_reminder_waits_for_the_office_to_open() -> None:
    assert plan(Task.CARRY_OUT, date(2026, 3, 17), date(2026, 3, 17), date(2026, 3, 26)) == [
        "due:2026-03-17",
        "overdue:2026-03-25",
        "overdue:2026-03-26",
    ]


def test_two_steps_brought_forward_to_one_day_are_one() -> None:
    """24 March and the third day before it both fall into the holidays around Idul Fitri."""
    assert plan(Task.CARRY_OUT, date(2026, 3, 24), date(2026, 3, 2), date(2026, 3, 24)) == ["due:2026-03-17"]


def test_work_given_out_after_its_due_date_is_reminded_of_on_the_same_day() -> None:
    assert plan(Task.CARRY_OUT, DUE, date(2026, 3, 16), date(2026, 3, 16)) == ["overdue:2026-03-16"]


@pytest.mark.parametrize("task", [Task.VERIFY, Task.DECIDE])
def test_whoever_has_to_answer_is_reminded_on_each_working_day_from_the_next_on(task: Task) -> None:
    assert plan(task, DUE, date(2026, 3, 12), date(2026, 3, 17)) == [
        f"{task}:2026-03-13",
        f"{task}:2026-03-16",
        f"{task}:2026-03-17",
    ]


@pytest.mark.parametrize("task", [Task.VERIFY, Task.DECIDE])
def test_a_settled_day_is_followed_by_the_very_next_working_day(task: Task) -> None:
    following = next_step(task, DUE, date(2026, 3, 9), settled=date(2026, 3, 12))
    assert following == Step(task.value, date(2026, 3, 13))


def test_work_without_a_due_date_is_not_reminded_of() -> None:
    assert next_step(Task.CARRY_OUT, None, DUE, None) is None


def test_a_step_becomes_due_at_half_past_seven_in_the_offices_own_zone() -> None:
    step = Step("due", DUE)
    assert instant(step, JAKARTA) == datetime(2026, 3, 12, 0, 30, tzinfo=UTC)
    assert instant(step, ZoneInfo("Asia/Jayapura")) == datetime(2026, 3, 11, 22, 30, tzinfo=UTC)


def test_nothing_is_due_a_minute_before() -> None:
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), None, at(DUE, 7, 29), JAKARTA) is None
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), None, at(DUE, 7, 30), JAKARTA) == Step("due", DUE)


def test_days_of_downtime_are_caught_up_with_one_reminder_the_latest() -> None:
    late = due_step(Task.CARRY_OUT, DUE, date(2026, 3, 2), None, at(date(2026, 3, 17)), JAKARTA)
    assert late == Step("overdue", date(2026, 3, 17))


def test_what_is_caught_up_before_half_past_seven_stands_for_that_day_too() -> None:
    dawn = at(date(2026, 3, 13), 5)
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), None, dawn, JAKARTA) == Step(
        "overdue", date(2026, 3, 13)
    )


def test_what_is_caught_up_on_a_weekend_is_the_step_of_the_last_working_day() -> None:
    saturday = at(date(2026, 3, 14))
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), None, saturday, JAKARTA) == Step(
        "overdue", date(2026, 3, 13)
    )


def test_a_new_due_date_plans_anew_from_the_day_of_the_change() -> None:
    following = next_step(Task.CARRY_OUT, date(2026, 4, 9), date(2026, 3, 2), settled=date(2026, 3, 13))
    assert following == Step("before", date(2026, 4, 6))


TASKS = st.sampled_from(Task)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]).map(ZoneInfo)
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))
LONGEST_BREAK = timedelta(days=20)
"""More than any run of days off around Idul Fitri."""


@given(TASKS, DAYS, DAYS, st.integers(0, 400))
def test_it_never_falls_silent_while_open(task: Task, due_on: date, since: date, days: int) -> None:
    settled = since + timedelta(days=days)
    following = next_step(task, due_on, since, settled)
    assert following is not None
    assert following.on > settled
    assert following.on <= max(settled, due_on) + LONGEST_BREAK


@given(TASKS, DAYS, DAYS)
def test_steps_are_in_order_on_working_days_and_one_a_day_at_most(
    task: Task, due_on: date, since: date
) -> None:
    found = list(islice(steps(task, due_on, since), 12))
    days = [step.on for step in found]
    assert days == sorted(set(days))
    assert all(NATIONAL.is_working_day(day) and day >= since for day in days)


@given(
    TASKS, DAYS, st.integers(-30, 30), ZONES, st.lists(st.integers(1, 3 * 24 * 60), min_size=1, max_size=40)
)
def test_whenever_the_worker_runs_nobody_is_reminded_twice_in_a_day_and_nothing_stays_unsaid(
    task: Task, due_on: date, offset: int, zone: ZoneInfo, pauses: list[int]
) -> None:
    since = due_on + timedelta(days=offset)
    now, settled, sent = at(since, 0, 0, zone), None, []
    for minutes in pauses:
        now += timedelta(minutes=minutes)
        step = due_step(task, due_on, since, settled, now, zone)
        if step is not None:
            settled = step.on
            sent.append(now.astimezone(zone).date())
        following = next_step(task, due_on, since, settled)
        assert following is not None
        assert instant(following, zone) > now, "nothing that is due is left unsaid"
    assert len(sent) == len(set(sent))


@given(TASKS, DAYS, st.integers(-30, 30), ZONES)
def test_a_worker_that_always_runs_sends_each_step_on_its_day(
    task: Task, due_on: date, offset: int, zone: ZoneInfo
) -> None:
    since = due_on + timedelta(days=offset)
    expected = list(islice(steps(task, due_on, since), 6))
    settled: date | None = None
    sent: list[Step] = []
    day = since
    while len(sent) < len(expected):
        step = due_step(task, due_on, since, settled, at(day, 7, 30, zone), zone)
        if step is not None:
            settled = step.on
            sent.append(step)
            assert step.on == day
        day += timedelta(days=1)
    assert sent == expected


@given(TASKS, DAYS)
def test_a_step_is_known_again_by_its_code(task: Task, since: date) -> None:
    for step in islice(steps(task, since, since - timedelta(days=10)), 4):
        assert step_of(step.code) == step
        assert step.task is task
        assert step.name in STEP_NAMES


def test_the_same_reminder_has_the_same_key_and_any_other_another() -> None:
    follow_up, person = UUID(int=1), UUID(int=2)
    step = Step("due", DUE)
    key = reminder_key(follow_up, step, DUE, person, "email")
    assert key == reminder_key(UUID(int=1), Step("due", date(2026, 3, 12)), DUE, UUID(int=2), "email")
    others = {
        reminder_key(UUID(int=3), step, DUE, person, "email"),
        reminder_key(follow_up, Step("overdue", DUE), DUE, person, "email"),
        reminder_key(follow_up, step, DUE + timedelta(days=1), person, "email"),
        reminder_key(follow_up, step, DUE, UUID(int=3), "email"),
        reminder_key(follow_up, step, DUE, None, "email"),
        reminder_key(follow_up, step, DUE, person, "whatsapp"),
    }
    assert len(others | {key}) == 7


FOLLOW_UP = FollowUp(
    office="35.09.31",
    coordination_id=UUID(int=1),
    outcome_id=UUID(int=2),
    text="Memperbaiki data",
    agreed_on=date(2026, 3, 2),
    section="pemerintahan",
    in_charge=InCharge("position", "kasi_pemerintahan", "Kasi Pemerintahan"),
    due_on=DUE,
    due_proposed=False,
)


@pytest.mark.parametrize(
    ("status", "cannot_requested_by", "task"),
    [
        (Status.BELUM_DITINDAKLANJUTI, None, Task.CARRY_OUT),
        (Status.DALAM_PROSES, None, Task.CARRY_OUT),
        (Status.DILAPORKAN_SELESAI, None, Task.VERIFY),
        (Status.DALAM_PROSES, "kasi", Task.DECIDE),
        (Status.SELESAI, None, None),
        (Status.TIDAK_DAPAT, None, None),
        (Status.DITARIK, None, None),
    ],
)
def test_the_state_says_who_is_waited_for(
    status: Status, cannot_requested_by: str | None, task: Task | None
) -> None:
    state = msgspec.structs.replace(FOLLOW_UP, status=status, cannot_requested_by=cannot_requested_by)
    assert task_of(state) is task


def test_somebody_is_waited_for_exactly_while_it_is_open() -> None:
    for status in Status:
        waited_for = task_of(msgspec.structs.replace(FOLLOW_UP, status=status)) is not None
        assert waited_for is (status in OPEN)


def test_a_name_out_of_a_register_that_matches_nobody_is_not_reminded_until_it_is_reported_done() -> None:
    unmatched = msgspec.structs.replace(FOLLOW_UP, in_charge=InCharge("text", "", "Pak Lurah"))
    assert task_of(unmatched) is None
    reported = msgspec.structs.replace(unmatched, status=Status.DILAPORKAN_SELESAI)
    assert task_of(reported) is Task.VERIFY


def test_work_that_nobody_is_in_charge_of_is_still_waited_for() -> None:
    assert task_of(msgspec.structs.replace(FOLLOW_UP, in_charge=None)) is Task.CARRY_OUT


def test_the_first_working_day_after_the_due_date_is_the_first_overdue_step() -> None:
    first = next(NATIONAL.working_days_from(DUE + timedelta(days=1)))
    assert next_step(Task.CARRY_OUT, DUE, DUE, settled=DUE) == Step("overdue", first)
