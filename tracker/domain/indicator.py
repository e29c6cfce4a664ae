"""An indicator (IKU) as its document states it, and how it is counted.

The official name is kept verbatim, slips included; a corrected spelling is a display label (DOMAIN section 1).
"""

from typing import ClassVar

import msgspec

from tracker.domain.counting import Reading, Rule, Scope, reading
from tracker.domain.errors import Conflict, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import EvidenceType
from tracker.domain.office import checked_code


class IndicatorDefined(Event, frozen=True, kw_only=True):
    """`rule` None: not a share of coordinations (the satisfaction survey). `sections`, `kinds` None: all.

    None in a text means that the document is silent ("tidak disebut").
    """

    TOPIC: ClassVar[str] = "indicator.defined.1"
    office: str
    code: str
    number: int | None
    official_name: str
    label: str
    is_goal_indicator: bool = False
    objective: str | None = None
    formula_numerator: str | None = None
    formula_denominator: str | None = None
    explanation: str | None = None
    responsible: str | None = None
    data_source: str | None = None
    year: int | None = None
    document: str
    rule: Rule | None
    sections: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    evidence: tuple[EvidenceType, ...] = tuple(EvidenceType)


EVENTS: tuple[type[Event], ...] = (IndicatorDefined,)


class Indicator(msgspec.Struct, frozen=True):
    definition: IndicatorDefined

    @property
    def scope(self) -> Scope:
        d = self.definition
        return Scope(
            None if d.sections is None else frozenset(d.sections),
            None if d.kinds is None else frozenset(d.kinds),
            frozenset(d.evidence),
        )

    @property
    def default_reading(self) -> Reading | None:
        return None if self.definition.rule is None else reading(self.definition.rule)


def define(state: Indicator | None, definition: IndicatorDefined) -> IndicatorDefined:
    """Raises Conflict when the code is taken in that office, Refused naming the field."""
    if state is not None:
        raise Conflict(f"Indikator “{definition.code}” sudah ada.", "code")
    checked_code(definition.code)
    if not definition.official_name.strip():
        raise Refused("Isi nama resmi indikator.", "official_name")
    return definition


def evolve(state: Indicator | None, event: Event) -> Indicator:
    match event:
        case IndicatorDefined():
            return Indicator(event)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of an indicator")
