"""The due dates that a follow-up has had, each with who set it, when and why: the first stays in sight for ever."""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection

from tracker.domain.follow_up import FollowUp, evolve
from tracker.domain.office import Office
from tracker.store.envelope import Recorded
from tracker.web.history import since
from tracker.web.sentences import Moment


class DueDate(msgspec.Struct, frozen=True):
    """`days` is how much later than the one before (negative: sooner); None for the first."""

    due_on: date
    days: int | None
    set: Moment


def due_dates(connection: Connection, office: Office, recorded: Iterable[Recorded]) -> list[DueDate]:
    """Oldest first; empty where there has been but one."""
    state: FollowUp | None = None
    changes: list[tuple[date, int | None, Recorded]] = []
    for one in recorded:
        before = None if state is None else state.due_on
        state = evolve(state, one.event)
        if state.due_on is not None and state.due_on != before:
            changes.append((state.due_on, None if before is None else (state.due_on - before).days, one))
    if len(changes) < 2:
        return []
    moments = since(connection, office, [one for _, _, one in changes])
    return [DueDate(due_on, days, moment) for (due_on, days, _), moment in zip(changes, moments, strict=True)]
