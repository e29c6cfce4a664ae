"""Use cases of what is written beside a follow-up: its checklist, and comments."""

from datetime import date
from uuid import UUID

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.follow_up_step import FollowUpCommand, act
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain import follow_up_note_decisions as decisions
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office


class AddItem(FollowUpCommand, frozen=True, kw_only=True):
    text: str


class ItemCommand(FollowUpCommand, frozen=True, kw_only=True):
    item: UUID


class TickItem(ItemCommand, frozen=True, kw_only=True):
    """Done, today."""


class UntickItem(ItemCommand, frozen=True, kw_only=True):
    """Not done after all."""


class RemoveItem(ItemCommand, frozen=True, kw_only=True):
    """Out of the list; the history keeps it."""


class WriteComment(FollowUpCommand, frozen=True, kw_only=True):
    text: str


class WithdrawComment(FollowUpCommand, frozen=True, kw_only=True):
    """One's own, or anybody's for those who may withdraw records. Needs a reason."""

    comment: UUID


def add_item(tracker: Tracker, actor: Actor, asked: Asked, command: AddItem) -> Answer:
    item_id = tracker.new_id()

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.add_item(state, item_id, command.text)

    return act(tracker, actor, asked, command, Action.REPORT, decide)


def tick_item(tracker: Tracker, actor: Actor, asked: Asked, command: TickItem) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.tick_item(state, command.item, actor.username, today)

    return act(tracker, actor, asked, command, Action.REPORT, decide)


def untick_item(tracker: Tracker, actor: Actor, asked: Asked, command: UntickItem) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.untick_item(state, command.item)

    return act(tracker, actor, asked, command, Action.REPORT, decide)


def remove_item(tracker: Tracker, actor: Actor, asked: Asked, command: RemoveItem) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.remove_item(state, command.item)

    return act(tracker, actor, asked, command, Action.REPORT, decide)


def write_comment(tracker: Tracker, actor: Actor, asked: Asked, command: WriteComment) -> Answer:
    comment_id = tracker.new_id()

    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.comment(state, comment_id, command.text, actor.username, today)

    return act(tracker, actor, asked, command, Action.COMMENT, decide)


def withdraw_comment(tracker: Tracker, actor: Actor, asked: Asked, command: WithdrawComment) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        written_by = decisions.comment_of(state, command.comment).typed_by
        if written_by != actor.username and not may(actor, Action.WITHDRAW, state.office):
            raise Forbidden("Hanya penulisnya, atau atasan, yang dapat menarik komentar itu.")
        return decisions.withdraw_comment(state, command.comment, asked.reason)

    return act(tracker, actor, asked, command, Action.COMMENT, decide)
