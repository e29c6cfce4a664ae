"""The use case of undoing: the newest step of a follow-up is taken back by whoever took it."""

from datetime import date, datetime

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.follow_up_step import FollowUpCommand, act
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain import follow_up as domain
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_stage import Undone
from tracker.domain.follow_up_undoing import Taken, can_be_undone, undo_until
from tracker.domain.follow_up_undoing import undo as decide_undo
from tracker.domain.office import Office
from tracker.store.envelope import Recorded


class Undo(FollowUpCommand, frozen=True, kw_only=True):
    """`step` is the version of the follow-up that the step made: what it answered."""

    step: int


def undo(tracker: Tracker, actor: Actor, asked: Asked, command: Undo) -> Answer:
    """Told in the history for whom the step itself was taken. Raises Refused, Forbidden, NotFound."""

    def history() -> list[Recorded]:
        recorded = tracker.store.history(command.follow_up_id)
        if not 1 < command.step <= len(recorded):
            raise Refused("Langkah itu tidak ada pada tindak lanjut ini.", "step")
        return recorded

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        recorded = history()
        return _decided(tracker, actor, recorded[: command.step], newest=command.step == len(recorded))

    def for_whom(state: FollowUp, office: Office, today: date) -> str | None:
        return history()[command.step - 1].context.on_behalf_of

    return act(tracker, actor, asked, command, Action.UNDO, decide, on_behalf_of=for_whom)


class Undoable(msgspec.Struct, frozen=True):
    """What its taker can still undo. `until` is the last instant (UTC)."""

    step: int
    topic: str
    until: datetime


def undoable(tracker: Tracker, actor: Actor, recorded: list[Recorded]) -> Undoable | None:
    """The newest step of a follow-up's history, where this actor took it and can undo it now."""
    if (
        len(recorded) < 2
        or actor.office is None
        or not may(actor, Action.UNDO, actor.office)
        or not can_be_undone(recorded[-1].event)
    ):
        return None
    try:
        _decided(tracker, actor, recorded, newest=True)
    except Refused:
        return None
    taken = _taken(recorded)
    return Undoable(len(recorded), taken.event.TOPIC, undo_until(taken))


def _decided(tracker: Tracker, actor: Actor, recorded: list[Recorded], *, newest: bool) -> Undone:
    """Of the last of them. A link takes back what came by a link, and nothing of what its owner did signed in."""
    if actor.bearer is not None and recorded[-1].context.via != actor.via:
        raise Forbidden("Langkah ini tidak dicatat lewat tautan; masuk dahulu untuk mengurungkannya.", "step")
    return decide_undo(_taken(recorded), newest=newest, username=actor.username, now=tracker.clock())


def _taken(recorded: list[Recorded]) -> Taken:
    """The last of them."""
    before: FollowUp | None = None
    for one in recorded[:-1]:
        before = domain.evolve(before, one.event)
    assert before is not None
    step = recorded[-1]
    return Taken(event=step.event, by=step.context.actor, recorded_at=step.recorded_at, before=before)
