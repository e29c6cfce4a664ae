"""What a matter is about, as the log has it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tracker.application.tracker import Tracker
from tracker.domain import coordination, follow_up, office, period_freeze
from tracker.domain.coordination import Coordination
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.matter import Task
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.phrase import say

_EVOLVE: dict[Task, Callable[[Any, Event], Any]] = {
    Task.CARRY_OUT: follow_up.evolve,
    Task.VERIFY: follow_up.evolve,
    Task.DECIDE: follow_up.evolve,
    Task.EXTEND: follow_up.evolve,
    Task.RATIFY: coordination.evolve,
    Task.CONSENT: coordination.evolve,
    Task.CONFIRM: period_freeze.evolve,
    Task.CLOSE_QUARTER: office.evolve,
    Task.SURVEY: office.evolve,
    Task.DIGEST: office.evolve,
}


def state_of(tracker: Tracker, task: Task, subject: UUID) -> Any:
    """The newest state of a follow-up, a coordination, a freeze or an office; None where there is none."""
    return versioned_state_of(tracker, task, subject)[0]


def versioned_state_of(tracker: Tracker, task: Task, subject: UUID) -> tuple[Any, int]:
    """The same with its version, 0 where there is none."""
    return tracker.store.load(subject, _EVOLVE[task])


def text_of(state: object) -> str | None:
    """What a reminder says it is about; None: the task alone says it."""
    match state:
        case FollowUp():
            return state.text
        case Coordination():
            return state.details.title
        case PeriodFreeze():
            return say("Penetapan capaian {period}", period=state.period.label)
        case _:
            return None


def path_of(state: object, subject: UUID) -> str:
    """The page of the product that shows it. Raises ValueError for what has none of its own."""
    match state:
        case FollowUp():
            return f"/tindak-lanjut/{subject}"
        case Coordination():
            return f"/kegiatan/{subject}"
        case PeriodFreeze():
            told = state.proposal
            suffix = "-kumulatif" if told.cumulative else ""
            return f"/penetapan/{told.year}/{told.code or 'tahun'}{suffix}"
        case _:
            raise ValueError(f"a {type(state).__name__} has no page of its own")
