"""Who decides about a follow-up on a given day: verifies it, extends its due date, accepts that it cannot be done.

`account` looks a user name up: one by one in the log, or in a list read once for many follow-ups.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office, Position
from tracker.domain.user import User
from tracker.domain.verification import extending_position, giving_up_position, verifying_position, workers

Account = Callable[[str], User | None]


def reporters(account: Account, state: FollowUp) -> frozenset[UUID]:
    """Whoever did or typed the report that stands: none of them verifies it."""
    if state.report is None:
        return frozenset()
    return state.report.doers | _typist(account, state.report.typed_by)


def verifier_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    return verifying_position(
        office,
        section=state.section,
        in_charge=state.in_charge,
        excluded=reporters(account, state),
        day=day,
    )


def askers(account: Account, state: FollowUp, office: Office, day: date) -> frozenset[UUID]:
    """Whoever asked for the extension, and those who have to carry it out: none of them grants it."""
    if state.extension is None:
        return frozenset()
    concerned = (*state.alongside, *((state.in_charge,) if state.in_charge else ()))
    return _typist(account, state.extension.typed_by) | workers(office, concerned, day)


def extender_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    return extending_position(
        office,
        section=state.section,
        in_charge=state.in_charge,
        excluded=askers(account, state, office, day),
        day=day,
    )


def proposers(account: Account, state: FollowUp) -> frozenset[UUID]:
    """Whoever asked to give it up."""
    return _typist(account, state.cannot_requested_by)


def giver_up_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    return giving_up_position(office, excluded=proposers(account, state), day=day)


def _typist(account: Account, username: str | None) -> frozenset[UUID]:
    user = None if username is None else account(username)
    return frozenset() if user is None or user.person_id is None else frozenset({user.person_id})
