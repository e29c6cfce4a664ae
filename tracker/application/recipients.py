"""Who is reminded: the holder, on that day, of the position that is waited for; a vacant post passes upward."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from tracker.application.accounts import find
from tracker.application.deciders import giver_up_of, verifier_of
from tracker.application.tracker import Tracker
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office, Position
from tracker.domain.reminder import Task
from tracker.domain.role import Rank
from tracker.domain.verification import section_head


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """`person_id` None: nobody can be reminded, and `problem` says why, in one line.

    `forward_to` names the body in charge, to whom the recipient passes the text on.
    """

    person_id: UUID | None
    name: str
    position: str
    forward_to: str | None = None
    problem: str | None = None


def recipient_of(tracker: Tracker, office: Office, follow_up: FollowUp, task: Task, day: date) -> Recipient:
    """Who is waited for on that day; what the Camat decides passes to nobody where that post is vacant."""
    match task:
        case Task.VERIFY:
            position = verifier_of(partial(find, tracker), follow_up, office, day)
            found = [] if position is None else [position]
            return _holder(
                office, found, day, "belum ada pejabat yang dapat memverifikasi; isi pemegang jabatannya"
            )
        case Task.DECIDE:
            position = giver_up_of(partial(find, tracker), follow_up, office, day)
            found = [] if position is None else [position]
            return _holder(
                office,
                found,
                day,
                "belum ada pejabat yang memutuskan; isi pemegang jabatan Camat, Plt atau Plh",
            )
        case Task.CARRY_OUT:
            return _worker(office, follow_up, day)


def _worker(office: Office, follow_up: FollowUp, day: date) -> Recipient:
    in_charge = follow_up.in_charge
    own = office.positions.get(in_charge.code) if in_charge and in_charge.kind == "position" else None
    section = own.section if own is not None and own.section is not None else follow_up.section
    head = section_head(office, section)
    chain = [own, head, *_of_ranks(office, Rank.SEKCAM, Rank.CAMAT)]
    recipient = _holder(
        office,
        [position for position in chain if position is not None],
        day,
        "penanggung jawab dan jabatan di atasnya kosong; isi pemegang jabatannya",
    )
    if in_charge is not None and in_charge.kind == "body":
        return msgspec.structs.replace(recipient, forward_to=in_charge.name)
    return recipient


def _of_ranks(office: Office, *ranks: Rank) -> list[Position]:
    return [position for rank in ranks if (position := office.position_of_rank(rank)) is not None]


def _holder(office: Office, chain: Iterable[Position], day: date, problem: str) -> Recipient:
    for position in chain:
        person = office.holder(position.code, day)
        if person is not None:
            return Recipient(person_id=person, name=office.people[person], position=position.title)
    return Recipient(person_id=None, name="", position="", problem=problem)
