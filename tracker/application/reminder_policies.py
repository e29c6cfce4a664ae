"""Use case of an office's reminder policy: another one is adopted; the earlier ones stay in the record."""

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.office_step import OfficeCommand, act
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import office_decisions as domain
from tracker.domain.reminder_policy import Policy


class AdoptPolicy(OfficeCommand, frozen=True, kw_only=True):
    """`for_running`: what runs changes to it as well; else it keeps the policy that it started with."""

    policy: Policy
    for_running: bool = False


def adopt_policy(tracker: Tracker, actor: Actor, asked: Asked, command: AdoptPolicy) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.SET_REMINDERS,
        lambda office, _: domain.adopt_policy(office, policy=command.policy, for_running=command.for_running),
    )
