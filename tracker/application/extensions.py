"""Use cases of an extension: ask for a later due date, and decide about it."""

from datetime import date
from functools import partial

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.deciders import askers, extender_of
from tracker.application.follow_up_step import FollowUpCommand, act, act_in_office
from tracker.application.permissions import Action
from tracker.application.standing import require_standing
from tracker.application.tracker import Tracker
from tracker.domain import follow_up_extension_decisions as decisions
from tracker.domain.acting import Capacity
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office
from tracker.domain.phrase import say


class RequestExtension(FollowUpCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    due_on: date


class DecideExtension(FollowUpCommand, frozen=True, kw_only=True):
    """`due_on` None: the date that was asked for. Refusing needs a reason."""

    accepted: bool
    due_on: date | None = None


def request_extension(tracker: Tracker, actor: Actor, asked: Asked, command: RequestExtension) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        return decisions.request_extension(
            state, due_on=command.due_on, reason=asked.reason, typed_by=actor.username, today=today
        )

    return act(tracker, actor, asked, command, Action.ASK_EXTENSION, decide)


def decide_extension(tracker: Tracker, actor: Actor, asked: Asked, command: DecideExtension) -> Answer:
    def standing(state: FollowUp, office: Office, today: date) -> Capacity:
        account = partial(find, tracker)
        position = extender_of(account, state, office, today)
        if position is None:
            raise Forbidden("Belum ada pejabat lain yang dapat memutuskan; lengkapi pemegang jabatan.")
        refusal = say("Perpanjangan ini diputuskan oleh {position}.", position=position.title)
        return require_standing(
            actor, office, position, today, refusal, askers(account, state, office, today)
        )

    def decide(state: FollowUp, office: Office, today: date, capacity: Capacity) -> Event:
        if command.accepted:
            return decisions.grant_extension(
                state,
                due_on=command.due_on,
                position=capacity.position,
                decided_by=capacity.person_id,
                username=actor.username,
                today=today,
            )
        return decisions.refuse_extension(
            state,
            reason=asked.reason,
            position=capacity.position,
            decided_by=capacity.person_id,
            username=actor.username,
        )

    return act_in_office(tracker, actor, asked, command, Action.EXTEND, standing, decide)
