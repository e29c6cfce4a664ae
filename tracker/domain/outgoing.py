"""When the steps of a plan really go out: at the first instant at which they are due and the office is open.

What a closed office, or a stopped worker, missed goes out as one when it can. A dry run and the forecast of a policy read
this; it says of every instant what `due_step`, asked then, says.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tracker.domain.matter import Task
from tracker.domain.reminder_plan import Step, Terms, instant, is_open, merged, steps

_DAY = timedelta(days=1)


class Outgoing(NamedTuple):
    """`at` is a UTC instant."""

    step: Step
    at: datetime


def outgoing(
    task: Task,
    due_on: date | None,
    since: date,
    terms: Terms,
    settled: date | None,
    now: datetime,
    until: datetime,
    opening: Terms,
) -> Iterator[Outgoing]:
    """From `now` to `until`, both included, each counting as sent for what follows. `opening`: the office's newest terms,
    by which it is open."""
    plan = steps(task, due_on, since, terms, settled)
    following = next(plan, None)
    while following is not None:
        at = next_open(opening, max(now, instant(following, terms)))
        if at > until:
            return
        step, following = merged(following, plan, at.astimezone(terms.zone).date())
        yield Outgoing(step, at)


def next_open(terms: Terms, moment: datetime) -> datetime:
    """That instant, or the first one after it, at which reminders may go out."""
    while not is_open(terms, moment):
        local = moment.astimezone(terms.zone)
        policy, day, opens = terms.policy, local.date(), terms.policy.quiet_until
        over_midnight = policy.quiet_from > policy.quiet_until
        if not terms.calendar.is_working_day(day) or (over_midnight and local.time() >= policy.quiet_from):
            day, opens = day + _DAY, time()
        moment = datetime.combine(day, opens, terms.zone).astimezone(UTC)
    return moment
