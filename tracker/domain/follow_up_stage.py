"""How far a follow-up is, in one piece: what a step changes, and what stands again where the step is undone
(*diurungkan*)."""

from datetime import date
from typing import ClassVar

import msgspec

from tracker.domain.event import Event
from tracker.domain.follow_up_extension import Extension
from tracker.domain.follow_up_report import Report
from tracker.domain.follow_up_status import Status
from tracker.domain.in_charge import InCharge


class Stage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of `FollowUp` of the same names."""

    status: Status
    begun_on: date | None = None
    report: Report | None = None
    cannot_requested_by: str | None = None
    extension: Extension | None = None
    disowned_by: InCharge | None = None
    by_register: bool = False


class Undone(Event, frozen=True, kw_only=True):
    """The newest step is taken back by whoever took it: `stage` stands again, as before it. `step` is its topic; the step
    itself stays in the log, and in every reading of the time in between."""

    TOPIC: ClassVar[str] = "follow_up.undone.1"
    step: str
    stage: Stage
