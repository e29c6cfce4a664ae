"""Use cases of a follow-up: assign, start, report, verify, return, *cannot be followed up*, reopen, withdraw, correct."""

from datetime import date
from functools import partial

import msgspec
from msgspec import UNSET, UnsetType

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.consents import Wanted
from tracker.application.consents import step as consent_step
from tracker.application.deciders import (
    askers,
    consenter_of,
    extender_of,
    giver_up_of,
    proposers,
    reporters,
    verifier_of,
)
from tracker.application.evidence_files import kept_file
from tracker.application.follow_up_step import FollowUpCommand, act, act_in_office, load
from tracker.application.given_at_meeting import check_proof
from tracker.application.permissions import Action
from tracker.application.sharing import named
from tracker.application.standing import require_standing, standing_for
from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as domain
from tracker.domain import follow_up_decisions as decisions
from tracker.domain.acting import Capacity
from tracker.domain.consent import Wish
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.role import Rank
from tracker.domain.verification import doers
from tracker.store.envelope import Change


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
    """`file` is the SHA-256 of a file that the office keeps (`evidence_files.keep`)."""

    type: EvidenceType
    dated_on: date
    number: str = ""
    note: str = ""
    file: str | None = None


class ReportDone(FollowUpCommand, frozen=True, kw_only=True):
    """`done_on` None: today. Dates are the office's own days. `done_by`: who did it, as (kind, code), of those in charge
    and alongside; empty: all of them."""

    done_on: date | None = None
    note: str = ""
    evidence: tuple[EvidenceInput, ...] = ()
    done_by: tuple[tuple[str, str], ...] = ()


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

    return act(tracker, actor, asked, command, Action.ASSIGN, decide)


def reassign(tracker: Tracker, actor: Actor, asked: Asked, command: Reassign) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        in_charge = office.in_charge(command.in_charge_kind, command.in_charge_code)
        return decisions.reassign(state, in_charge, asked.reason)

    return act(tracker, actor, asked, command, Action.ASSIGN, decide)


def start(tracker: Tracker, actor: Actor, asked: Asked, command: Start) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.start(state, command.started_on or today, today)

    return act(tracker, actor, asked, command, Action.REPORT, decide, command.started_on)


def report_progress(tracker: Tracker, actor: Actor, asked: Asked, command: ReportProgress) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.report_progress(state, command.note, command.reported_on or today, today)

    return act(tracker, actor, asked, command, Action.REPORT, decide, command.reported_on)


def report_done(tracker: Tracker, actor: Actor, asked: Asked, command: ReportDone) -> Answer:
    """Who did it are the holders, on the day it was done, of the positions that did it."""

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        done_on = command.done_on or today
        doing = named(office, command.done_by, "done_by")
        persons = doers(office, doing or together(state.in_charge, state.alongside), done_on)
        return decisions.report_done(
            state,
            done_on=done_on,
            note=command.note,
            evidence=tuple(
                _evidence(tracker, office.code, number, piece)
                for number, piece in enumerate(command.evidence)
            ),
            done_by=persons[0] if persons else None,
            done_with=persons[1:],
            doers=doing,
            typed_by=actor.username,
            today=today,
        )

    return act(tracker, actor, asked, command, Action.REPORT_DONE, decide, command.done_on)


def verify(tracker: Tracker, actor: Actor, asked: Asked, command: Verify) -> Answer:
    def decide(state: FollowUp, office: Office, today: date, capacity: Capacity) -> Event:
        check_proof(tracker, state)
        return decisions.verify(
            state,
            username=actor.username,
            person_id=capacity.person_id,
            position=capacity.position,
            verified_on=today,
            today=today,
            note=command.note,
        )

    return act_in_office(
        tracker, actor, asked, command, Action.VERIFY, partial(_verifying, tracker, actor), decide
    )


def return_(tracker: Tracker, actor: Actor, asked: Asked, command: Return) -> Answer:
    def decide(state: FollowUp, office: Office, today: date, capacity: Capacity) -> Event:
        return decisions.return_(state, asked.reason)

    return act_in_office(
        tracker, actor, asked, command, Action.VERIFY, partial(_verifying, tracker, actor), decide
    )


def cannot_follow_up(tracker: Tracker, actor: Actor, asked: Asked, command: CannotFollowUp) -> Answer:
    """The Camat does not ask; a Plt or Plh may, out of the own section, and then the Sekcam decides."""

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        camat = office.position_of_rank(Rank.CAMAT)
        standing = None if camat is None else standing_for(actor, office, camat, today)
        if standing is not None and standing.on_behalf_of is None:
            raise Refused("Camat memutuskan usulan, tidak mengajukannya; mintalah bawahan mengusulkannya.")
        return decisions.request_cannot(state, asked.reason, actor.username)

    return act(tracker, actor, asked, command, Action.REPORT, decide)


def decide_cannot_follow_up(
    tracker: Tracker, actor: Actor, asked: Asked, command: DecideCannotFollowUp
) -> Answer:
    def standing(state: FollowUp, office: Office, today: date) -> Capacity:
        account = partial(find, tracker)
        position = giver_up_of(account, state, office, today)
        if position is None:
            raise Forbidden(
                "Belum ada pejabat yang dapat memutuskan; isi pemegang jabatan Camat, Plt atau Plh."
            )
        refusal = say("Hanya {position} yang memutuskan usulan ini.", position=position.title)
        return require_standing(
            actor, office, position, today, refusal, proposers(account, state, office, today)
        )

    def decide(state: FollowUp, office: Office, today: date, capacity: Capacity) -> Event:
        return decisions.decide_cannot(
            state, accepted=command.accepted, reason=asked.reason, username=actor.username
        )

    return act_in_office(tracker, actor, asked, command, Action.DECIDE, standing, decide)


def reopen(tracker: Tracker, actor: Actor, asked: Asked, command: Reopen) -> Answer:
    """In the name of the position that closed it, where the actor stands for that; else in the actor's own."""

    def standing(state: FollowUp, office: Office, today: date) -> str | None:
        account = partial(find, tracker)
        closer = giver_up_of if state.status is Status.TIDAK_DAPAT else verifier_of
        position = closer(account, state, office, today)
        found = None if position is None else standing_for(actor, office, position, today)
        return None if found is None else found.on_behalf_of

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.reopen(state, asked.reason, today)

    return act(tracker, actor, asked, command, Action.REOPEN, decide, on_behalf_of=standing)


def withdraw(tracker: Tracker, actor: Actor, asked: Asked, command: Withdraw) -> Answer:
    """With its outcome. Raises Refused once the minutes are ratified, unless the actor is the one who consents."""

    def decide() -> Decision:
        state, _, office = load(tracker, actor, asked, command, Action.WITHDRAW)
        decisions.withdraw(state, asked.reason)
        coordination, its_version = tracker.store.load(state.coordination_id, coordinations.evolve)
        if coordination is None:
            raise NotFound("Kegiatan dari tindak lanjut itu tidak ditemukan.")
        wanted = Wanted(wish=Wish.WITHDRAW_OUTCOME, outcome_id=state.outcome_id)
        taken = consent_step(
            tracker, actor, office, state.coordination_id, coordination, wanted, asked.reason.strip()
        )
        if not taken.happens:
            raise Refused(
                "Notulen kegiatannya sudah disahkan: penarikan perlu persetujuan Camat. Mintalah di halaman kegiatan.",
                "status",
            )
        return Decision(
            subject=command.follow_up_id,
            changes=(Change(state.coordination_id, its_version, taken.events), *taken.changes),
            occurred_on=tracker.today(office),
            on_behalf_of=taken.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def correct(tracker: Tracker, actor: Actor, asked: Asked, command: Correct) -> Answer:
    """What was agreed and whose field it is stand once the minutes are ratified, except for whoever gives consent. A later
    due date is an extension, and set by whoever grants one; nobody has set yet what was only proposed."""

    def standing(state: FollowUp, office: Office, today: date) -> str | None:
        found: list[Capacity] = []
        if (command.text, command.section) != (UNSET, UNSET) and _is_ratified(tracker, state):
            found.append(_consenting(actor, state, office, today))
        if _is_later(state, command.due_on):
            found.append(_extending(tracker, actor, state, office, today))
        return next((one.on_behalf_of for one in found if one.on_behalf_of), None)

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        if isinstance(command.section, str):
            office.section(command.section)
        changes = domain.Corrected(text=command.text, due_on=command.due_on, section=command.section)
        return decisions.correct(state, changes, asked.reason)

    return act(tracker, actor, asked, command, Action.CORRECT, decide, on_behalf_of=standing)


def _is_ratified(tracker: Tracker, state: FollowUp) -> bool:
    agreed_at, _ = tracker.store.load(state.coordination_id, coordinations.evolve)
    return agreed_at is not None and agreed_at.minutes.is_ratified


def _is_later(state: FollowUp, due_on: date | UnsetType) -> bool:
    """Than a date that was set, not only proposed."""
    return (
        isinstance(due_on, date)
        and state.due_on is not None
        and due_on > state.due_on
        and not state.due_proposed
    )


def _consenting(actor: Actor, state: FollowUp, office: Office, day: date) -> Capacity:
    """By mandate nobody consents to the own wish."""
    position = consenter_of(state, office, day)
    if position is None:
        raise Forbidden("Belum ada pejabat yang dapat menyetujui; lengkapi pemegang jabatan Camat.")
    refusal = say(
        "Notulen sudah disahkan; uraian dan bidang dibetulkan oleh {position}.", position=position.title
    )
    own_wish = frozenset() if actor.person_id is None else frozenset({actor.person_id})
    return require_standing(actor, office, position, day, refusal, own_wish)


def _extending(tracker: Tracker, actor: Actor, state: FollowUp, office: Office, day: date) -> Capacity:
    account = partial(find, tracker)
    position = extender_of(account, state, office, day)
    if position is None:
        raise Forbidden("Belum ada pejabat lain yang dapat memutuskan; lengkapi pemegang jabatan.")
    refusal = say(
        "Batas waktu hanya diundur oleh {position}; mintalah perpanjangan.", position=position.title
    )
    return require_standing(actor, office, position, day, refusal, askers(account, state, office, day))


def _verifying(tracker: Tracker, actor: Actor, state: FollowUp, office: Office, day: date) -> Capacity:
    account = partial(find, tracker)
    position = verifier_of(account, state, office, day)
    if position is None:
        raise Forbidden("Belum ada pejabat di atasnya yang dapat memverifikasi; lengkapi pemegang jabatan.")
    refusal = say("Tindak lanjut ini diverifikasi oleh {position}.", position=position.title)
    return require_standing(actor, office, position, day, refusal, reporters(account, state))


def _evidence(tracker: Tracker, office: str, place: int, piece: EvidenceInput) -> Evidence:
    return Evidence(
        id=tracker.new_id(),
        type=piece.type,
        number=piece.number.strip(),
        dated_on=piece.dated_on,
        note=piece.note.strip(),
        file=kept_file(tracker, office, piece.file, f"evidence.{place}.file"),
    )
