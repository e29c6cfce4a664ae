"""Use case of *bukan saya*: whoever is asked for a follow-up says that it is somebody else's."""

from datetime import date

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.follow_up_step import FollowUpCommand, act, carried_by
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import disowning as decisions
from tracker.domain.errors import Forbidden
from tracker.domain.event import Event
from tracker.domain.follow_up import FollowUp
from tracker.domain.office import Office


class Disown(FollowUpCommand, frozen=True, kw_only=True):
    """Needs a reason. Only for whoever carries it out."""


def disown(tracker: Tracker, actor: Actor, asked: Asked, command: Disown) -> Answer:
    def decide(state: FollowUp, office: Office, today: date) -> Event:
        own = carried_by(actor, state, office, today)
        if own is None:
            raise Forbidden("Hanya penanggung jawab atau pelaksana bersama yang dapat menyampaikan itu.")
        return decisions.disown(
            state, in_charge=own.in_charge, person_id=actor.person_id, reason=asked.reason
        )

    return act(tracker, actor, asked, command, Action.DISOWN, decide)
