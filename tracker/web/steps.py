"""What this reader can do next with a follow-up: the page offers these steps and no others.

The use cases decide again; here the same rules only keep a page from offering what would be refused.
"""

from datetime import date
from enum import StrEnum

from tracker.application.actor import Actor
from tracker.application.deciders import (
    Account,
    askers,
    extender_of,
    giver_up_of,
    namer_of,
    proposers,
    reporters,
    verifier_of,
)
from tracker.application.permissions import Action, may
from tracker.application.standing import standing_for
from tracker.domain.follow_up import OPEN, FollowUp, Status
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office
from tracker.domain.role import Rank
from tracker.domain.verification import workers


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    DECIDE = "putuskan"
    DECIDE_EXTENSION = "putuskan-perpanjangan"
    VERIFY = "verifikasi"
    RETURN = "kembalikan"
    ASSIGN = "tetapkan"
    START = "mulai"
    REPORT_DONE = "lapor-selesai"
    REPORT_PROGRESS = "lapor-kemajuan"
    REQUEST_EXTENSION = "minta-perpanjangan"
    CANNOT = "tidak-dapat"
    DISOWN = "bukan-saya"
    REOPEN = "buka-kembali"
    REASSIGN = "alihkan"
    ALONGSIDE = "pelaksana-bersama"
    CORRECT = "betulkan"
    WITHDRAW = "tarik"
    ADD_ITEM = "tambah-butir"
    TICK = "centang"
    UNTICK = "batal-centang"
    REMOVE_ITEM = "hapus-butir"
    COMMENT = "komentar"
    WITHDRAW_COMMENT = "tarik-komentar"
    UNDO = "urungkan"


CHECKLIST = (Step.ADD_ITEM, Step.TICK, Step.UNTICK, Step.REMOVE_ITEM)
COMMENTS = (Step.COMMENT, Step.WITHDRAW_COMMENT)
BESIDE = frozenset({*CHECKLIST, *COMMENTS, Step.UNDO})
"""Steps that have their place beside the others: at the checklist, under the comments, in the line of what was done."""


def steps(actor: Actor, state: FollowUp, office: Office, account: Account, today: date) -> tuple[Step, ...]:
    """In the order of urgency for this reader; empty when there is nothing to do but read."""
    if state.status is Status.DITARIK:
        return ()
    found: list[Step] = []
    if state.status in OPEN:
        found += _deciding(actor, state, office, account, today)
        found += [Step.REASSIGN] if names_anew(actor, state, office, today) else []
        found += _checking(actor, state, office, account, today)
        found += _working(actor, state, office, today)
    elif may(actor, Action.REOPEN, state.office):
        found.append(Step.REOPEN)
    if may(actor, Action.CORRECT, state.office):
        found.append(Step.CORRECT)
    if may(actor, Action.WITHDRAW, state.office):
        found.append(Step.WITHDRAW)
    if state.status in OPEN and may(actor, Action.REPORT, state.office):
        found += CHECKLIST
    if may(actor, Action.COMMENT, state.office):
        found += COMMENTS
    return tuple(dict.fromkeys(found))


def names_anew(actor: Actor, state: FollowUp, office: Office, today: date) -> bool:
    """Whether somebody has said that it is not theirs, and this reader is waited for to say whose it is."""
    position = namer_of(state, office, today)
    return (
        position is not None
        and may(actor, Action.ASSIGN, state.office)
        and standing_for(actor, office, position, today) is not None
    )


def is_mine(actor: Actor, state: FollowUp, office: Office, today: date) -> bool:
    """Whether the reader holds a position in charge, or alongside, on that day."""
    return actor.person_id in workers(office, together(state.in_charge, state.alongside), today)


def _deciding(actor: Actor, state: FollowUp, office: Office, account: Account, today: date) -> list[Step]:
    found: list[Step] = []
    if state.cannot_requested_by not in {None, actor.username} and may(actor, Action.DECIDE, state.office):
        position = giver_up_of(account, state, office, today)
        if position and standing_for(
            actor, office, position, today, proposers(account, state, office, today)
        ):
            found.append(Step.DECIDE)
    if state.extension is not None and state.extension.typed_by != actor.username:
        position = extender_of(account, state, office, today)
        concerned = askers(account, state, office, today)
        if position and standing_for(actor, office, position, today, concerned):
            found.append(Step.DECIDE_EXTENSION)
    return found


def _checking(actor: Actor, state: FollowUp, office: Office, account: Account, today: date) -> list[Step]:
    if state.report is None or state.status is not Status.DILAPORKAN_SELESAI:
        return []
    verifier = verifier_of(account, state, office, today)
    if verifier is None or not may(actor, Action.VERIFY, state.office):
        return []
    if not standing_for(actor, office, verifier, today, reporters(account, state)):
        return []
    if state.report.proven and state.report.typed_by != actor.username:
        return [Step.VERIFY, Step.RETURN]
    return [Step.RETURN]


def _working(actor: Actor, state: FollowUp, office: Office, today: date) -> list[Step]:
    found: list[Step] = []
    named = state.in_charge is not None and state.in_charge.kind != "text"
    reported = state.status is Status.DILAPORKAN_SELESAI
    assigns = may(actor, Action.ASSIGN, state.office) and not reported
    if assigns and not named:
        found.append(Step.ASSIGN)
    if may(actor, Action.REPORT, state.office):
        if state.status is Status.BELUM_DITINDAKLANJUTI:
            found.append(Step.START)
        if not reported:
            found += [Step.REPORT_DONE, Step.REPORT_PROGRESS]
        if not reported and state.extension is None and state.due_on is not None:
            found.append(Step.REQUEST_EXTENSION)
        if state.cannot_requested_by is None and not _is_definitive_camat(actor, office, today):
            found.append(Step.CANNOT)
        if not reported and state.disowned_by is None and is_mine(actor, state, office, today):
            found.append(Step.DISOWN)
    if assigns and named:
        found += [Step.REASSIGN, Step.ALONGSIDE]
    return found


def _is_definitive_camat(actor: Actor, office: Office, day: date) -> bool:
    camat = office.position_of_rank(Rank.CAMAT)
    standing = None if camat is None else standing_for(actor, office, camat, day)
    return standing is not None and standing.on_behalf_of is None
