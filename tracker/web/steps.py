"""What this reader can do next with a follow-up: the page offers these steps and no others.

The use cases decide again; here the same rules only keep a page from offering what would be refused.
"""

from datetime import date
from enum import StrEnum

from tracker.application.actor import Actor
from tracker.application.permissions import Action, may
from tracker.domain.follow_up import OPEN, FollowUp, Status
from tracker.domain.office import Office, Position
from tracker.domain.role import Rank


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    DECIDE = "putuskan"
    VERIFY = "verifikasi"
    RETURN = "kembalikan"
    ASSIGN = "tetapkan"
    START = "mulai"
    REPORT_DONE = "lapor-selesai"
    REPORT_PROGRESS = "lapor-kemajuan"
    CANNOT = "tidak-dapat"
    REOPEN = "buka-kembali"
    REASSIGN = "alihkan"
    CORRECT = "betulkan"
    WITHDRAW = "tarik"


def steps(
    actor: Actor, state: FollowUp, office: Office, verifier: Position | None, today: date
) -> tuple[Step, ...]:
    """In the order of urgency for this reader; empty when there is nothing to do but read."""
    if state.status is Status.DITARIK:
        return ()
    found: list[Step] = []
    if state.status in OPEN:
        found += _deciding(actor, state, office, today)
        found += _checking(actor, state, office, verifier, today)
        found += _working(actor, state, office, today)
    elif may(actor, Action.REOPEN, state.office):
        found.append(Step.REOPEN)
    if may(actor, Action.CORRECT, state.office):
        found.append(Step.CORRECT)
    if may(actor, Action.WITHDRAW, state.office):
        found.append(Step.WITHDRAW)
    return tuple(found)


def is_mine(actor: Actor, state: FollowUp, office: Office, today: date) -> bool:
    """Whether the reader holds the position in charge on that day."""
    if actor.person_id is None or state.in_charge is None or state.in_charge.kind != "position":
        return False
    return office.holder(state.in_charge.code, today) == actor.person_id


def _deciding(actor: Actor, state: FollowUp, office: Office, today: date) -> list[Step]:
    waits = state.cannot_requested_by not in {None, actor.username}
    return (
        [Step.DECIDE]
        if waits and _is_camat(actor, office, today) and may(actor, Action.DECIDE, state.office)
        else []
    )


def _checking(
    actor: Actor, state: FollowUp, office: Office, verifier: Position | None, today: date
) -> list[Step]:
    if state.report is None or state.status is not Status.DILAPORKAN_SELESAI or verifier is None:
        return []
    if not _holds(actor, office, verifier, today) or not may(actor, Action.VERIFY, state.office):
        return []
    if state.report.proven and state.report.typed_by != actor.username:
        return [Step.VERIFY, Step.RETURN]
    return [Step.RETURN]


def _working(actor: Actor, state: FollowUp, office: Office, today: date) -> list[Step]:
    found: list[Step] = []
    named = state.in_charge is not None and state.in_charge.kind != "text"
    if may(actor, Action.ASSIGN, state.office) and not named:
        found.append(Step.ASSIGN)
    if may(actor, Action.REPORT, state.office):
        if state.status is Status.BELUM_DITINDAKLANJUTI:
            found.append(Step.START)
        if state.status is not Status.DILAPORKAN_SELESAI:
            found += [Step.REPORT_DONE, Step.REPORT_PROGRESS]
        if state.cannot_requested_by is None and not _is_camat(actor, office, today):
            found.append(Step.CANNOT)
    if may(actor, Action.ASSIGN, state.office) and named:
        found.append(Step.REASSIGN)
    return found


def _is_camat(actor: Actor, office: Office, day: date) -> bool:
    camat = office.position_of_rank(Rank.CAMAT)
    return camat is not None and _holds(actor, office, camat, day)


def _holds(actor: Actor, office: Office, position: Position, day: date) -> bool:
    return actor.person_id is not None and office.holder(position.code, day) == actor.person_id
