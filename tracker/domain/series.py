"""A series of meetings: the same meeting again and again, each starting from what the last ones left open.

What is *open from earlier* is derived when it is shown and never copied: a follow-up that is raised, moved or closed
later is in the next list without anybody touching it (DOMAIN section 5).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from tracker.domain.event import Event
from tracker.domain.phrase import say

NEAR_DAYS = 7
"""A follow-up that a meeting skipped comes back at the meeting that is this near to its due date."""


class Rhythm(StrEnum):
    MINGGUAN = "mingguan"
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"
    TIDAK_TENTU = "tidak_tentu"


RHYTHM_NAMES = {
    Rhythm.MINGGUAN: say("Mingguan"),
    Rhythm.BULANAN: say("Bulanan"),
    Rhythm.TRIWULANAN: say("Triwulanan"),
    Rhythm.SEMESTERAN: say("Semesteran"),
    Rhythm.TAHUNAN: say("Tahunan"),
    Rhythm.TIDAK_TENTU: say("Tidak tentu"),
}


class SeriesAdded(Event, frozen=True, kw_only=True):
    """`section` None: of the kecamatan as a whole."""

    TOPIC: ClassVar[str] = "office.series_added.1"
    code: str
    title: str
    section: str | None = None
    rhythm: Rhythm = Rhythm.BULANAN


class Series(msgspec.Struct, frozen=True):
    code: str
    title: str
    section: str | None
    rhythm: Rhythm


def times_carried(agreed_on: date, meetings: Iterable[date], until: date) -> int:
    """Into how many meetings of the series it was carried: those held after it was agreed, up to that day."""
    return sum(agreed_on < held_on <= until for held_on in meetings)


def is_near(due_on: date | None, day: date) -> bool:
    """Whether a follow-up that was skipped is to be spoken of again; one without a date always is."""
    return due_on is None or (due_on - day).days <= NEAR_DAYS
