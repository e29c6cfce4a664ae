"""Setting up an office: sections, positions and holders, bodies, people, the profile of its IKU document."""

from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.office_step import OfficeCommand, act
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker, local_day
from tracker.domain import acting, office
from tracker.domain import office_decisions as domain
from tracker.domain.errors import Conflict, Forbidden
from tracker.domain.identity import office_id
from tracker.domain.office import OfficeProfileStated, Standing
from tracker.domain.phrase import say
from tracker.domain.role import Rank
from tracker.domain.series import Rhythm
from tracker.store.envelope import Change


class RegisterOffice(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: str
    regency: str
    zone: str = "Asia/Jakarta"


class StateProfile(OfficeCommand, frozen=True, kw_only=True):
    profile: OfficeProfileStated


class AddSection(OfficeCommand, frozen=True, kw_only=True):
    code: str
    name: str
    kind: str = "seksi"


class AddPosition(OfficeCommand, frozen=True, kw_only=True):
    code: str
    title: str
    rank: Rank
    section: str | None = None


class AddBody(OfficeCommand, frozen=True, kw_only=True):
    code: str
    name: str


class AddPerson(OfficeCommand, frozen=True, kw_only=True):
    person_id: UUID
    name: str


class AddSeries(OfficeCommand, frozen=True, kw_only=True):
    """A series of meetings; `section` None: of the kecamatan as a whole."""

    code: str
    title: str
    section: str | None = None
    rhythm: Rhythm = Rhythm.BULANAN


class HoldPosition(OfficeCommand, frozen=True, kw_only=True):
    position: str
    person_id: UUID
    since: date
    standing: Standing = Standing.DEFINITIF
    until: date | None = None


class VacatePosition(OfficeCommand, frozen=True, kw_only=True):
    position: str
    since: date


class GiveMandate(OfficeCommand, frozen=True, kw_only=True):
    position: str
    person_id: UUID
    since: date
    until: date | None = None
    basis: str = ""


class EndMandate(OfficeCommand, frozen=True, kw_only=True):
    position: str
    person_id: UUID
    since: date


def register(tracker: Tracker, actor: Actor, asked: Asked, command: RegisterOffice) -> Answer:
    """Only the operator opens an office."""

    def decide() -> Decision:
        if actor.role is not None:
            raise Forbidden("Hanya operator yang dapat mendaftarkan kecamatan.")
        stream = office_id(command.code.strip())
        state, _ = tracker.store.load(stream, office.evolve)
        if state is not None:
            raise Conflict(say("Kecamatan {code} sudah terdaftar.", code=command.code), "code")
        event = domain.register(
            code=command.code, name=command.name, regency=command.regency, zone=command.zone
        )
        return Decision(
            subject=stream,
            changes=(Change(stream, 0, (event,)),),
            occurred_on=local_day(tracker.clock(), event.zone),
        )

    return perform(tracker, actor, asked, command, decide)


def state_profile(tracker: Tracker, actor: Actor, asked: Asked, command: StateProfile) -> Answer:
    return act(tracker, actor, asked, command, Action.MANAGE, lambda office, today: command.profile)


def add_section(tracker: Tracker, actor: Actor, asked: Asked, command: AddSection) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.add_section(
            office, code=command.code, name=command.name, kind=command.kind
        ),
    )


def add_position(tracker: Tracker, actor: Actor, asked: Asked, command: AddPosition) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.add_position(
            office, code=command.code, title=command.title, rank=command.rank, section=command.section
        ),
    )


def add_body(tracker: Tracker, actor: Actor, asked: Asked, command: AddBody) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.add_body(office, code=command.code, name=command.name),
    )


def add_person(tracker: Tracker, actor: Actor, asked: Asked, command: AddPerson) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.add_person(office, person_id=command.person_id, name=command.name),
    )


def add_series(tracker: Tracker, actor: Actor, asked: Asked, command: AddSeries) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.ARRANGE,
        lambda office, today: domain.add_series(
            office, code=command.code, title=command.title, section=command.section, rhythm=command.rhythm
        ),
    )


def hold_position(tracker: Tracker, actor: Actor, asked: Asked, command: HoldPosition) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.hold(
            office,
            position=command.position,
            person_id=command.person_id,
            since=command.since,
            standing=command.standing,
            until=command.until,
        ),
    )


def vacate_position(tracker: Tracker, actor: Actor, asked: Asked, command: VacatePosition) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: domain.vacate(office, position=command.position, since=command.since),
    )


def give_mandate(tracker: Tracker, actor: Actor, asked: Asked, command: GiveMandate) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: acting.give_mandate(
            office,
            position=command.position,
            person_id=command.person_id,
            since=command.since,
            until=command.until,
            basis=command.basis,
        ),
    )


def end_mandate(tracker: Tracker, actor: Actor, asked: Asked, command: EndMandate) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.MANAGE,
        lambda office, today: acting.end_mandate(
            office, position=command.position, person_id=command.person_id, since=command.since
        ),
    )
