"""The indicators of an office: what its document says of each, and the rule by which it is counted."""

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import indicator as domain
from tracker.domain import indicator_decisions as decisions
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import IndicatorDefined
from tracker.store.envelope import Change


def define(tracker: Tracker, actor: Actor, asked: Asked, definition: IndicatorDefined) -> Answer:
    def decide() -> Decision:
        require(actor, Action.MANAGE, definition.office)
        office = tracker.office(definition.office)
        stream = indicator_id(definition.office, definition.code)
        state, version = tracker.store.load(stream, domain.evolve)
        event = decisions.define(state, definition, office)
        return Decision(
            subject=stream,
            changes=(Change(stream, version, (event,)),),
            occurred_on=tracker.today(office),
        )

    return perform(tracker, actor, asked, definition, decide)
