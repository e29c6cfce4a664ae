"""An indicator (IKU) as its document states it, how it is counted, and what it is to reach: from year to year.

The official name is kept verbatim, slips included; a corrected spelling is a display label (DOMAIN section 1). What
changes, changes from a year on: a figure of last year keeps last year's definition.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.domain.achievement import Better
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Reading, Rule, Scope, reading
from tracker.domain.event import Event
from tracker.domain.evidence import EvidenceType
from tracker.domain.period import FIRST_YEAR


class IndicatorDefined(Event, frozen=True, kw_only=True):
    """`rule` None: not a share of coordinations (the satisfaction survey). `sections`, `kinds` None: all.

    None in a text means that the document is silent ("tidak disebut"). `year` is the document's.
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


class IndicatorRevised(Event, frozen=True, kw_only=True):
    """What is stated otherwise from a year on; only the changed fields are set. Later editions stand as they are.

    A parameter None is the rule's own default. `unit` is the *satuan*, `objective` the *sasaran*.
    """

    TOPIC: ClassVar[str] = "indicator.revised.1"
    from_year: int
    number: int | None | UnsetType = UNSET
    official_name: str | UnsetType = UNSET
    label: str | UnsetType = UNSET
    is_goal_indicator: bool | UnsetType = UNSET
    objective: str | None | UnsetType = UNSET
    formula_numerator: str | None | UnsetType = UNSET
    formula_denominator: str | None | UnsetType = UNSET
    explanation: str | None | UnsetType = UNSET
    unit: str | None | UnsetType = UNSET
    better: Better | UnsetType = UNSET
    responsible: str | None | UnsetType = UNSET
    data_source: str | None | UnsetType = UNSET
    document: str | UnsetType = UNSET
    document_year: int | None | UnsetType = UNSET
    rule: Rule | None | UnsetType = UNSET
    counts_from: CountsFrom | None | UnsetType = UNSET
    cannot_follow_up: CannotFollowUp | None | UnsetType = UNSET
    informational: Informational | None | UnsetType = UNSET
    sections: tuple[str, ...] | None | UnsetType = UNSET
    kinds: tuple[str, ...] | None | UnsetType = UNSET
    evidence: tuple[EvidenceType, ...] | UnsetType = UNSET


class IndicatorAdopted(Event, frozen=True, kw_only=True):
    """The Camat signs how it is counted from a year on (*definisi operasional*): all of it, defaults written out.

    The document's number is free text; `adopted_by` held `position` on the day of signing in the product.
    """

    TOPIC: ClassVar[str] = "indicator.adopted.1"
    from_year: int
    rule: Rule | None
    counts_from: CountsFrom | None
    cannot_follow_up: CannotFollowUp | None
    informational: Informational | None
    sections: tuple[str, ...] | None
    kinds: tuple[str, ...] | None
    evidence: tuple[EvidenceType, ...]
    document_number: str
    document_date: date
    position: str
    adopted_by: UUID


class IndicatorTargetSet(Event, frozen=True, kw_only=True):
    """`period` None is the year, else TW1…TW4. `target` None clears it."""

    TOPIC: ClassVar[str] = "indicator.target_set.1"
    year: int
    period: str | None
    target: Decimal | None


EVENTS: tuple[type[Event], ...] = (IndicatorDefined, IndicatorRevised, IndicatorAdopted, IndicatorTargetSet)


class Operational(msgspec.Struct, frozen=True):
    """The part of a definition that the Camat signs: how it is counted, and what. Order and defaults are settled."""

    reading: Reading | None
    sections: tuple[str, ...] | None
    kinds: tuple[str, ...] | None
    evidence: tuple[EvidenceType, ...]


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """The whole definition as it holds from a year on, until the next edition."""

    from_year: int
    number: int | None
    official_name: str
    label: str
    is_goal_indicator: bool
    objective: str | None
    formula_numerator: str | None
    formula_denominator: str | None
    explanation: str | None
    unit: str | None
    better: Better
    responsible: str | None
    data_source: str | None
    document: str
    document_year: int | None
    rule: Rule | None
    counts_from: CountsFrom | None
    cannot_follow_up: CannotFollowUp | None
    informational: Informational | None
    sections: tuple[str, ...] | None
    kinds: tuple[str, ...] | None
    evidence: tuple[EvidenceType, ...]

    @property
    def scope(self) -> Scope:
        return Scope(
            None if self.sections is None else frozenset(self.sections),
            None if self.kinds is None else frozenset(self.kinds),
            frozenset(self.evidence),
        )

    @property
    def reading(self) -> Reading | None:
        """The rule with its parameters; None for a survey."""
        if self.rule is None:
            return None
        return reading(self.rule, self.counts_from, self.cannot_follow_up, self.informational)

    @property
    def operational(self) -> Operational:
        return _operational(self.reading, self.sections, self.kinds, self.evidence)


class Adoption(msgspec.Struct, frozen=True):
    from_year: int
    operational: Operational
    document_number: str
    document_date: date
    position: str
    adopted_by: UUID


class Target(msgspec.Struct, frozen=True):
    """`period` None is the year, else TW1…TW4."""

    year: int
    period: str | None
    value: Decimal


D = TypeVar("D", bound=Edition | Adoption)


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """`editions` and `adoptions` by year, at most one for each."""

    office: str
    code: str
    editions: tuple[Edition, ...]
    adoptions: tuple[Adoption, ...] = ()
    targets: tuple[Target, ...] = ()

    def for_year(self, year: int) -> Edition:
        """The latest edition of that year or one before it; for the years before the first, the first."""
        return _latest(self.editions, year) or self.editions[0]

    @property
    def newest(self) -> Edition:
        return self.editions[-1]

    def adopted(self, year: int) -> Adoption | None:
        """The adoption in force: it holds only while what was signed is what the edition of the year says."""
        signed = _latest(self.adoptions, year)
        if signed is None or signed.operational != self.for_year(year).operational:
            return None
        return signed

    def target(self, year: int, period: str | None) -> Decimal | None:
        """A quarter's own target, also for *cumulative to that quarter*; None where none is set."""
        for target in self.targets:
            if (target.year, target.period) == (year, period):
                return target.value
        return None


def in_document_order(indicators: Iterable[Indicator], year: int) -> list[Indicator]:
    """As that year's document numbers them; one without a number (a goal indicator alone) last."""

    def place(indicator: Indicator) -> tuple[bool, int]:
        number = indicator.for_year(year).number
        return number is None, number or 0

    return sorted(indicators, key=place)


def evolve(state: Indicator | None, event: Event) -> Indicator:
    match event:
        case IndicatorDefined():
            return Indicator(office=event.office, code=event.code, editions=(first_edition(event),))
    if state is None:
        raise ValueError(f"{event.TOPIC} is not an event of an indicator, or came before it was defined")
    match event:
        case IndicatorRevised():
            edition = revised(state.for_year(event.from_year), event)
            return msgspec.structs.replace(state, editions=_with(state.editions, edition))
        case IndicatorAdopted():
            return msgspec.structs.replace(state, adoptions=_with(state.adoptions, _adoption(event)))
        case IndicatorTargetSet():
            return msgspec.structs.replace(state, targets=_targets(state, event))
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of an indicator")


def first_edition(event: IndicatorDefined) -> Edition:
    """From the year of the document; from the beginning where it names none."""
    return Edition(
        from_year=event.year or FIRST_YEAR,
        number=event.number,
        official_name=event.official_name,
        label=event.label,
        is_goal_indicator=event.is_goal_indicator,
        objective=event.objective,
        formula_numerator=event.formula_numerator,
        formula_denominator=event.formula_denominator,
        explanation=event.explanation,
        unit=None,
        better=Better.HIGHER,
        responsible=event.responsible,
        data_source=event.data_source,
        document=event.document,
        document_year=event.year,
        rule=event.rule,
        counts_from=None,
        cannot_follow_up=None,
        informational=None,
        sections=event.sections,
        kinds=event.kinds,
        evidence=event.evidence,
    )


def changes(event: IndicatorRevised) -> dict[str, Any]:
    """The fields that a revision states, by name; never `from_year`."""
    return {
        name: value
        for name in event.__struct_fields__
        if name != "from_year" and (value := getattr(event, name)) is not UNSET
    }


def revised(edition: Edition, event: IndicatorRevised) -> Edition:
    return msgspec.structs.replace(edition, from_year=event.from_year, **changes(event))


def _adoption(event: IndicatorAdopted) -> Adoption:
    how = None
    if event.rule is not None:
        how = Reading(event.rule, event.counts_from, event.cannot_follow_up, event.informational)
    return Adoption(
        event.from_year,
        _operational(how, event.sections, event.kinds, event.evidence),
        event.document_number,
        event.document_date,
        event.position,
        event.adopted_by,
    )


def _targets(state: Indicator, event: IndicatorTargetSet) -> tuple[Target, ...]:
    others = [t for t in state.targets if (t.year, t.period) != (event.year, event.period)]
    new = [] if event.target is None else [Target(event.year, event.period, event.target)]
    return tuple(sorted([*others, *new], key=lambda t: (t.year, t.period or "")))


def _operational(
    how: Reading | None,
    sections: tuple[str, ...] | None,
    kinds: tuple[str, ...] | None,
    evidence: tuple[EvidenceType, ...],
) -> Operational:
    return Operational(
        how,
        None if sections is None else tuple(sorted(set(sections))),
        None if kinds is None else tuple(sorted(set(kinds))),
        tuple(sorted(set(evidence))),
    )


def _latest(found: tuple[D, ...], year: int) -> D | None:
    return next((one for one in reversed(found) if one.from_year <= year), None)


def _with(found: tuple[D, ...], new: D) -> tuple[D, ...]:
    others = [one for one in found if one.from_year != new.from_year]
    return tuple(sorted([*others, new], key=lambda one: one.from_year))
