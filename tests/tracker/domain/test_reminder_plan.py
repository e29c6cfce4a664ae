"""The days on which a matter is reminded of."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import NATIONAL, Calendar
from tracker.domain.deadline import deadline_at
from tracker.domain.matter import OF_AN_OFFICE, Task
from tracker.domain.reminder_plan import Step, Terms, due_step, instant, is_open, next_step, steps
from tracker.domain.reminder_policy import DEFAULT, Escalation, Policy
from tracker.domain.role import Rank

JAKARTA = ZoneInfo("Asia/Jakarta")
TERMS = Terms(DEFAULT, NATIONAL, JAKARTA)
DUE = date(2026, 3, 12)
"""A Thursday; the Monday before is the third working day before it."""


def at(day: date, hour: int = 8, minute: int = 0, zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def plan(task: Task, due_on: date | None, since: date, until: date, terms: Terms = TERMS) -> list[str]:
    return [step.code for step in takewhile(lambda step: step.on <= until, steps(task, due_on, since, terms))]


def test_whoever_is_in_charge_is_reminded_before_on_and_after_the_due_date_and_then_ever_less_often() -> None:
    """16 to 24 March 2026 are, but for two days, holidays around Nyepi and Idul Fitri."""
    terms = Terms(
        DEFAULT, Calendar(removed_days_off=frozenset(date(2026, 3, day) for day in range(13, 32))), JAKARTA
    )
    assert plan(Task.CARRY_OUT, DUE, date(2026, 3, 2), date(2026, 4, 20), terms) == [
        "before:2026-03-09",
        "due:2026-03-12",
        "overdue:2026-03-13",
        "overdue:2026-03-16",
        "overdue:2026-03-17",
        "overdue:2026-03-19",
        "overdue:2026-03-23",
        "overdue:2026-03-24",
        "overdue:2026-04-02",
        "overdue:2026-04-10",
        "overdue:2026-04-17",
    ]


def test_the_days_of_escalation_are_steps_too() -> None:
    terms = TERMS._replace(
        policy=Policy(before=(), after=(1,), every=50, escalation=(Escalation(Rank.SEKCAM, 3),))
    )
    found = list(islice(steps(Task.CARRY_OUT, DUE, date(2026, 3, 2), terms), 3))
    assert found == [
        Step("due", DUE),
        Step("overdue", date(2026, 3, 13), 1),
        Step("overdue", date(2026, 3, 17), 3),
    ]


def test_what_falls_on_a_day_off_is_brought_forward_and_none_is_sent_on_a_weekend() -> None:
    sunday = date(2026, 3, 15)
    assert plan(Task.CARRY_OUT, sunday, date(2026, 3, 2), date(2026, 3, 16)) == [
        "before:2026-03-10",
        "due:2026-03-13",
        "overdue:2026-03-16",
    ]


def test_over_cuti_bersama_the_next_reminder_waits_for_the_office_to_open() -> None:
    assert plan(Task.CARRY_OUT, date(2026, 3, 17), date(2026, 3, 17), date(2026, 3, 26)) == [
        "due:2026-03-17",
        "overdue:2026-03-25",
        "overdue:2026-03-26",
    ]


def test_a_day_off_of_the_offices_own_moves_the_plan() -> None:
    terms = TERMS._replace(calendar=Calendar(added_days_off={DUE: "Hari Jadi Kabupaten"}))
    assert plan(Task.CARRY_OUT, DUE, date(2026, 3, 2), date(2026, 3, 13), terms) == [
        "before:2026-03-06",
        "due:2026-03-11",
        "overdue:2026-03-13",
    ]


def test_work_given_out_after_its_due_date_is_reminded_of_on_the_same_day() -> None:
    assert plan(Task.CARRY_OUT, DUE, date(2026, 3, 16), date(2026, 3, 17)) == [
        "overdue:2026-03-16",
        "overdue:2026-03-17",
    ]


@pytest.mark.parametrize("task", sorted(set(Task) - OF_AN_OFFICE.keys() - {Task.CARRY_OUT}))
def test_whoever_has_to_answer_is_reminded_from_the_next_working_day_on(task: Task) -> None:
    assert plan(task, None, date(2026, 3, 12), date(2026, 3, 17)) == [
        "waiting:2026-03-13",
        "waiting:2026-03-16",
        "waiting:2026-03-17",
    ]


def test_work_without_a_due_date_is_not_reminded_of() -> None:
    assert next_step(Task.CARRY_OUT, None, DUE, TERMS) is None


def test_a_digest_comes_each_week_on_its_day_or_the_next_one_the_office_works() -> None:
    terms = TERMS._replace(policy=Policy(digest_weekday=3))
    assert plan(Task.DIGEST, None, date(2026, 3, 2), date(2026, 4, 10), terms) == [
        "digest:2026-03-05",
        "digest:2026-03-12",
        "digest:2026-03-26",
        "digest:2026-04-02",
        "digest:2026-04-09",
    ], "of 19 and 20 March both are holidays, so that week has none"


def test_a_quarter_is_to_be_proposed_within_ten_working_days_and_is_asked_for_until_the_next_one_ends() -> (
    None
):
    """Of the first quarter of 2026 the last of ten working days is 15 April."""
    found = plan(Task.CLOSE_QUARTER, None, date(2026, 4, 1), date(2026, 5, 20))
    assert found[:4] == ["before:2026-04-08", "before:2026-04-14", "due:2026-04-15", "overdue:2026-04-16"]
    terms = TERMS._replace(policy=Policy(deadline_before=(), after=(), escalation=(), every=60))
    assert plan(Task.CLOSE_QUARTER, None, date(2026, 1, 1), date(2026, 7, 31), terms) == [
        "due:2026-01-15",
        "due:2026-04-15",
        "due:2026-07-14",
    ]


def test_the_survey_of_a_year_is_to_be_closed_on_its_last_working_day() -> None:
    found = plan(Task.SURVEY, None, date(2026, 10, 1), date(2027, 1, 10))
    assert found[:5] == [
        "before:2026-12-15",
        "before:2026-12-22",
        "before:2026-12-30",
        "due:2026-12-31",
        "overdue:2027-01-04",
    ]


@given(
    st.sampled_from([Task.CLOSE_QUARTER, Task.SURVEY]),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.integers(0, 500),
)
def test_each_step_of_a_deadline_is_about_the_period_that_is_asked_for_on_its_day(
    task: Task, since: date, days: int
) -> None:
    settled = since + timedelta(days=days)
    following = next_step(task, None, since, TERMS, settled)
    assert following is not None
    about = deadline_at(task, following.on, NATIONAL)
    assert about.opens <= following.on
    assert (following.name == "overdue") is (following.on > about.due)
    assert about.period.last < following.on or task is Task.SURVEY


def test_a_step_becomes_due_at_half_past_seven_in_the_offices_own_zone() -> None:
    step = Step("due", DUE)
    assert instant(step, TERMS) == datetime(2026, 3, 12, 0, 30, tzinfo=UTC)
    assert instant(step, TERMS._replace(zone=ZoneInfo("Asia/Jayapura"))) == datetime(
        2026, 3, 11, 22, 30, tzinfo=UTC
    )


def test_at_one_instant_it_is_due_in_jayapura_and_makassar_and_not_yet_in_jakarta() -> None:
    """07.45 in Makassar is 08.45 in Jayapura and 06.45 in Jakarta."""
    now = at(DUE, 7, 45, ZoneInfo("Asia/Makassar"))

    def due(zone: str) -> Step | None:
        terms = TERMS._replace(zone=ZoneInfo(zone))
        return due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), terms, None, now)

    assert due("Asia/Jayapura") == due("Asia/Makassar") == Step("due", DUE)
    assert due("Asia/Jakarta") is None


def test_nothing_is_due_a_minute_before() -> None:
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), TERMS, None, at(DUE, 7, 29)) is None
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), TERMS, None, at(DUE, 7, 30)) == Step("due", DUE)


def test_days_of_downtime_are_caught_up_with_one_reminder_the_latest() -> None:
    late = due_step(Task.CARRY_OUT, DUE, date(2026, 3, 2), TERMS, None, at(date(2026, 3, 17)))
    assert late == Step("overdue", date(2026, 3, 17), 3)


def test_what_is_caught_up_before_half_past_seven_stands_for_that_day_too() -> None:
    dawn = at(date(2026, 3, 13), 6)
    assert due_step(Task.CARRY_OUT, DUE, date(2026, 3, 10), TERMS, None, dawn) == Step(
        "overdue", date(2026, 3, 13), 1
    )


def test_nothing_goes_out_on_days_off_or_in_quiet_hours() -> None:
    friday, saturday = date(2026, 3, 13), date(2026, 3, 14)
    assert is_open(TERMS, at(friday, 19, 59))
    assert not is_open(TERMS, at(friday, 20))
    assert not is_open(TERMS, at(friday, 5, 59))
    assert is_open(TERMS, at(friday, 6))
    assert not is_open(TERMS, at(saturday, 9))
    assert not is_open(TERMS, at(date(2026, 3, 19), 9)), "Nyepi"
    night = TERMS._replace(policy=Policy(quiet_from=time(0), quiet_until=time(7)))
    assert is_open(night, at(friday, 23))


def test_a_new_due_date_plans_anew_from_the_day_of_the_change() -> None:
    following = next_step(Task.CARRY_OUT, date(2026, 4, 9), date(2026, 3, 2), TERMS, date(2026, 3, 13))
    assert following == Step("before", date(2026, 4, 6))


TASKS = st.sampled_from(sorted(set(Task) - OF_AN_OFFICE.keys()))
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))
NUMBERS = st.lists(st.integers(1, 12), max_size=4).map(lambda days: tuple(sorted(set(days))))
POLICIES = st.builds(
    Policy,
    before=NUMBERS.map(lambda days: days[::-1]),
    deadline_before=NUMBERS.map(lambda days: days[::-1]),
    on_due=st.booleans(),
    after=NUMBERS,
    waiting=NUMBERS,
    every=st.integers(1, 8),
    at=st.sampled_from([time(6), time(7, 30), time(16)]),
    escalation=st.sampled_from([(), DEFAULT.escalation]),
)
CALENDARS = st.builds(
    Calendar,
    added_days_off=st.dictionaries(DAYS, st.just("Libur"), max_size=40),
    removed_days_off=st.frozensets(DAYS, max_size=40),
).filter(lambda calendar: not calendar.removed_days_off & calendar.added_days_off.keys())
ANY_TERMS = st.builds(
    Terms,
    POLICIES,
    CALENDARS,
    st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]).map(ZoneInfo),
)


@given(TASKS, DAYS, DAYS, st.integers(0, 400), ANY_TERMS)
def test_it_never_falls_silent_while_open(
    task: Task, due_on: date, since: date, days: int, terms: Terms
) -> None:
    settled = since + timedelta(days=days)
    following = next_step(task, due_on, since, terms, settled)
    assert following is not None
    assert following.on > settled
    farthest = terms.calendar.add_working_days(max(settled, due_on, since), 21)
    assert following.on <= farthest, "no gap is longer than the longest between two numbers of the policy"


@given(TASKS, DAYS, DAYS, ANY_TERMS)
def test_steps_are_in_order_on_working_days_and_one_a_day_at_most(
    task: Task, due_on: date, since: date, terms: Terms
) -> None:
    found = list(islice(steps(task, due_on, since, terms), 12))
    days = [step.on for step in found]
    assert days == sorted(set(days))
    assert all(terms.calendar.is_working_day(day) and day >= since for day in days)
    assert [step.late for step in found] == sorted(step.late for step in found)


@given(
    TASKS,
    DAYS,
    st.integers(-30, 30),
    st.lists(st.integers(1, 3 * 24 * 60), min_size=1, max_size=30),
    ANY_TERMS,
)
def test_whenever_the_worker_runs_nobody_is_reminded_twice_in_a_day_and_nothing_stays_unsaid(
    task: Task, due_on: date, offset: int, pauses: list[int], terms: Terms
) -> None:
    since = due_on + timedelta(days=offset)
    now, settled, sent = at(since, 0, 0, terms.zone), None, []
    for minutes in pauses:
        now += timedelta(minutes=minutes)
        step = due_step(task, due_on, since, terms, settled, now)
        if step is not None:
            settled = step.on
            sent.append(now.astimezone(terms.zone).date())
        following = next_step(task, due_on, since, terms, settled)
        assert following is not None
        assert instant(following, terms) > now, "nothing that is due is left unsaid"
    assert len(sent) == len(set(sent))


@given(TASKS, DAYS, st.integers(-30, 30), ANY_TERMS)
def test_a_worker_that_always_runs_sends_each_step_on_its_day(
    task: Task, due_on: date, offset: int, terms: Terms
) -> None:
    since = due_on + timedelta(days=offset)
    expected = list(islice(steps(task, due_on, since, terms), 5))
    settled: date | None = None
    sent: list[Step] = []
    day = since
    while len(sent) < len(expected):
        now = datetime.combine(day, terms.policy.at, terms.zone).astimezone(UTC)
        step = due_step(task, due_on, since, terms, settled, now)
        if step is not None:
            settled = step.on
            sent.append(step)
            assert step.on == day
        day += timedelta(days=1)
    assert sent == expected
