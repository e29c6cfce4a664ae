"""Consent to what would take something out of the figures once the minutes are ratified (DOMAIN section 2).

Withdrawing a coordination or an outcome, or changing whether an outcome needs follow-up, is then asked with a reason,
and the holder of the Camat's position gives consent or refuses it. Where the Camat carries out what would change, the
Sekcam does; where both do, the Camat. What is asked changes nothing until consent is given, and may be taken back.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office, Position
from tracker.domain.role import Rank


class Wish(StrEnum):
    WITHDRAW = "withdraw"
    WITHDRAW_OUTCOME = "withdraw_outcome"
    RECLASSIFY_OUTCOME = "reclassify_outcome"


class ConsentRequested(Event, frozen=True, kw_only=True):
    """`outcome_id` and `ordinal`: the outcome, unless it is about the coordination. `in_charge` and `due_on` are for an
    outcome that is to need follow-up; `reason` is also that of the effect."""

    TOPIC: ClassVar[str] = "coordination.consent_requested.1"
    number: int
    wish: Wish
    outcome_id: UUID | None = None
    ordinal: int | None = None
    in_charge: InCharge | None = None
    due_on: date | None = None
    reason: str
    asked_by: str


class ConsentGiven(Event, frozen=True, kw_only=True):
    """What was asked happens in the same append."""

    TOPIC: ClassVar[str] = "coordination.consent_given.1"
    number: int
    position: str
    given_by: UUID


class ConsentRefused(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.consent_refused.1"
    number: int
    position: str
    refused_by: UUID


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """The request was taken back by whoever asked; nothing happens."""

    TOPIC: ClassVar[str] = "coordination.consent_withdrawn.1"
    number: int


EVENTS: tuple[type[Event], ...] = (ConsentRequested, ConsentGiven, ConsentRefused, ConsentWithdrawn)


class ConsentRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One that waits for its decision."""

    number: int
    wish: Wish
    outcome_id: UUID | None = None
    ordinal: int | None = None
    in_charge: InCharge | None = None
    due_on: date | None = None
    reason: str
    asked_by: str


class Requests(msgspec.Struct, frozen=True, omit_defaults=True):
    """`asked` counts all that there ever were."""

    waiting: tuple[ConsentRequest, ...] = ()
    asked: int = 0


def evolve(state: Requests, event: Event) -> Requests:
    match event:
        case ConsentRequested():
            request = ConsentRequest(
                number=event.number,
                wish=event.wish,
                outcome_id=event.outcome_id,
                ordinal=event.ordinal,
                in_charge=event.in_charge,
                due_on=event.due_on,
                reason=event.reason,
                asked_by=event.asked_by,
            )
            return Requests((*state.waiting, request), state.asked + 1)
        case ConsentGiven() | ConsentRefused() | ConsentWithdrawn():
            left = tuple(request for request in state.waiting if request.number != event.number)
            return Requests(left, state.asked)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of consent")


def consenting_position(office: Office, in_charge: Iterable[InCharge | None], day: date) -> Position | None:
    """The Camat, or the Sekcam where the Camat carries out one of the follow-ups that would change; the Camat after all
    where the Sekcam does so too.

    None when that post is vacant, or when the same person holds both.
    """
    camat = _held(office, Rank.CAMAT, day)
    if camat is None:
        return None
    person = office.holder(camat.code, day)
    owners = {office.holder(one.code, day) for one in in_charge if one is not None and one.kind == "position"}
    if person not in owners:
        return camat
    sekcam = _held(office, Rank.SEKCAM, day)
    second = None if sekcam is None else office.holder(sekcam.code, day)
    if second is None or second == person:
        return None
    return camat if second in owners else sekcam


def _held(office: Office, rank: Rank, day: date) -> Position | None:
    position = office.position_of_rank(rank)
    return position if position is not None and office.holder(position.code, day) is not None else None
