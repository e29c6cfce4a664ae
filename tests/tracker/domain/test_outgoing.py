"""When the steps of a plan really go out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.domain.test_reminder_plan import ANY_TERMS, DAYS, JAKARTA, TASKS, TERMS, at
from tracker.domain.calendar import Calendar
from tracker.domain.matter import Task
from tracker.domain.outgoing import next_open, outgoing
from tracker.domain.reminder_plan import Step, Terms, due_step, is_open
from tracker.domain.reminder_policy import Policy

DUE = date(2026, 3, 12)


def test_each_step_goes_out_at_its_instant_when_the_office_is_open_then() -> None:
    found = outgoing(
        Task.CARRY_OUT, DUE, date(2026, 3, 2), TERMS, None, at(date(2026, 3, 2)), at(DUE, 23), TERMS
    )
    assert [(one.step.code, one.at) for one in found] == [
        ("before:2026-03-09", at(date(2026, 3, 9), 7, 30)),
        ("due:2026-03-12", at(DUE, 7, 30)),
    ]


def test_what_is_late_already_goes_out_now_as_one_and_on_a_day_off_when_the_office_opens() -> None:
    def first(now: datetime) -> tuple[str, datetime]:
        found = next(
            outgoing(Task.CARRY_OUT, DUE, date(2026, 3, 2), TERMS, None, now, now + timedelta(days=9), TERMS)
        )
        return found.step.code, found.at

    friday = at(date(2026, 3, 13), 11)
    assert first(friday) == ("overdue:2026-03-13", friday)
    assert first(at(date(2026, 3, 14))) == ("overdue:2026-03-16", at(date(2026, 3, 16), 6))


def test_an_older_policy_whose_hour_is_quiet_by_now_goes_out_when_the_office_opens() -> None:
    terms = TERMS._replace(policy=Policy(at=time(19)))
    opening = TERMS._replace(policy=Policy(quiet_from=time(18)))
    plan = outgoing(
        Task.CARRY_OUT, DUE, date(2026, 3, 2), terms, None, at(date(2026, 3, 2)), at(DUE, 23), opening
    )
    assert [(one.step.code, one.at) for one in plan] == [
        ("before:2026-03-09", at(date(2026, 3, 10), 6)),
    ]


def test_the_next_open_instant_is_the_instant_itself_while_the_office_is_open() -> None:
    friday = date(2026, 3, 13)
    assert next_open(TERMS, at(friday, 12)) == at(friday, 12)
    assert next_open(TERMS, at(friday, 5)) == at(friday, 6)
    assert next_open(TERMS, at(friday, 20)) == at(date(2026, 3, 16), 6)
    at_noon = TERMS._replace(policy=Policy(quiet_from=time(12), quiet_until=time(13)))
    assert next_open(at_noon, at(friday, 12, 30)) == at(friday, 13)
    until_midnight = TERMS._replace(policy=Policy(quiet_from=time(20), quiet_until=time(0)))
    assert next_open(until_midnight, at(friday, 21)) == at(date(2026, 3, 16), 0)


@given(
    TASKS,
    DAYS,
    st.integers(-30, 30),
    ANY_TERMS,
    st.sampled_from([(time(20), time(6)), (time(18), time(7)), (time(12), time(13)), (time(0), time(7, 45))]),
)
def test_a_worker_that_looks_each_quarter_of_an_hour_sends_the_same_at_the_same_time(
    task: Task, due_on: date, offset: int, terms: Terms, quiet: tuple[time, time]
) -> None:
    """A step of the policy's hour may wait for the office, whose quiet hours are those of a newer policy."""
    since = due_on + timedelta(days=offset)
    opening = terms._replace(policy=Policy(quiet_from=quiet[0], quiet_until=quiet[1]))
    begin = datetime.combine(since, time(), terms.zone).astimezone(UTC)
    until = begin + timedelta(days=12)
    sent: list[tuple[Step, datetime]] = []
    now, settled = begin, None
    while now <= until:
        step = due_step(task, due_on, since, terms, settled, now) if is_open(opening, now) else None
        if step is not None:
            settled = step.on
            sent.append((step, now))
        now += timedelta(minutes=15)
    assert list(outgoing(task, due_on, since, terms, None, begin, until, opening)) == sent


def test_offices_in_three_zones_send_at_half_past_seven_of_their_own() -> None:
    calendar = Calendar()
    hours = {}
    for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
        terms = Terms(Policy(), calendar, ZoneInfo(zone))
        first = next(
            outgoing(Task.CARRY_OUT, DUE, DUE, terms, None, at(DUE, 0, zone=JAKARTA), at(DUE, 23), terms)
        )
        hours[zone] = first.at.hour, first.at.minute
    assert hours == {"Asia/Jakarta": (0, 30), "Asia/Makassar": (23, 30), "Asia/Jayapura": (22, 30)}


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (datetime(2026, 3, 9, 2, tzinfo=UTC), datetime(2026, 3, 9, 2, tzinfo=UTC)),
        (datetime(2026, 3, 9, 13, tzinfo=UTC), datetime(2026, 3, 9, 23, tzinfo=UTC)),
        (datetime(2026, 3, 8, 20, tzinfo=UTC), datetime(2026, 3, 8, 23, tzinfo=UTC)),
        (datetime(2026, 3, 13, 13, tzinfo=UTC), datetime(2026, 3, 15, 23, tzinfo=UTC)),
        (datetime(2026, 3, 14, 3, tzinfo=UTC), datetime(2026, 3, 15, 23, tzinfo=UTC)),
    ],
)
def test_the_next_opening_is_a_working_day_outside_quiet_hours(now: datetime, opening: datetime) -> None:
    """By day; at eight in the evening; at three in the night; on Friday evening; on Saturday."""
    assert next_open(TERMS, now) == opening


def test_where_quiet_hours_lie_within_the_day_the_next_day_off_ends_at_midnight() -> None:
    terms = TERMS._replace(policy=Policy(at=time(8), quiet_from=time(12), quiet_until=time(13)))
    saturday = datetime(2026, 3, 14, 3, tzinfo=UTC)
    assert next_open(terms, saturday) == datetime(2026, 3, 15, 17, tzinfo=UTC)
    noon = datetime(2026, 3, 16, 5, 30, tzinfo=UTC)
    assert next_open(terms, noon) == datetime(2026, 3, 16, 6, tzinfo=UTC)
