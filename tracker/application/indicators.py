"""The indicators of an office: what its document says of each, how it is counted, what is signed, and the targets.

Admin, Sekcam and Kasubbag state definitions and targets; the definition is signed by whoever holds the Camat's
position on that day.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, check_version, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import indicator as domain
from tracker.domain import indicator_decisions as decisions
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import Indicator, IndicatorDefined, IndicatorRevised
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.store.envelope import Change


class IndicatorCommand(msgspec.Struct, frozen=True, kw_only=True):
    office: str
    code: str


class Revise(IndicatorCommand, frozen=True, kw_only=True):
    """What is not set in `stated` stays. `other_nature`: a survey becomes a share of coordinations, or the reverse."""

    stated: IndicatorRevised
    other_nature: bool = False


class Adopt(IndicatorCommand, frozen=True, kw_only=True):
    """Signs the definition from `stated.from_year` on, with what `stated` changes of it."""

    stated: IndicatorRevised
    document_number: str
    document_date: date
    other_nature: bool = False


class TargetStated(msgspec.Struct, frozen=True):
    """`period` None is the year; `value` None clears the target."""

    period: str | None
    value: Decimal | None


class SetTargets(IndicatorCommand, frozen=True, kw_only=True):
    year: int
    targets: tuple[TargetStated, ...]


def define(tracker: Tracker, actor: Actor, asked: Asked, definition: IndicatorDefined) -> Answer:
    def decide() -> Decision:
        require(actor, Action.DEFINE, definition.office)
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


def revise(tracker: Tracker, actor: Actor, asked: Asked, command: Revise) -> Answer:
    """A year that is over needs a reason."""

    def decide(indicator: Indicator, office: Office, today: date) -> list[Event]:
        revised = decisions.revise(
            indicator,
            command.stated,
            office,
            today=today,
            reason=asked.reason,
            other_nature=command.other_nature,
        )
        return [revised]

    return _act(tracker, actor, asked, command, decide)


def set_targets(tracker: Tracker, actor: Actor, asked: Asked, command: SetTargets) -> Answer:
    """Of one year, in one go. A year that is over needs a reason."""

    def decide(indicator: Indicator, office: Office, today: date) -> Sequence[Event]:
        targets = {target.period: target.value for target in command.targets}
        return decisions.set_targets(indicator, command.year, targets, today=today, reason=asked.reason)

    return _act(tracker, actor, asked, command, decide)


def adopt(tracker: Tracker, actor: Actor, asked: Asked, command: Adopt) -> Answer:
    """Bound to the position, not to the role of the account: a Sekcam who is Plt. Camat signs."""

    def decide() -> Decision:
        require(actor, Action.VIEW, command.office)
        indicator, version, office = _loaded(tracker, command, asked)
        today = tracker.today(office)
        signer = decisions.signing_capacity(office, actor.person_id, today)
        events = decisions.adopt(
            indicator,
            command.stated,
            office,
            document_number=command.document_number,
            document_date=command.document_date,
            signer=signer,
            today=today,
            reason=asked.reason,
            other_nature=command.other_nature,
        )
        stream = indicator_id(command.office, command.code)
        return Decision(
            subject=stream,
            changes=(Change(stream, version, events),),
            occurred_on=today,
            on_behalf_of=signer.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def _act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: IndicatorCommand,
    decide_events: Callable[[Indicator, Office, date], Sequence[Event]],
) -> Answer:
    def decide() -> Decision:
        require(actor, Action.DEFINE, command.office)
        indicator, version, office = _loaded(tracker, command, asked)
        today = tracker.today(office)
        stream = indicator_id(command.office, command.code)
        events = tuple(decide_events(indicator, office, today))
        return Decision(subject=stream, changes=(Change(stream, version, events),), occurred_on=today)

    return perform(tracker, actor, asked, command, decide)


def _loaded(tracker: Tracker, command: IndicatorCommand, asked: Asked) -> tuple[Indicator, int, Office]:
    """Raises NotFound, and Conflict for a form that shows an older version."""
    office = tracker.office(command.office)
    state, version = tracker.store.load(indicator_id(command.office, command.code), domain.evolve)
    if state is None:
        raise NotFound(
            say("Indikator “{code}” tidak dikenal di kecamatan ini.", code=command.code), "indicator"
        )
    check_version(asked, version)
    return state, version, office
