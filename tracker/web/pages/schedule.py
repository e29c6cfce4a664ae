"""Jadwal: a month of meetings, due dates and days off, as a sheet or as a list; my own, my section's, the office's."""

import re
from calendar import Calendar as Sheet
from datetime import date, timedelta
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from sqlalchemy import Connection

from projections import schedule
from projections.board import Filter
from projections.schedule import NOTHING, Days, OnDay
from tracker.application.actor import Actor
from tracker.domain.period import FIRST_YEAR, LAST_YEAR
from tracker.domain.phrase import MONTH_NAMES, say
from tracker.web.forms import Form, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Choice, Here, here
from tracker.web.site import WebRequest

PATH = "/jadwal"
_IN_A_SHEET, _IN_A_LIST = 3, 30
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_OWN, _SECTION, _OFFICE = "saya", "bidang", "kecamatan"
_SCOPE_NAMES = {_OWN: say("Saya"), _SECTION: say("Bidang saya"), _OFFICE: say("Kecamatan")}
_WEEKDAY_NAMES = (
    say("Senin"),
    say("Selasa"),
    say("Rabu"),
    say("Kamis"),
    say("Jumat"),
    say("Sabtu"),
    say("Minggu"),
)


class Day(msgspec.Struct, frozen=True):
    """`off`: the name of the day off, None on any other. `beside`: of the month before or after, and shown empty."""

    day: date
    weekday: str
    off: str | None
    weekend: bool
    today: bool
    beside: bool
    meetings: OnDay
    due: OnDay

    @property
    def empty(self) -> bool:
        return self.off is None and not (self.meetings.total or self.due.total)


@get(PATH, include_in_schema=False, sync_to_thread=True)
def month(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    form = query_form(request)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        first = _month(form, at.today)
        scopes = _scopes(actor)
        scope = form.one_of("lingkup", scopes) or scopes[-1]
        as_list = form.value("tampilan") == "daftar"
        days = _days(connection, actor, at, first, scope, _IN_A_LIST if as_list else _IN_A_SHEET)
    of_month = [day for day in days if not day.beside]

    def address(month: date, **changed: str) -> str:
        kept = {
            "bulan": f"{month:%Y-%m}",
            "lingkup": scope,
            "tampilan": "daftar" if as_list else "",
        } | changed
        return f"{PATH}?{urlencode({name: value for name, value in kept.items() if value})}"

    return render(
        request,
        "jadwal.html",
        name=say("{month} {year}", month=say(MONTH_NAMES[first.month - 1]), year=str(first.year)),
        weeks=[days[number : number + 7] for number in range(0, len(days), 7)],
        days=of_month,
        weekdays=_WEEKDAY_NAMES,
        nothing=all(not (day.meetings.total or day.due.total) for day in of_month),
        as_list=as_list,
        scope=scope,
        scopes=[Choice(one, _SCOPE_NAMES[one]) for one in scopes],
        this=first,
        today=at.today,
        before=first - timedelta(days=1) if first.year > FIRST_YEAR or first.month > 1 else None,
        after=_next(first) if first.year < LAST_YEAR or first.month < 12 else None,
        address=address,
    )


def _month(form: Form, today: date) -> date:
    """The first day of the month in the address, `2026-11`; of this month where there is none that could be."""
    match = _MONTH.fullmatch(form.value("bulan"))
    if match is not None and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return date(int(match[1]), int(match[2]), 1)
    return today.replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _scopes(actor: Actor) -> list[str]:
    """Whose calendar the reader can look at; the office's is where the page begins."""
    own = [_OWN] if actor.person_id is not None else []
    return [*own, *([_SECTION] if actor.section else []), _OFFICE]


def _days(connection: Connection, actor: Actor, at: Here, first: date, scope: str, most: int) -> list[Day]:
    """Whole weeks, Monday to Sunday."""
    code, section = at.office.code, None if scope == _OFFICE else actor.section
    last = _next(first) - timedelta(days=1)
    meetings = schedule.meetings(connection, code, first, last, most, section)
    due: Days = {}
    held = at.office.positions_of(actor.person_id, at.today) if actor.person_id else []
    if scope != _OWN or held:
        where = Filter(
            office=code,
            sections=(section,) if section and scope == _SECTION else (),
            in_charge=[("position", one.code) for one in held] if scope == _OWN else (),
        )
        due = schedule.due(connection, where, first, last, most)
    return [
        _day(day, at, meetings, due, beside=(day.month != first.month))
        for day in Sheet().itermonthdates(first.year, first.month)
    ]


def _day(day: date, at: Here, meetings: Days, due: Days, *, beside: bool) -> Day:
    off = at.office.calendar.day_off(day)
    return Day(
        day=day,
        weekday=_WEEKDAY_NAMES[day.weekday()],
        off=None if off is None or beside else off.name,
        weekend=day.weekday() >= 5,
        today=day == at.today,
        beside=beside,
        meetings=meetings.get(day, NOTHING),
        due=due.get(day, NOTHING),
    )
