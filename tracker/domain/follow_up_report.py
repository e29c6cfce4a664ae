"""What is said of how far a follow-up is: the report of completion that stands, and that a meeting asked about it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.evidence import Evidence
from tracker.domain.in_charge import InCharge


class Reviewed(Event, frozen=True, kw_only=True):
    """Asked about at a meeting and found as it was: nothing changes but that it was spoken of."""

    TOPIC: ClassVar[str] = "follow_up.reviewed.1"
    meeting_id: UUID
    reviewed_on: date
    note: str = ""


class Report(msgspec.Struct, frozen=True):
    """The report of completion that stands, if any. `proven`: it came with evidence; `evidence` is empty for a register's.

    `meeting_id`: it was given at that meeting, whose ratified minutes verify it. `in_charge` was responsible when it was
    given: a hand-over since then changes nothing about who verifies it.
    """

    done_on: date
    done_by: UUID | None
    typed_by: str | None
    proven: bool
    done_with: tuple[UUID, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    meeting_id: UUID | None = None
    in_charge: InCharge | None = None

    @property
    def doers(self) -> frozenset[UUID]:
        """The persons who did it; empty where it was a body, or nobody held the position."""
        return frozenset(self.done_with) | (frozenset() if self.done_by is None else {self.done_by})
