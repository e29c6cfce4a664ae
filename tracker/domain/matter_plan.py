"""By what each matter of a subject is reminded: how what happens to the subject, and what is sent, moves its plan on.

The read model of what is due and the ledger of what was follow it with the same functions.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from tracker.domain.follow_up import FollowUp
from tracker.domain.matter import Task, waited_for
from tracker.domain.reminder import Outcome, settles


class Plan(NamedTuple):
    """`since`: the office's day on which the matter began; `settled`: the day through which steps are settled; `policy`:
    the number of the policy that it started with."""

    due_on: date | None
    since: date
    settled: date | None
    policy: int


def followed(
    standing: Mapping[Task, Plan],
    before: object,
    after: object,
    day: Callable[[], date],
    newest_policy: Callable[[], int],
) -> dict[Task, Plan]:
    """The plans of what the subject waits for, after the event recorded on that day.

    All of one subject go by one policy. A new due date plans anew: a day on which somebody was reminded is not repeated.
    What was handed to somebody else begins with them: late work is told of on that very day, and rises from there.
    """
    found = {}
    waits, handed = waited_for(after), _is_handed(before, after)
    for task, due_on in waits.items():
        plan = standing.get(task)
        if plan is None:
            started_with = next(iter(standing.values())).policy if standing else newest_policy()
            plan = Plan(due_on, day(), None, started_with)
        elif task is Task.CARRY_OUT and handed:
            plan = plan._replace(due_on=due_on, since=day(), settled=None)
        elif plan.due_on != due_on:
            settled = None if plan.settled is None else max(plan.settled, day())
            plan = plan._replace(due_on=due_on, settled=settled)
        found[task] = plan
    return found


def _is_handed(before: object, after: object) -> bool:
    if not (isinstance(before, FollowUp) and isinstance(after, FollowUp)):
        return False
    return (before.in_charge, before.disowned_by) != (after.in_charge, after.disowned_by)


def settled_by(plan: Plan, event: Outcome) -> Plan:
    """The same plan where the outcome leaves its step to be planned anew."""
    if not settles(event):
        return plan
    return plan._replace(settled=max(plan.settled or event.through, event.through))
