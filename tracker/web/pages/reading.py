"""What every page begins with: the reader's own office and its day."""

from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from projections import directory
from tracker.application.actor import Actor
from tracker.application.figure_basis import position_at
from tracker.application.tracker import Tracker, end_of_day
from tracker.domain.errors import NotFound, Refused
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.web.forms import Form, query_form
from tracker.web.site import WebRequest


class Here(msgspec.Struct, frozen=True):
    """The office of the account, and the calendar day there."""

    office: Office
    today: date


class Choice(msgspec.Struct, frozen=True):
    value: str
    label: str


def here(connection: Connection, tracker: Tracker, actor: Actor) -> Here:
    """Raises NotFound for an account whose office the read models do not know."""
    office = directory.office(connection, actor.office or "")
    if office is None:
        raise NotFound("Kecamatan akun ini belum tersedia; coba lagi sebentar lagi.")
    return Here(office, tracker.today(office))


class Then(msgspec.Struct, frozen=True):
    """A past instant that a page is read as of: the end of `day`, and the position of the log that it names."""

    day: date
    as_of: datetime
    position: int


def as_of(form: Form, tracker: Tracker, at: Here) -> Then | None:
    """*Keadaan per tanggal* of the address; None: now, which today means too. A day to come is an error of the form."""
    day = form.day("per")
    if day is not None and day > at.today:
        form.errors["per"] = "Keadaan per tanggal tidak boleh sesudah hari ini."
    if day is None or day >= at.today:
        return None
    instant = end_of_day(day, at.office.zone)
    return Then(day, instant, position_at(tracker, instant))


def asked_as_of(request: WebRequest, tracker: Tracker, actor: Actor) -> Then | None:
    """The same for a page that takes nothing else from its address. Raises Refused for a day that cannot be."""
    form = query_form(request)
    if not form.value("per"):
        return None
    with tracker.views.connect() as connection:
        then = as_of(form, tracker, here(connection, tracker, actor))
    if form.errors:
        raise Refused(form.error("per"), "per")
    return then


def sections(office: Office) -> list[Choice]:
    return [Choice(section.code, section.name) for section in office.sections.values()]


def series_kept(office: Office) -> list[Choice]:
    return [Choice(series.code, series.title) for series in office.series.values()]


def positions(office: Office) -> list[Choice]:
    return [Choice(position.code, position.title) for position in office.positions.values()]


def people(office: Office) -> list[Choice]:
    """Everybody of the office, by name."""
    return sorted(
        (Choice(str(person), name) for person, name in office.people.items()), key=lambda c: c.label
    )


def people_in_charge(office: Office) -> list[tuple[str, list[Choice]]]:
    """Whom a follow-up can be given to: positions first, then bodies outside the office."""
    positions = [Choice(f"position:{p.code}", p.title) for p in office.positions.values()]
    bodies = [Choice(f"body:{code}", name) for code, name in office.bodies.items()]
    return [(say("Jabatan"), positions), (say("Pihak lain"), bodies)]


def holder_name(office: Office, in_charge: InCharge | None, day: date) -> str | None:
    """The person who holds the position in charge on that day."""
    if in_charge is None or in_charge.kind != "position":
        return None
    person = office.holder(in_charge.code, day)
    return office.people.get(person) if person else None


def section_name(office: Office, code: str | None) -> str:
    if code is None:
        return say("Seluruh kecamatan")
    return office.sections[code].name if code in office.sections else code
