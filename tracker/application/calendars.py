"""Use cases of an office's calendar: the days off that it has beside the national list, and those that it works on."""

from datetime import date

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.office_step import OfficeCommand, act
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import days_off
from tracker.domain.event import Event
from tracker.domain.follow_up_checks import check_reason
from tracker.domain.office import Office


class AddDayOff(OfficeCommand, frozen=True, kw_only=True):
    day: date
    name: str


class RemoveDayOff(OfficeCommand, frozen=True, kw_only=True):
    day: date


def add_day_off(tracker: Tracker, actor: Actor, asked: Asked, command: AddDayOff) -> Answer:
    """The reason names the decree, where there is one."""
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.SET_CALENDAR,
        lambda office, today: days_off.add_day_off(
            office.calendar, day=command.day, name=command.name, today=today
        ),
    )


def remove_day_off(tracker: Tracker, actor: Actor, asked: Asked, command: RemoveDayOff) -> Answer:
    """That people work on a day off needs a reason."""

    def decide(office: Office, today: date) -> Event:
        event = days_off.remove_day_off(office.calendar, day=command.day, today=today)
        check_reason(asked.reason)
        return event

    return act(tracker, actor, asked, command, Action.SET_CALENDAR, decide)
