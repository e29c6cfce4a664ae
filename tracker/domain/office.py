"""An office (kecamatan) with its sections, positions and their holders, bodies it deals with, and its people."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain import absence, conventions, days_off, reminder_policy
from tracker.domain.absence import Absence, AbsenceEnded, AbsenceRecorded
from tracker.domain.calendar import NATIONAL, Calendar
from tracker.domain.conventions import CapaianFrom, Conventions, Rung
from tracker.domain.days_off import DayOffAdded, DayOffRemoved
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.in_charge import InCharge
from tracker.domain.mandate import Mandate, MandateEnded, MandateGiven, ended
from tracker.domain.percent import Rounding
from tracker.domain.phrase import say
from tracker.domain.reminder_policy import Policy, PolicyAdopted
from tracker.domain.role import Rank
from tracker.domain.series import Series, SeriesAdded


class Standing(StrEnum):
    """By what right a position is held: for good, or acting (Plt, Plh)."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"


class OfficeRegistered(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "office.registered.1"
    code: str
    name: str
    regency: str
    zone: str


class OfficeProfileStated(Event, frozen=True, kw_only=True):
    """The head of the office's IKU document; None where the document is silent ("tidak disebut")."""

    TOPIC: ClassVar[str] = "office.profile_stated.1"
    document: str
    agency: str
    duty: str | None = None
    functions: tuple[str, ...] = ()
    goal: str | None = None
    goal_indicator: str | None = None
    year: int | None = None


class SectionAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "office.section_added.1"
    code: str
    name: str
    kind: str = "seksi"


class PositionAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "office.position_added.1"
    code: str
    title: str
    rank: Rank
    section: str | None = None


class BodyAdded(Event, frozen=True, kw_only=True):
    """Somebody outside the office who can be in charge of an outcome and has no account."""

    TOPIC: ClassVar[str] = "office.body_added.1"
    code: str
    name: str


class PersonAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "office.person_added.1"
    person_id: UUID
    name: str


class PositionHeld(Event, frozen=True, kw_only=True):
    """`until` is the last day of a Plt or Plh: from the next day on the earlier holder is the holder again."""

    TOPIC: ClassVar[str] = "office.position_held.1"
    position: str
    person_id: UUID
    since: date
    standing: Standing = Standing.DEFINITIF
    until: date | None = None


class PositionVacated(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "office.position_vacated.1"
    position: str
    since: date


class OfficeConventionsStated(Event, frozen=True, kw_only=True):
    """How capaian is computed, rounded and called, from a year on."""

    TOPIC: ClassVar[str] = "office.conventions_stated.1"
    from_year: int
    ladder: tuple[Rung, ...]
    rounding: Rounding
    capaian_from: CapaianFrom


EVENTS: tuple[type[Event], ...] = (
    OfficeRegistered,
    OfficeProfileStated,
    SectionAdded,
    PositionAdded,
    BodyAdded,
    PersonAdded,
    PositionHeld,
    PositionVacated,
    MandateGiven,
    MandateEnded,
    OfficeConventionsStated,
    SeriesAdded,
    *days_off.EVENTS,
    *absence.EVENTS,
    PolicyAdopted,
)


class Section(msgspec.Struct, frozen=True):
    code: str
    name: str
    kind: str


class Position(msgspec.Struct, frozen=True):
    code: str
    title: str
    rank: Rank
    section: str | None


class Holding(msgspec.Struct, frozen=True):
    """`person_id` None: vacant from that day. `until` is the last day; None: until the next."""

    position: str
    person_id: UUID | None
    since: date
    standing: Standing
    until: date | None = None


class Office(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: str
    regency: str
    zone: str
    profile: OfficeProfileStated | None = None
    sections: dict[str, Section] = {}
    positions: dict[str, Position] = {}
    bodies: dict[str, str] = {}
    people: dict[UUID, str] = {}
    holdings: tuple[Holding, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    conventions: dict[int, Conventions] = {}
    series: dict[str, Series] = {}
    calendar: Calendar = NATIONAL
    absences: tuple[Absence, ...] = ()
    policies: tuple[Policy, ...] = ()

    @property
    def newest_policy(self) -> int:
        """The number of the reminder policy in force; 0 is the default, which no office has to adopt."""
        return len(self.policies)

    def policy(self, number: int) -> Policy:
        return self.policies[number - 1] if number else reminder_policy.DEFAULT

    def conventions_for(self, year: int) -> Conventions:
        """Those stated last for that year or one before it; the defaults of DOMAIN section 3 until then."""
        stated = [from_year for from_year in self.conventions if from_year <= year]
        return self.conventions[max(stated)] if stated else conventions.DEFAULT

    def holder(self, position: str, day: date) -> UUID | None:
        """Who holds the position on that day, Plt and Plh included; None when vacant."""
        held = self.holding(position, day)
        return None if held is None else held.person_id

    def holding(self, position: str, day: date) -> Holding | None:
        """The latest that is not over on that day; of two since one day, the one recorded last."""
        latest: Holding | None = None
        for held in self.holdings:
            if held.position != position or held.since > day or (held.until and held.until < day):
                continue
            if latest is None or held.since >= latest.since:
                latest = held
        return latest

    def mandated(self, position: str, day: date) -> frozenset[UUID]:
        """Who decides in the name of the position's holder on that day."""
        return frozenset(m.person_id for m in self.mandates if m.position == position and m.covers(day))

    def absence(self, person: UUID, day: date) -> Absence | None:
        """That of the person on that day; None: there, or not known to be away."""
        return next((one for one in self.absences if one.person_id == person and one.covers(day)), None)

    def absences_from(self, day: date) -> tuple[Absence, ...]:
        """Those that are not over before that day, by their first day."""
        return tuple(sorted((one for one in self.absences if one.until >= day), key=lambda one: one.since))

    def positions_of(self, person: UUID, day: date) -> tuple[Position, ...]:
        return tuple(p for p in self.positions.values() if self.holder(p.code, day) == person)

    def position_of_rank(self, rank: Rank, section: str | None = None) -> Position | None:
        for position in self.positions.values():
            if position.rank is rank and (section is None or position.section == section):
                return position
        return None

    def in_charge(self, kind: str, code: str) -> InCharge:
        """The position or body of that code. Raises NotFound naming the field."""
        if kind == "position" and code in self.positions:
            return InCharge("position", code, self.positions[code].title)
        if kind == "body" and code in self.bodies:
            return InCharge("body", code, self.bodies[code])
        raise NotFound(
            say("Penanggung jawab “{code}” tidak dikenal; pilih jabatan atau pihak dari daftar.", code=code),
            "in_charge",
        )

    def section(self, code: str, field: str = "section") -> Section:
        """Raises NotFound naming the field."""
        if code not in self.sections:
            known = ", ".join(sorted(self.sections)) or say("belum ada")
            raise NotFound(
                say("Bidang “{code}” tidak dikenal; yang ada: {known}.", code=code, known=known), field
            )
        return self.sections[code]

    def series_of(self, code: str) -> Series:
        """Raises NotFound."""
        if code not in self.series:
            raise NotFound(say("Seri rapat “{code}” tidak dikenal; pilih dari daftar.", code=code), "series")
        return self.series[code]


def evolve(state: Office | None, event: Event) -> Office:
    match event:
        case OfficeRegistered():
            return Office(code=event.code, name=event.name, regency=event.regency, zone=event.zone)
    if state is None:
        raise ValueError(f"{event.TOPIC} before the office was registered")
    match event:
        case OfficeProfileStated():
            return msgspec.structs.replace(state, profile=event)
        case SectionAdded():
            section = Section(event.code, event.name, event.kind)
            return msgspec.structs.replace(state, sections=state.sections | {event.code: section})
        case PositionAdded():
            position = Position(event.code, event.title, event.rank, event.section)
            return msgspec.structs.replace(state, positions=state.positions | {event.code: position})
        case BodyAdded():
            return msgspec.structs.replace(state, bodies=state.bodies | {event.code: event.name})
        case PersonAdded():
            return msgspec.structs.replace(state, people=state.people | {event.person_id: event.name})
        case PositionHeld():
            holding = Holding(event.position, event.person_id, event.since, event.standing, event.until)
            return msgspec.structs.replace(state, holdings=(*state.holdings, holding))
        case SeriesAdded():
            series = Series(event.code, event.title, event.section, event.rhythm)
            return msgspec.structs.replace(state, series=state.series | {event.code: series})
        case PositionVacated():
            holding = Holding(event.position, None, event.since, Standing.DEFINITIF)
            return msgspec.structs.replace(state, holdings=(*state.holdings, holding))
        case MandateGiven():
            mandate = Mandate(event.position, event.person_id, event.since, event.until)
            return msgspec.structs.replace(state, mandates=(*state.mandates, mandate))
        case MandateEnded():
            return msgspec.structs.replace(
                state, mandates=tuple(ended(mandate, event) for mandate in state.mandates)
            )
        case OfficeConventionsStated():
            stated = Conventions(
                ladder=event.ladder, rounding=event.rounding, capaian_from=event.capaian_from
            )
            return msgspec.structs.replace(state, conventions=state.conventions | {event.from_year: stated})
        case DayOffAdded() | DayOffRemoved():
            return msgspec.structs.replace(state, calendar=days_off.evolved(state.calendar, event))
        case AbsenceRecorded() | AbsenceEnded():
            return msgspec.structs.replace(state, absences=absence.evolved(state.absences, event))
        case PolicyAdopted():
            return msgspec.structs.replace(state, policies=(*state.policies, event.policy))
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of an office")
