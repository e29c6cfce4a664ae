"""Use cases of absences: who is away, and who is reminded meanwhile."""

from datetime import date
from uuid import UUID

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.office_step import OfficeCommand, act
from tracker.application.permissions import Action, may
from tracker.application.standing import leads
from tracker.application.tracker import Tracker
from tracker.domain import absence_decisions
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.role import Role


class RecordAbsence(OfficeCommand, frozen=True, kw_only=True):
    """Both days inclusive. `deputy` None: what waits passes upward."""

    person_id: UUID
    since: date
    until: date
    deputy: UUID | None = None


class EndAbsence(OfficeCommand, frozen=True, kw_only=True):
    """`since` names the absence; `back_on` is the first day of work again, None: today."""

    person_id: UUID
    since: date
    back_on: date | None = None


def record_absence(tracker: Tracker, actor: Actor, asked: Asked, command: RecordAbsence) -> Answer:
    def decide(office: Office, today: date) -> Event:
        _require(actor, office, command.person_id, today)
        return absence_decisions.record_absence(
            office,
            person_id=command.person_id,
            since=command.since,
            until=command.until,
            deputy=command.deputy,
            today=today,
        )

    return act(tracker, actor, asked, command, Action.RECORD_ABSENCE, decide)


def end_absence(tracker: Tracker, actor: Actor, asked: Asked, command: EndAbsence) -> Answer:
    def decide(office: Office, today: date) -> Event:
        _require(actor, office, command.person_id, today)
        return absence_decisions.end_absence(
            office,
            person_id=command.person_id,
            since=command.since,
            back_on=command.back_on or today,
            today=today,
        )

    return act(tracker, actor, asked, command, Action.RECORD_ABSENCE, decide)


def may_record(actor: Actor, office: Office, person: UUID, day: date) -> bool:
    """Everybody the own; Camat, Sekcam (Plt and Plh too), the admin and the operator anybody's."""
    if not may(actor, Action.RECORD_ABSENCE, office.code):
        return False
    return actor.person_id == person or may_record_everybodys(actor, office, day)


def may_record_everybodys(actor: Actor, office: Office, day: date) -> bool:
    if not may(actor, Action.RECORD_ABSENCE, office.code):
        return False
    return actor.role in {None, Role.CAMAT, Role.SEKCAM, Role.ADMIN} or leads(actor, office, day)


def _require(actor: Actor, office: Office, person: UUID, day: date) -> None:
    if not may_record(actor, office, person, day):
        raise Forbidden(
            "Anda hanya dapat mencatat ketidakhadiran sendiri; untuk orang lain: Camat, Sekretaris Kecamatan, atau admin.",
            "person_id",
        )
