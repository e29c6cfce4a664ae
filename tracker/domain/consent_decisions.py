"""Asking for consent, and deciding about it: each decision checks its rules and answers with one event."""

from datetime import date
from uuid import UUID

from tracker.domain.consent import (
    ConsentGiven,
    ConsentRefused,
    ConsentRequest,
    ConsentRequested,
    ConsentWithdrawn,
    Wish,
)
from tracker.domain.coordination import MAX_TEXT, Coordination, Outcome
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Position
from tracker.domain.phrase import say


def request(
    coordination: Coordination,
    wish: Wish,
    *,
    outcome: Outcome | None,
    in_charge: InCharge | None,
    due_on: date | None,
    reason: str,
    asked_by: str,
) -> ConsentRequested:
    """`outcome` None: about the coordination as a whole. Raises Refused when the same is asked already and waits."""
    if not reason.strip():
        raise Refused("Isi alasannya.", "reason")
    if len(reason) > MAX_TEXT:
        raise Refused(say("Alasan paling panjang {most} huruf.", most=MAX_TEXT), "reason")
    outcome_id = None if outcome is None else outcome.id
    if waiting_about(coordination, outcome_id) is not None:
        raise Refused("Hal ini sudah dimintakan persetujuan; tunggu keputusannya.", "status")
    return ConsentRequested(
        number=coordination.requests.asked + 1,
        wish=wish,
        outcome_id=outcome_id,
        ordinal=None if outcome is None else outcome.ordinal,
        in_charge=in_charge,
        due_on=due_on,
        reason=reason.strip(),
        asked_by=asked_by,
    )


def find_request(coordination: Coordination, number: int) -> ConsentRequest:
    """Raises NotFound for one that was never asked, or is decided."""
    for waiting in coordination.requests.waiting:
        if waiting.number == number:
            return waiting
    raise NotFound("Permintaan persetujuan itu tidak ada, atau sudah diputuskan.", "number")


def waiting_about(coordination: Coordination, outcome_id: UUID | None) -> ConsentRequest | None:
    """What waits of that outcome; None: of the coordination as a whole."""
    waiting = coordination.requests.waiting
    return next((request for request in waiting if request.outcome_id == outcome_id), None)


def take_back(coordination: Coordination, number: int, username: str) -> ConsentWithdrawn:
    if find_request(coordination, number).asked_by != username:
        raise Forbidden("Permintaan ini ditarik kembali oleh yang memintanya.", "number")
    return ConsentWithdrawn(number=number)


def give(number: int, position: Position, person_id: UUID) -> ConsentGiven:
    return ConsentGiven(number=number, position=position.code, given_by=person_id)


def refuse(number: int, position: Position, person_id: UUID, reason: str) -> ConsentRefused:
    if not reason.strip():
        raise Refused("Isi alasan penolakannya.", "reason")
    return ConsentRefused(number=number, position=position.code, refused_by=person_id)
