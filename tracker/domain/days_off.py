"""Days off that an office adds to its calendar or takes away from it: a day of the regent's, an election, a joint leave
that was moved in mid-year."""

from datetime import date
from typing import ClassVar

from tracker.domain.calendar import Calendar
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.period import check_year
from tracker.domain.phrase import say

MAX_NAME = 120


class DayOffAdded(Event, frozen=True, kw_only=True):
    """`name` is what people call that day; the decree is the reason in the context."""

    TOPIC: ClassVar[str] = "office.day_off_added.1"
    day: date
    name: str


class DayOffRemoved(Event, frozen=True, kw_only=True):
    """From now on a working day, whether it was the office's own day off or a national one."""

    TOPIC: ClassVar[str] = "office.day_off_removed.1"
    day: date


EVENTS: tuple[type[Event], ...] = (DayOffAdded, DayOffRemoved)


def add_day_off(calendar: Calendar, *, day: date, name: str, today: date) -> DayOffAdded:
    """Raises Refused naming the field; a national day off that was taken away may be given back."""
    check_year(day.year, today.year, "day")
    name = " ".join(name.split())
    if not name:
        raise Refused("Isi nama hari liburnya, misalnya “Hari Jadi Kabupaten Jember”.", "name")
    if len(name) > MAX_NAME:
        raise Refused(say("Nama hari libur paling panjang {most} huruf.", most=MAX_NAME), "name")
    if day.weekday() >= 5:
        raise Refused("Hari itu Sabtu atau Minggu, yang memang bukan hari kerja.", "day")
    off = calendar.day_off(day)
    if off is not None:
        raise Refused(say("Hari itu sudah libur: {name}.", name=off.name), "day")
    return DayOffAdded(day=day, name=name)


def remove_day_off(calendar: Calendar, *, day: date, today: date) -> DayOffRemoved:
    """Raises Refused naming the field."""
    check_year(day.year, today.year, "day")
    if day.weekday() >= 5:
        raise Refused("Hari itu Sabtu atau Minggu; akhir pekan tidak dapat dijadikan hari kerja.", "day")
    if calendar.day_off(day) is None:
        raise Refused("Hari itu sudah hari kerja; tidak ada libur yang dihapus.", "day")
    return DayOffRemoved(day=day)


def evolved(calendar: Calendar, event: DayOffAdded | DayOffRemoved) -> Calendar:
    """The last word on a day stands, whatever the national list comes to say of it."""
    others = {day: name for day, name in calendar.added_days_off.items() if day != event.day}
    match event:
        case DayOffAdded():
            return Calendar(others | {event.day: event.name}, calendar.removed_days_off - {event.day})
        case DayOffRemoved():
            return Calendar(others, calendar.removed_days_off | {event.day})
