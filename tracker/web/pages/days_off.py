"""Hari kerja dan hari libur: the days off of a year, the office's own among them, and those on which it works after all."""

from datetime import date
from enum import StrEnum

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import calendars
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.messages import long_date
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.calendar import Calendar, joint_leave_is_known
from tracker.domain.days_off import EVENTS
from tracker.domain.identity import office_id
from tracker.domain.period import YEARS_AHEAD
from tracker.domain.phrase import say
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, here
from tracker.web.site import WebRequest

_PATH = "/pengaturan/kalender"
_TOLD = tuple(event.TOPIC for event in EVENTS)
_YEARS_BACK = 5


class Step(StrEnum):
    """The last part of the address that a form is posted to."""

    ADD = "tambah"
    REMOVE = "hapus"


_DONE = {Step.ADD: "Hari libur ditambahkan.", Step.REMOVE: "Hari itu menjadi hari kerja."}


class Row(msgspec.Struct, frozen=True):
    """One day of the list. `origin`: `national`, `office`, or `worked` for a national day off that the office works on.

    `step` is what may still be done about it: nothing where it is over, or falls on a weekend.
    """

    day: date
    name: str
    origin: str
    step: str | None


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def days_off(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post(
    f"{_PATH}/{{step:str}}", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200
)
def take_step(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, step: FromPath[str]
) -> Response[str] | Response[None]:
    taken = addressed(Step, step)
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, taken),
        lambda status: _draw(request, tracker, actor, (taken, form), status),
        path=lambda _: f"{_PATH}?tahun={_year_of(form)}",
        flash=_DONE[taken],
    )


@get(f"{_PATH}/{{step:str}}", include_in_schema=False, status_code=303)
async def back_to_page(request: WebRequest, actor: TheActor, step: FromPath[str]) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the form on the page. Raises NotFound."""
    return redirect(request, f"{_PATH}#{addressed(Step, step)}")


def _carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, step: Step) -> Answer | None:
    office = actor.office or ""
    if step is Step.REMOVE:
        day = form.day("day", "Pilih harinya.")
        form.text("reason", "Isi alasannya.")
        if form.errors or day is None:
            return None
        return calendars.remove_day_off(tracker, actor, asked, calendars.RemoveDayOff(office=office, day=day))
    day = form.day("day", "Isi tanggalnya.")
    name = form.text("name", "Isi nama hari liburnya.")
    if form.errors or day is None:
        return None
    return calendars.add_day_off(
        tracker, actor, asked, calendars.AddDayOff(office=office, day=day, name=name)
    )


def _year_of(form: Form) -> int:
    day = form.day("day")
    assert day is not None
    return day.year


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    asked = query_form(request) if posted is None else posted[1]
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        days = history(connection, at.office, [office_id(at.office.code)], topics=_TOLD)
    years = range(at.today.year + YEARS_AHEAD, at.today.year - _YEARS_BACK - 1, -1)
    year = Form({"tahun": asked.value("tahun")}).whole("tahun", at.today.year)
    year = year if year in years else at.today.year
    calendar = at.office.calendar
    rows = _rows(calendar, year, at.today)
    removable = [row for row in rows if row.step == Step.REMOVE]
    offered = []
    if may(actor, Action.SET_CALENDAR, at.office.code):
        offered = [Step.ADD, *([Step.REMOVE] if removable else [])]
    forms = {step: _fresh(tracker, calendar, asked, year) for step in offered}
    if posted is not None:
        forms[posted[0]] = posted[1]
    return render(
        request,
        "kalender.html",
        status_code=status,
        office=at.office,
        today=at.today,
        year=year,
        years=years,
        rows=rows,
        counts={
            origin: sum(row.origin == origin for row in rows) for origin in ("national", "office", "worked")
        },
        joint_leave_is_known=joint_leave_is_known(year),
        offered=[step.value for step in offered],
        forms=forms,
        opened=_opened(posted, asked),
        posted=posted,
        removable=[
            Choice(row.day.isoformat(), say("{day}: {name}", day=long_date(row.day), name=row.name))
            for row in removable
        ],
        days=days,
    )


def _rows(calendar: Calendar, year: int, today: date) -> list[Row]:
    off = [(one, "office" if one.own else "national", Step.REMOVE.value) for one in calendar.days_off(year)]
    worked = [(one, "worked", Step.ADD.value) for one in calendar.worked_holidays(year)]
    return [
        Row(
            day=one.day,
            name=one.name,
            origin=origin,
            step=step if one.day >= today and one.day.weekday() < 5 else None,
        )
        for one, origin, step in sorted(off + worked, key=lambda found: found[0].day)
    ]


def _fresh(tracker: Tracker, calendar: Calendar, asked: Form, year: int) -> Form:
    """With the day that the reader came for, and with its national name where the office works on it."""
    form = Form({"request_id": str(tracker.new_id()), "tahun": str(year)})
    day = Form({"hari": asked.value("hari")}).day("hari")
    if day is not None:
        form.values["day"] = day.isoformat()
        names = {one.day: one.name for one in calendar.worked_holidays(day.year)}
        form.values["name"] = names.get(day, "")
    return form


def _opened(posted: tuple[Step, Form] | None, asked: Form) -> str | None:
    """The step whose form stands open: the one that was refused, or the one that the reader came for."""
    if posted is not None:
        return posted[0].value
    return asked.value("langkah") or None
