"""Rencana pengingat: what goes out on a day, to whom, over what and why; and what is held back, and why."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from litestar import Response, get

from tracker.application.channels import CHANNEL_NAMES
from tracker.application.permissions import Action, require
from tracker.application.planned_messages import PlannedMessage, held_back, messages
from tracker.application.reminders import PlannedReminder, plan
from tracker.domain.matter import Task
from tracker.domain.outgoing import next_open
from tracker.domain.phrase import both
from tracker.domain.reminder_plan import terms_of
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Here, here
from tracker.web.reminder_words import because_text, matter_path
from tracker.web.site import WebRequest

_FARTHEST = timedelta(days=366)


class Item(msgspec.Struct, frozen=True):
    """One reminder, over all the channels that it takes."""

    reminder: PlannedReminder
    path: str


class Person(msgspec.Struct, frozen=True):
    """Everything that one person gets, and over which channels, one message each."""

    name: str
    positions: str
    channels: str
    items: tuple[Item, ...]


@get("/pengingat/rencana", include_in_schema=False, sync_to_thread=True)
def reminder_plan(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    """An official sees the own office."""
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    require(actor, Action.VIEW, at.office.code)
    form = query_form(request)
    day = _day(form, at)
    now = tracker.clock()
    zone = ZoneInfo(at.office.zone)
    instant = datetime.combine(day, time.max, zone).astimezone(UTC)
    planned = [] if form.errors else plan(tracker, instant, at.office.code)
    opens = next_open(terms_of(at.office, at.office.newest_policy), max(now, _begin(day, zone)))
    form.values.setdefault("pada", day.isoformat())
    return render(
        request,
        "rencana_pengingat.html",
        status_code=422 if form.errors else 200,
        office=at.office,
        today=at.today,
        day=day,
        form=form,
        people=_people(messages(planned)),
        held_back=[Item(one, matter_path(one.task, one.subject)) for one in held_back(planned)],
        day_off=at.office.calendar.day_off(day),
        opens=opens if opens > instant else None,
        tomorrow=next(at.office.calendar.working_days_from(day + timedelta(days=1))),
        channel_names=CHANNEL_NAMES,
        because_text=because_text,
    )


def _day(form: Form, at: Here) -> date:
    day = form.day("pada") or at.today
    if day < at.today:
        form.errors["pada"] = (
            "Hari itu sudah lewat; yang sudah dikirim ada pada bukti pengingat setiap tindak lanjut."
        )
    elif day > at.today + _FARTHEST:
        form.errors["pada"] = "Pilih hari paling lambat setahun ke depan."
    return at.today if form.errors else day


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _people(found: Iterable[PlannedMessage]) -> list[Person]:
    of: dict[UUID, list[PlannedMessage]] = {}
    for message in found:
        of.setdefault(message.person_id, []).append(message)
    people = []
    for some in of.values():
        items: dict[tuple[UUID, Task], Item] = {}
        for message in some:
            for one in message.reminders:
                items.setdefault((one.subject, one.task), Item(one, matter_path(one.task, one.subject)))
        positions = {item.reminder.recipient.position: None for item in items.values()}
        people.append(
            Person(
                some[0].name,
                ", ".join(positions),
                both(*(CHANNEL_NAMES[message.channel] for message in some)),
                tuple(items.values()),
            )
        )
    return people
