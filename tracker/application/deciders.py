"""Who decides about a follow-up on a given day: verifies it, extends its due date, accepts that it cannot be done.

`account` looks a user name up: one by one in the log, or in a list read once for many follow-ups.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from tracker.application.actor import person_without_account
from tracker.domain.consent import consenting_position
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office, Position
from tracker.domain.user import User
from tracker.domain.verification import (
    extending_position,
    giving_up_position,
    naming_position,
    verifying_position,
    workers,
)

Account = Callable[[str], User | None]


def reporters(account: Account, state: FollowUp) -> frozenset[UUID]:
    """Whoever did or typed the report that stands, the one definition of own work: none of them verifies it."""
    if state.report is None:
        return frozenset()
    return state.report.doers | _typist(account, state.report.typed_by)


def verifier_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    """Of the work as it was reported: whoever it was handed to since then has not done it."""
    reported = None if state.report is None else state.report.in_charge
    return verifying_position(
        office,
        section=state.section,
        in_charge=reported or state.in_charge,
        excluded=reporters(account, state),
        day=day,
    )


def askers(account: Account, state: FollowUp, office: Office, day: date) -> frozenset[UUID]:
    """Those who have to carry it out, and whoever asked for the extension: none of them grants it."""
    asker = None if state.extension is None else state.extension.typed_by
    return _typist(account, asker) | _workers(state, office, day)


def extender_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    return extending_position(
        office,
        section=state.section,
        in_charge=state.in_charge,
        excluded=askers(account, state, office, day),
        day=day,
    )


def proposers(account: Account, state: FollowUp, office: Office, day: date) -> frozenset[UUID]:
    """Those who have to carry it out, and whoever asked to give it up: none of them accepts that."""
    return _typist(account, state.cannot_requested_by) | _workers(state, office, day)


def giver_up_of(account: Account, state: FollowUp, office: Office, day: date) -> Position | None:
    return giving_up_position(office, excluded=proposers(account, state, office, day), day=day)


def namer_of(state: FollowUp, office: Office, day: date) -> Position | None:
    """Who says whose it is, where somebody has said that it is not theirs; None where nobody has."""
    if state.disowned_by is None:
        return None
    excluded = workers(office, (state.disowned_by,), day)
    return naming_position(office, section=state.section, excluded=excluded, day=day)


def consenter_of(state: FollowUp, office: Office, day: date) -> Position | None:
    """Who consents to what takes it out of a figure once the minutes are ratified."""
    return consenting_position(office, together(state.in_charge, state.alongside), day)


def _workers(state: FollowUp, office: Office, day: date) -> frozenset[UUID]:
    return workers(office, together(state.in_charge, state.alongside), day)


def _typist(account: Account, username: str | None) -> frozenset[UUID]:
    """The person behind an account, or the person without one who came by a link."""
    if username is None:
        return frozenset()
    user = account(username)
    person = person_without_account(username) if user is None else user.person_id
    return frozenset() if person is None else frozenset({person})
