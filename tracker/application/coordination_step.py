"""One step of a coordination: loaded, decided, and appended with the claim on its number."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, ClaimedName, Decision, check_version, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import coordination as domain
from tracker.domain.coordination import Coordination, Details
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.store.envelope import Change


class CoordinationCommand(msgspec.Struct, frozen=True, kw_only=True):
    coordination_id: UUID


def act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: CoordinationCommand,
    action: Action,
    decide_event: Callable[[Coordination, Office, date], Event],
    occurred_on: date | None = None,
    alongside: Callable[[Coordination, Coordination], list[Change]] = lambda before, after: [],
) -> Answer:
    """`alongside`, asked with the state before and after, adds what must happen to other streams in the same append."""

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, action)
        today = tracker.today(office)
        event = decide_event(state, office, today)
        after = domain.evolve(state, event)
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, (event,)), *alongside(state, after)),
            occurred_on=occurred_on or today,
            claims=number_claim(after.details, after.held_on or after.planned_on, command.coordination_id),
        )

    return perform(tracker, actor, asked, command, decide)


def load(
    tracker: Tracker, actor: Actor, asked: Asked, coordination_id: UUID, action: Action
) -> tuple[Coordination, int, Office]:
    state, version = tracker.store.load(coordination_id, domain.evolve)
    if state is None:
        raise NotFound("Kegiatan itu tidak ditemukan.")
    require(actor, action, state.details.office)
    check_version(asked, version)
    return state, version, tracker.office(state.details.office)


def number_claim(details: Details, day: date | None, owner: UUID) -> tuple[ClaimedName, ...]:
    """`nomor_kegiatan` is unique within office and year (CONTRACT, register file), for ever."""
    if details.number is None or day is None:
        return ()
    key = f"coordination-number/{details.office}/{day.year}/{details.number.casefold()}"
    taken = Conflict(
        say(
            "Nomor kegiatan {number} sudah dipakai tahun {year}; pakai nomor lain.",
            number=details.number,
            year=day.year,
        ),
        "number",
    )
    return (ClaimedName(key, owner, taken),)


def need_reason(asked: Asked) -> None:
    if not asked.reason.strip():
        raise Refused("Isi alasannya.", "reason")
