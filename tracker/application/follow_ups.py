"""Use cases of a follow-up: assign, start, report, verify, return, *cannot be followed up*, reopen, withdraw, correct."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, check_version, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import follow_up as domain
from tracker.domain import follow_up_decisions as decisions
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office, Position
from tracker.domain.role import Rank
from tracker.domain.user import User
from tracker.domain.verification import doer, verifying_position
from tracker.store.envelope import Change


class FollowUpCommand(msgspec.Struct, frozen=True, kw_only=True):
    follow_up_id: UUID


class Assign(FollowUpCommand, frozen=True, kw_only=True):
    """`in_charge_kind` is `position` or `body`, `in_charge_code` its code in the office."""

    in_charge_kind: str
    in_charge_code: str


class Reassign(Assign, frozen=True, kw_only=True):
    """To another position or body; needs a reason."""


class Start(FollowUpCommand, frozen=True, kw_only=True):
    started_on: date | None = None


class ReportProgress(FollowUpCommand, frozen=True, kw_only=True):
    note: str
    reported_on: date | None = None


class EvidenceInput(msgspec.Struct, frozen=True, kw_only=True):
    type: EvidenceType
    dated_on: date
    number: str = ""
    note: str = ""


class ReportDone(FollowUpCommand, frozen=True, kw_only=True):
    """`done_on` None: today. Dates are the office's own days."""

    done_on: date | None = None
    note: str = ""
    evidence: tuple[EvidenceInput, ...] = ()


class Verify(FollowUpCommand, frozen=True, kw_only=True):
    note: str = ""


class Return(FollowUpCommand, frozen=True, kw_only=True):
    """Back to work; needs a reason."""


class CannotFollowUp(FollowUpCommand, frozen=True, kw_only=True):
    """Asks the Camat to accept that it cannot be followed up; needs a reason."""


class DecideCannotFollowUp(FollowUpCommand, frozen=True, kw_only=True):
    accepted: bool


class Reopen(FollowUpCommand, frozen=True, kw_only=True):
    """Needs a reason."""


class Withdraw(FollowUpCommand, frozen=True, kw_only=True):
    """Needs a reason."""


class Correct(FollowUpCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    text: str | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
    section: str | None | UnsetType = UNSET


def assign(tracker: Tracker, actor: Actor, asked: Asked, command: Assign) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.assign(state, office.in_charge(command.in_charge_kind, command.in_charge_code))

    return _act(tracker, actor, asked, command, Action.ASSIGN, decide)


def reassign(tracker: Tracker, actor: Actor, asked: Asked, command: Reassign) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        in_charge = office.in_charge(command.in_charge_kind, command.in_charge_code)
        return decisions.reassign(state, in_charge, asked.reason)

    return _act(tracker, actor, asked, command, Action.ASSIGN, decide)


def start(tracker: Tracker, actor: Actor, asked: Asked, command: Start) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.start(state, command.started_on or today, today)

    return _act(tracker, actor, asked, command, Action.REPORT, decide, command.started_on)


def report_progress(tracker: Tracker, actor: Actor, asked: Asked, command: ReportProgress) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.report_progress(state, command.note, command.reported_on or today, today)

    return _act(tracker, actor, asked, command, Action.REPORT, decide, command.reported_on)


def report_done(tracker: Tracker, actor: Actor, asked: Asked, command: ReportDone) -> Answer:
    """Who did it is the holder of the position in charge on the day it was done."""

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        done_on = command.done_on or today
        return decisions.report_done(
            state,
            done_on=done_on,
            note=command.note,
            evidence=tuple(_evidence(tracker, piece) for piece in command.evidence),
            done_by=doer(office, state.in_charge, done_on),
            typed_by=actor.username,
            today=today,
        )

    return _act(tracker, actor, asked, command, Action.REPORT, decide, command.done_on)


def verify(tracker: Tracker, actor: Actor, asked: Asked, command: Verify) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        position = _own_verifying_position(tracker, actor, state, office, today)
        return decisions.verify(
            state,
            username=actor.username,
            person_id=actor.person_id,
            position=position.code,
            verified_on=today,
            today=today,
            note=command.note,
        )

    return _act(tracker, actor, asked, command, Action.VERIFY, decide)


def return_(tracker: Tracker, actor: Actor, asked: Asked, command: Return) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        _own_verifying_position(tracker, actor, state, office, today)
        return decisions.return_(state, asked.reason)

    return _act(tracker, actor, asked, command, Action.VERIFY, decide)


def cannot_follow_up(tracker: Tracker, actor: Actor, asked: Asked, command: CannotFollowUp) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        if _holds_camat(actor, office, today):
            raise Refused("Camat memutuskan usulan, tidak mengajukannya; mintalah bawahan mengusulkannya.")
        return decisions.request_cannot(state, asked.reason, actor.username)

    return _act(tracker, actor, asked, command, Action.REPORT, decide)


def decide_cannot_follow_up(
    tracker: Tracker, actor: Actor, asked: Asked, command: DecideCannotFollowUp
) -> Answer:
    """The holder of the Camat's position decides (Plt and Plh included)."""

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        if not _holds_camat(actor, office, today):
            raise Forbidden("Hanya Camat yang memutuskan usulan ini.")
        return decisions.decide_cannot(
            state, accepted=command.accepted, reason=asked.reason, username=actor.username
        )

    return _act(tracker, actor, asked, command, Action.DECIDE, decide)


def _holds_camat(actor: Actor, office: Office, day: date) -> bool:
    camat = office.position_of_rank(Rank.CAMAT)
    return (
        camat is not None
        and actor.person_id is not None
        and office.holder(camat.code, day) == actor.person_id
    )


def reopen(tracker: Tracker, actor: Actor, asked: Asked, command: Reopen) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.reopen(state, asked.reason, today)

    return _act(tracker, actor, asked, command, Action.REOPEN, decide)


def withdraw(tracker: Tracker, actor: Actor, asked: Asked, command: Withdraw) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.withdraw(state, asked.reason)

    return _act(tracker, actor, asked, command, Action.WITHDRAW, decide)


def correct(tracker: Tracker, actor: Actor, asked: Asked, command: Correct) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        if isinstance(command.section, str):
            office.section(command.section)
        changes = domain.Corrected(text=command.text, due_on=command.due_on, section=command.section)
        return decisions.correct(state, changes, asked.reason)

    return _act(tracker, actor, asked, command, Action.CORRECT, decide)


def verifier_of(
    account: Callable[[str], User | None], state: FollowUp, office: Office, day: date
) -> Position | None:
    """The position that verifies it on that day: not held by whoever did or typed the report.

    `account` looks a user name up: one by one in the log, or in a list read once for many follow-ups.
    """
    excluded: set[UUID] = set()
    if state.report is not None:
        excluded |= state.report.doers
        if state.report.typed_by is not None:
            typist = account(state.report.typed_by)
            if typist is not None and typist.person_id is not None:
                excluded.add(typist.person_id)
    return verifying_position(
        office, section=state.section, in_charge=state.in_charge, excluded=excluded, day=day
    )


def _own_verifying_position(
    tracker: Tracker, actor: Actor, state: FollowUp, office: Office, day: date
) -> Position:
    position = verifier_of(partial(find, tracker), state, office, day)
    if position is None:
        raise Forbidden("Belum ada pejabat di atasnya yang dapat memverifikasi; lengkapi pemegang jabatan.")
    if actor.person_id is None or office.holder(position.code, day) != actor.person_id:
        raise Forbidden(f"Tindak lanjut ini diverifikasi oleh {position.title}.")
    return position


def _evidence(tracker: Tracker, piece: EvidenceInput) -> Evidence:
    return Evidence(
        id=tracker.new_id(),
        type=piece.type,
        number=piece.number.strip(),
        dated_on=piece.dated_on,
        note=piece.note.strip(),
    )


def _act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: FollowUpCommand,
    action: Action,
    decide_event: Callable[[FollowUp, Office, date], Event],
    occurred_on: date | None = None,
) -> Answer:
    def decide() -> Decision:
        state, version = tracker.store.load(command.follow_up_id, domain.evolve)
        if state is None:
            raise NotFound("Tindak lanjut itu tidak ditemukan.")
        require(actor, action, state.office)
        check_version(asked, version)
        office = tracker.office(state.office)
        today = tracker.today(office)
        return Decision(
            subject=command.follow_up_id,
            changes=(Change(command.follow_up_id, version, (decide_event(state, office, today),)),),
            occurred_on=occurred_on or today,
        )

    return perform(tracker, actor, asked, command, decide)
