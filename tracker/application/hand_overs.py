"""Use case of a hand-over (*serah terima tugas*): all open follow-ups of a position or body go to another, or none does."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import board
from projections.board import Filter, FollowUpRow
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, may, require
from tracker.application.sharing import named
from tracker.application.standing import leads
from tracker.application.tracker import Tracker
from tracker.domain import follow_up as follow_ups
from tracker.domain.errors import Conflict, Forbidden, Refused
from tracker.domain.follow_up import OPEN
from tracker.domain.follow_up_sharing_decisions import hand_over as decide_hand_over
from tracker.domain.follow_up_sharing_decisions import is_in
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.role import Role
from tracker.store.envelope import Change

_CATCH_UP_SECONDS = 5.0
_PAGE = 500


class HandOver(msgspec.Struct, frozen=True, kw_only=True):
    """Kinds are `position` or `body`, codes those of the office. `expected` is how many the sender saw; None: all there
    are. Needs a reason."""

    office: str
    giver_kind: str
    giver_code: str
    taker_kind: str
    taker_code: str
    expected: int | None = None


def hand_over(tracker: Tracker, actor: Actor, asked: Asked, command: HandOver) -> Answer:
    """Answers with the hand-over's own id. Raises Refused where nothing is open, Conflict where it is no longer what
    the sender saw."""
    hand_over_id = tracker.new_id()

    def decide() -> Decision:
        require(actor, Action.HAND_OVER, command.office)
        office = tracker.office(command.office)
        today = tracker.today(office)
        (giver,) = named(office, ((command.giver_kind, command.giver_code),), "from")
        (taker,) = named(office, ((command.taker_kind, command.taker_code),), "to")
        for one, field in ((giver, "from"), (taker, "to")):
            if not may_hand_over(actor, office, one, today):
                raise Forbidden(
                    say("Anda hanya dapat menyerahterimakan tugas bidang Anda, bukan {name}.", name=one.name),
                    field,
                )
        changes = tuple(_changes(tracker, office, hand_over_id, giver, taker, asked.reason))
        if not changes:
            raise Refused(
                say("{giver} tidak mempunyai tindak lanjut yang terbuka.", giver=giver.name), "from"
            )
        if command.expected is not None and command.expected != len(changes):
            raise Conflict(
                say(
                    "Daftarnya baru saja berubah: sekarang {n} tindak lanjut. Periksa, lalu kirim lagi.",
                    n=len(changes),
                ),
                "expected",
            )
        return Decision(subject=hand_over_id, changes=changes, occurred_on=today)

    return perform(tracker, actor, asked, command, decide)


def basket(connection: Connection, office: str, one: InCharge) -> list[FollowUpRow]:
    """Its open follow-ups, in charge or alongside, by due date."""
    where = Filter(office=office, statuses=tuple(OPEN), in_charge=((one.kind, one.code),))
    found: list[FollowUpRow] = []
    cursor: str | None = None
    while True:
        page = board.follow_ups(connection, where, cursor, _PAGE)
        found += page.rows
        cursor = page.next
        if cursor is None:
            return found


def may_hand_over(actor: Actor, office: Office, one: InCharge, day: date) -> bool:
    """Camat, Sekcam (Plt and Plh too) and the admin: everybody's. A head of section: positions of the own section."""
    if not may(actor, Action.HAND_OVER, office.code):
        return False
    if actor.role not in {Role.KASI, Role.KASUBBAG} or leads(actor, office, day):
        return True
    position = office.positions.get(one.code) if one.kind == "position" else None
    return position is not None and position.section is not None and position.section == actor.section


def _changes(
    tracker: Tracker, office: Office, hand_over_id: UUID, giver: InCharge, taker: InCharge, reason: str
) -> Iterator[Change]:
    """The lists say which they are, the log how they stand."""
    if not tracker.views.wait_for(tracker.store.head(), _CATCH_UP_SECONDS):
        raise Refused("Data bacaan belum mutakhir; coba lagi sebentar lagi.")
    with tracker.views.connect() as connection:
        ids = [row.id for row in basket(connection, office.code, giver)]
    for id_ in ids:
        state, version = tracker.store.load(id_, follow_ups.evolve)
        if state is None or state.status not in OPEN or not is_in(state, giver):
            continue
        event = decide_hand_over(state, hand_over_id=hand_over_id, giver=giver, taker=taker, reason=reason)
        yield Change(id_, version, (event,))
