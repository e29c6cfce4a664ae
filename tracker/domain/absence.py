"""An absence (cuti, sakit, dinas luar): from one day through another a person is not written to, and the deputy is.

Who is absent stays the holder, and the deputy decides nothing in that name: for that there are Plh and mandate
(`tracker.domain.acting`).
"""

from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.phrase import say


class AbsenceRecorded(Event, frozen=True, kw_only=True):
    """Both days inclusive. `deputy` is reminded meanwhile; None: what waits passes upward.

    Why somebody is absent is nobody's business here: it may be an illness.
    """

    TOPIC: ClassVar[str] = "office.absence_recorded.1"
    person_id: UUID
    since: date
    until: date
    deputy: UUID | None = None


class AbsenceEnded(Event, frozen=True, kw_only=True):
    """`since` names the absence, `back_on` is the first day on which the person is there again: not later than
    `since` where it never began."""

    TOPIC: ClassVar[str] = "office.absence_ended.1"
    person_id: UUID
    since: date
    back_on: date


EVENTS: tuple[type[Event], ...] = (AbsenceRecorded, AbsenceEnded)


class Absence(msgspec.Struct, frozen=True):
    """From `since` through `until`; of one person no two share a day."""

    person_id: UUID
    since: date
    until: date
    deputy: UUID | None = None

    @property
    def term(self) -> str:
        """`3 Maret 2026`, or `3 Maret 2026 s.d. 5 Maret 2026`."""
        if self.since == self.until:
            return say("{day}", day=self.since)
        return say("{first} s.d. {last}", first=self.since, last=self.until)

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until

    def meets(self, since: date, until: date) -> bool:
        """Whether it shares a day with that time."""
        return self.since <= until and since <= self.until


def evolved(absences: tuple[Absence, ...], event: AbsenceRecorded | AbsenceEnded) -> tuple[Absence, ...]:
    """An absence that ends before it began is none."""
    if isinstance(event, AbsenceRecorded):
        return (*absences, Absence(event.person_id, event.since, event.until, event.deputy))
    last = event.back_on - timedelta(days=1)
    return tuple(
        msgspec.structs.replace(one, until=last) if _is_ended(one, event) else one
        for one in absences
        if not (_is_ended(one, event) and last < one.since)
    )


def _is_ended(absence: Absence, event: AbsenceEnded) -> bool:
    return (absence.person_id, absence.since) == (event.person_id, event.since)
