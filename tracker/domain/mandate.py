"""A mandate (*a.n.*, atas nama): the holder of a position lets somebody else decide in the holder's name for a while."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, within_reach
from tracker.domain.phrase import say


class MandateGiven(Event, frozen=True, kw_only=True):
    """`until` is the last day, None: until it is ended. `basis` names the letter, in the office's own words."""

    TOPIC: ClassVar[str] = "office.mandate_given.1"
    position: str
    person_id: UUID
    since: date
    until: date | None = None
    basis: str = ""


class MandateEnded(Event, frozen=True, kw_only=True):
    """`since` is the first day on which nobody decides in that name any more."""

    TOPIC: ClassVar[str] = "office.mandate_ended.1"
    position: str
    person_id: UUID
    since: date


def check_term(since: date, until: date | None) -> None:
    """Of a mandate, or of whoever holds a position. Raises Refused naming `since` or `until`."""
    if not within_reach(since):
        raise Refused(
            say("Tanggal mulai harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR), "since"
        )
    if until is not None and until < since:
        raise Refused("Tanggal berakhir tidak boleh sebelum tanggal mulai.", "until")
    if until is not None and not within_reach(until):
        raise Refused(
            say("Tanggal berakhir harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR),
            "until",
        )


class Mandate(msgspec.Struct, frozen=True):
    """From `since` through `until`; `ended_on` is the first day after an earlier end."""

    position: str
    person_id: UUID
    since: date
    until: date | None
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        return (
            self.since <= day
            and (self.until is None or day <= self.until)
            and (self.ended_on is None or day < self.ended_on)
        )


def ended(mandate: Mandate, event: MandateEnded) -> Mandate:
    """The mandate as it stands after an end: another position's, person's or time's stays as it is."""
    about = mandate.position == event.position and mandate.person_id == event.person_id
    return (
        msgspec.structs.replace(mandate, ended_on=event.since)
        if about and mandate.covers(event.since)
        else mandate
    )
