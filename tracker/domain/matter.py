"""A matter: something that somebody is waited for, by what stands in the record.

A follow-up is to be carried out, then verified or decided about; beside that an extension may wait for its answer.
Minutes wait to be ratified, a request for consent; a proposed freeze waits for the Camat. An office owes its people a
weekly digest, and its year has deadlines.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import OPEN, FollowUp, Status
from tracker.domain.minutes import MinutesStatus
from tracker.domain.office import Office
from tracker.domain.period_freeze import PeriodFreeze, Stage
from tracker.domain.phrase import say


class Task(StrEnum):
    """What somebody is waited for to do; `digest`: to be told what is open."""

    CARRY_OUT = "carry_out"
    VERIFY = "verify"
    DECIDE = "decide"
    EXTEND = "extend"
    RATIFY = "ratify"
    CONSENT = "consent"
    CONFIRM = "confirm"
    CLOSE_QUARTER = "close_quarter"
    SURVEY = "survey"
    DIGEST = "digest"


TASK_NAMES = {
    Task.CARRY_OUT: say("dikerjakan"),
    Task.VERIFY: say("menunggu verifikasi"),
    Task.DECIDE: say("menunggu keputusan"),
    Task.EXTEND: say("menunggu keputusan perpanjangan"),
    Task.RATIFY: say("menunggu pengesahan notulen"),
    Task.CONSENT: say("menunggu persetujuan"),
    Task.CONFIRM: say("menunggu penetapan capaian"),
    Task.CLOSE_QUARTER: say("usulan penetapan capaian"),
    Task.SURVEY: say("survei kepuasan"),
    Task.DIGEST: say("rekap mingguan"),
}

NOTHING: Mapping[Task, date | None] = {}

OF_AN_OFFICE: Mapping[Task, date | None] = {Task.DIGEST: None, Task.CLOSE_QUARTER: None, Task.SURVEY: None}
"""What comes back each week, quarter and year: whether there is anything to say is seen when the day comes."""


def task_of(follow_up: FollowUp) -> Task | None:
    """How its life goes on; None when closed, or in charge is only a name out of a register, which nobody answers to."""
    if follow_up.status not in OPEN:
        return None
    if follow_up.cannot_requested_by is not None:
        return Task.DECIDE
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        return Task.VERIFY
    if follow_up.in_charge is not None and follow_up.in_charge.kind == "text":
        return None
    return Task.CARRY_OUT


def waited_for(state: Any) -> Mapping[Task, date | None]:
    """Everything that the state waits for, each with its due date where it has one."""
    match state:
        case FollowUp():
            return _of_follow_up(state)
        case Coordination():
            found: dict[Task, date | None] = {}
            if state.minutes.status is MinutesStatus.DIAJUKAN:
                found[Task.RATIFY] = None
            if state.requests.waiting:
                found[Task.CONSENT] = None
            return found
        case Office():
            return OF_AN_OFFICE
        case PeriodFreeze():
            return {Task.CONFIRM: None} if state.stage is Stage.DIUSULKAN else NOTHING
        case _:
            return NOTHING


def _of_follow_up(state: FollowUp) -> Mapping[Task, date | None]:
    task = task_of(state)
    if task is None:
        return NOTHING
    found = {task: state.due_on if task is Task.CARRY_OUT else None}
    if state.extension is not None:
        found[Task.EXTEND] = None
    return found
