"""The plan of reminders of one matter: the days of its steps, computed and never stored.

What has a due date is reminded of before it, on it, and after it at growing distances, then evenly without end; what
waits for an answer, from the next working day on in the same manner. An office's deadlines and digests come back by
themselves. A step on a day off is brought forward to the
working day before it. Steps are never lost: what a stopped worker missed is due when it comes back, as one reminder, the
latest (LESSONS, "Reminders").
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise, takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from tracker.domain.calendar import Calendar
from tracker.domain.deadline import deadlines
from tracker.domain.matter import Task
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.reminder_policy import Policy

_DAY = timedelta(days=1)


class Terms(NamedTuple):
    """What a plan is made by: the policy of the matter, the office's calendar and its zone."""

    policy: Policy
    calendar: Calendar
    zone: ZoneInfo


def terms_of(office: Office, policy: int) -> Terms:
    return terms_with(office, office.policy(policy))


def terms_with(office: Office, policy: Policy) -> Terms:
    """Those that the office would have by a policy that it may not have adopted yet."""
    return Terms(policy, office.calendar, ZoneInfo(office.zone))


class Step(msgspec.Struct, frozen=True):
    """One reminder of the plan; at most one a day. `name` is `before`, `due`, `overdue`, `waiting` or `digest`.

    `late`: working days since the due date, or since somebody began to be waited for; 0 before that.
    """

    name: str
    on: date
    late: int = 0

    @property
    def code(self) -> str:
        return f"{self.name}:{self.on.isoformat()}"


STEP_NAMES = {
    "before": say("menjelang batas waktu"),
    "due": say("pada batas waktu"),
    "overdue": say("lewat batas waktu"),
    "waiting": say("menunggu jawaban"),
    "digest": say("rekap mingguan"),
}


def steps(
    task: Task, due_on: date | None, since: date, terms: Terms, settled: date | None = None
) -> Iterator[Step]:
    """The plan after the day `settled`, in order and without end; nothing for work without a due date.

    `since` is the office's day on which the matter began: nothing is due before it, and who has just been asked for an
    answer is reminded from the next working day on.
    """
    match task:
        case Task.CARRY_OUT:
            plan = _dated(due_on, since, terms) if due_on is not None else iter(())
        case Task.CLOSE_QUARTER | Task.SURVEY:
            plan = _deadlines(task, since, terms)
        case Task.DIGEST:
            plan = _digests(since, terms)
        case _:
            plan = _late("waiting", since, terms.policy.waiting, terms)
    last = None
    for step in plan:
        if step.on >= since and (settled is None or step.on > settled) and step.on != last:
            last = step.on
            yield step


def instant(step: Step, terms: Terms) -> datetime:
    """The UTC instant at which the step becomes due."""
    return datetime.combine(step.on, terms.policy.at, terms.zone).astimezone(UTC)


def next_step(
    task: Task, due_on: date | None, since: date, terms: Terms, settled: date | None = None
) -> Step | None:
    """The first step after the day `settled` (None: nothing settled yet)."""
    return next(steps(task, due_on, since, terms, settled), None)


def due_step(
    task: Task, due_on: date | None, since: date, terms: Terms, settled: date | None, now: datetime
) -> Step | None:
    """The reminder to send at `now`: the latest unsettled step; the earlier ones are merged into it.

    What was missed is caught up when the office is next open, and then stands for the whole day: nobody is reminded
    twice in one day.
    """
    plan = steps(task, due_on, since, terms, settled)
    first = next(plan, None)
    if first is None or instant(first, terms) > now:
        return None
    return merged(first, plan, now.astimezone(terms.zone).date())[0]


def merged(first: Step, later: Iterator[Step], today: date) -> tuple[Step, Step | None]:
    """The last step of the plan up to today, from `first` on, and the one that follows it."""
    for step in later:
        if step.on > today:
            return first, step
        first = step
    return first, None


def is_open(terms: Terms, now: datetime) -> bool:
    """Whether reminders may go out: on the office's working days, outside its quiet hours."""
    local = now.astimezone(terms.zone)
    return terms.calendar.is_working_day(local.date()) and not terms.policy.is_quiet(local.time())


def _dated(due_on: date, since: date, terms: Terms) -> Iterator[Step]:
    policy, calendar = terms.policy, terms.calendar
    due = calendar.at_or_before(due_on)
    if since <= due:
        for days in policy.before:
            yield Step("before", calendar.add_working_days(due, -days))
        if policy.on_due:
            yield Step("due", due)
    if since > due_on:
        # Given out when it was late already: said on the same day, then at the same distances from it.
        today = next(calendar.working_days_from(since))
        yield Step("overdue", today)
        yield from _late("overdue", today, policy.after, terms)
    else:
        yield from _late("overdue", due_on, policy.after, terms)


def _late(name: str, since: date, after: tuple[int, ...], terms: Terms) -> Iterator[Step]:
    """The steps `after` working days after that day and on the days of escalation, then each `every`, without end."""
    policy = terms.policy
    days = sorted({*after, *(one.after for one in policy.escalation)})
    day, reached = since, 0
    for number in _without_end(days, policy.every):
        day = terms.calendar.add_working_days(day, number - reached)
        reached = number
        yield Step(name, day, number)


def _without_end(days: list[int], every: int) -> Iterator[int]:
    yield from days
    yield from count((days[-1] if days else 0) + every, every)


def _deadlines(task: Task, since: date, terms: Terms) -> Iterator[Step]:
    """Before each deadline and on it, and after it until the next one takes its place."""
    policy, calendar = terms.policy, terms.calendar
    for deadline, following in pairwise(deadlines(task, since, calendar)):
        for days in policy.deadline_before:
            day = calendar.add_working_days(deadline.due, -days)
            if day >= deadline.opens:
                yield Step("before", day)
        yield Step("due", deadline.due)
        yield from takewhile(
            lambda step, until=following.opens: step.on < until,  # type: ignore[misc]
            _late("overdue", deadline.due, policy.after, terms),
        )


def _digests(since: date, terms: Terms) -> Iterator[Step]:
    """Each week on its weekday, or on the next working day of that week; a week of days off has none."""
    monday = since - timedelta(days=since.weekday())
    while True:
        day = next(terms.calendar.working_days_from(monday + timedelta(days=terms.policy.digest_weekday)))
        if day < monday + timedelta(days=7):
            yield Step("digest", day)
        monday += timedelta(days=7)
