"""The counting rules: which coordinations count for an indicator, which of them are fulfilled, and why.

Pure functions over facts (DOMAIN section 2). A figure is the sum of its verdicts, and *explain* lists the same
verdicts: the two cannot disagree.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

import msgspec

from tracker.domain.evidence import OUTPUT_TYPES, EvidenceType
from tracker.domain.flag import Flag
from tracker.domain.follow_up import Status
from tracker.domain.percent import percentage
from tracker.domain.phrase import say


class Rule(StrEnum):
    MEETING_ALL = "meeting_all"
    MEETING_ANY = "meeting_any"
    PER_RESULT = "per_result"
    SEED_LITERAL = "seed_literal"
    EVIDENCED_OUTPUT = "evidenced_output"


RULE_NAMES = {
    Rule.MEETING_ALL: say("Koordinasi yang seluruh hasilnya ditindaklanjuti"),
    Rule.MEETING_ANY: say("Koordinasi yang sedikitnya satu hasilnya ditindaklanjuti"),
    Rule.PER_RESULT: say("Hasil koordinasi yang ditindaklanjuti"),
    Rule.SEED_LITERAL: say("Rumus dokumen apa adanya"),
    Rule.EVIDENCED_OUTPUT: say("Aktivitas berbukti yang menghasilkan keluaran"),
}


def can_pass_hundred(rule: Rule) -> bool:
    """The document's own formula divides results by coordinations, and one coordination can have several results.

    Such a definition may be adopted; a figure above 100 is shown as it is, and cannot be frozen.
    """
    return rule is Rule.SEED_LITERAL


class CountsFrom(StrEnum):
    """Which state is *ditindaklanjuti*: verified ⊂ reported ⊂ begun."""

    BEGUN = "begun"
    REPORTED = "reported"
    VERIFIED = "verified"


class CannotFollowUp(StrEnum):
    """What becomes of outcomes accepted as *tidak dapat ditindaklanjuti*. It acts on the outcome."""

    IN_DENOMINATOR = "in_denominator"
    EXCLUDED = "excluded"


class Informational(StrEnum):
    """What becomes of a coordination with no outcome that needs follow-up."""

    COUNTED_AS_FOLLOWED_UP = "counted_as_followed_up"
    IN_DENOMINATOR_ONLY = "in_denominator_only"
    EXCLUDED = "excluded"


class Reading(msgspec.Struct, frozen=True):
    """A counting rule with its parameters; None where a parameter does not apply to the rule."""

    rule: Rule
    counts_from: CountsFrom | None
    cannot_follow_up: CannotFollowUp | None
    informational: Informational | None


_CANNOT_DEFAULT = {
    Rule.MEETING_ALL: CannotFollowUp.EXCLUDED,
    Rule.MEETING_ANY: CannotFollowUp.EXCLUDED,
    Rule.PER_RESULT: CannotFollowUp.IN_DENOMINATOR,
    Rule.SEED_LITERAL: CannotFollowUp.IN_DENOMINATOR,
}


def reading(
    rule: Rule,
    counts_from: CountsFrom | None = None,
    cannot_follow_up: CannotFollowUp | None = None,
    informational: Informational | None = None,
) -> Reading:
    """The rule with the defaults of DOMAIN section 2 for what is not given."""
    if rule is Rule.EVIDENCED_OUTPUT:
        return Reading(rule, None, None, None)
    return Reading(
        rule,
        counts_from or CountsFrom.VERIFIED,
        cannot_follow_up or _CANNOT_DEFAULT[rule],
        informational or Informational.IN_DENOMINATOR_ONLY,
    )


class Scope(msgspec.Struct, frozen=True):
    """What an indicator looks at: None means every section, every kind of activity."""

    sections: frozenset[str] | None
    kinds: frozenset[str] | None
    evidence: frozenset[EvidenceType]


class OutcomeFact(msgspec.Struct, frozen=True):
    """One outcome as the record that is read knows it. Days are the office's own."""

    section: str | None
    needs_follow_up: bool
    status: Status
    begun_on: date | None
    done_on: date | None
    due_on: date | None
    flags: frozenset[Flag] = frozenset()


class CoordinationFact(msgspec.Struct, frozen=True):
    """One coordination that was held by the office itself; `withdrawn` ones are only balanced, never counted."""

    id: UUID
    held_on: date
    kind: str
    section: str | None
    within_authority: bool
    withdrawn: bool
    evidence: frozenset[EvidenceType]
    outputs: frozenset[EvidenceType]
    outcomes: tuple[OutcomeFact, ...]
    flags: frozenset[Flag] = frozenset()


class Why(StrEnum):
    """The one plain reason that *explain* gives for a coordination."""

    ALL_FOLLOWED_UP = "all_followed_up"
    SOME_FOLLOWED_UP = "some_followed_up"
    NOT_ALL_FOLLOWED_UP = "not_all_followed_up"
    NONE_FOLLOWED_UP = "none_followed_up"
    INFORMATIONAL = "informational"
    WITHDRAWN = "withdrawn"
    OUTSIDE_AUTHORITY = "outside_authority"
    UNPROVEN = "unproven"
    HAS_OUTPUT = "has_output"
    NO_OUTPUT = "no_output"


class Verdict(msgspec.Struct, frozen=True):
    """`followed` of `judged` outcomes; what the coordination adds to numerator and denominator, and why.

    `flags`: its own, and those of each outcome that was judged.
    """

    coordination_id: UUID
    held_on: date
    counted: bool
    fulfilled: bool
    numerator: int
    denominator: int
    followed: int
    judged: int
    not_due: int
    why: Why
    flags: tuple[Flag, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """held = counted + informational + unproven + outside_authority; withdrawn, not_due and flags stand beside.

    `flags` counts those that there are; flagged coordinations and outcomes are counted like any other.
    """

    numerator: int
    denominator: int
    held: int
    counted: int
    informational: int
    unproven: int
    outside_authority: int
    withdrawn: int
    not_due: int
    flags: dict[Flag, int] = {}

    @property
    def percentage(self) -> Fraction | None:
        return percentage(self.numerator, self.denominator)


def is_followed_up(outcome: OutcomeFact, counts_from: CountsFrom, cut_off: date) -> bool:
    """The cut-off compares the day on which it was carried out, never the day of verification.

    What was carried out had begun, also where a register tells no day of its beginning: verified ⊂ reported ⊂ begun.
    """
    done = outcome.done_on is not None and outcome.done_on <= cut_off
    match counts_from:
        case CountsFrom.BEGUN:
            begun = outcome.begun_on is not None and outcome.begun_on <= cut_off
            return (done and outcome.status in _REPORTED) or (begun and outcome.status in _BEGUN)
        case CountsFrom.REPORTED:
            return done and outcome.status in _REPORTED
        case CountsFrom.VERIFIED:
            return done and outcome.status is Status.SELESAI


def _is_not_due(outcome: OutcomeFact, cut_off: date) -> bool:
    """Still open at the cut-off, with its date to come; what is given up waits for nothing."""
    return (
        outcome.status is not Status.TIDAK_DAPAT and outcome.due_on is not None and outcome.due_on > cut_off
    )


_REPORTED = frozenset({Status.DILAPORKAN_SELESAI, Status.SELESAI})
_BEGUN = _REPORTED | {Status.DALAM_PROSES}


def verdicts(facts: Iterable[CoordinationFact], scope: Scope, how: Reading, cut_off: date) -> list[Verdict]:
    """One verdict for each coordination in scope, in the order given.

    For a field X a coordination counts once if X held it or one of its outcomes is X's, and is judged on X's
    outcomes alone.
    """
    return [
        judge(fact, outcomes, scope, how, cut_off)
        for fact in facts
        if (outcomes := _outcomes_in_scope(fact, scope)) is not None
    ]


def figure(judged: Iterable[Verdict]) -> Figure:
    """The sum of the verdicts, with its balance."""
    counts = dict.fromkeys(Why, 0)
    numerator = denominator = not_due = 0
    flags: dict[Flag, int] = {}
    for verdict in judged:
        for flag in verdict.flags:
            flags[flag] = flags.get(flag, 0) + 1
        numerator += verdict.numerator
        denominator += verdict.denominator
        counts[verdict.why] += 1
        if verdict.why is not Why.WITHDRAWN:
            not_due += verdict.not_due
    withdrawn = counts.pop(Why.WITHDRAWN)
    held = sum(counts.values())
    informational = counts[Why.INFORMATIONAL]
    unproven = counts[Why.UNPROVEN]
    outside = counts[Why.OUTSIDE_AUTHORITY]
    counted = held - informational - unproven - outside
    return Figure(
        numerator,
        denominator,
        held,
        counted,
        informational,
        unproven,
        outside,
        withdrawn,
        not_due,
        flags,
    )


def _outcomes_in_scope(fact: CoordinationFact, scope: Scope) -> tuple[OutcomeFact, ...] | None:
    if scope.kinds is not None and fact.kind not in scope.kinds:
        return None
    if scope.sections is None:
        return fact.outcomes
    own = tuple([o for o in fact.outcomes if (o.section or fact.section) in scope.sections])
    return own if own or fact.section in scope.sections else None


def _withdrawn_for(fact: CoordinationFact, outcomes: tuple[OutcomeFact, ...], scope: Scope) -> bool:
    """Another field held it, and whatever was this field's has been withdrawn: balanced, but in no denominator."""
    held_elsewhere = scope.sections is not None and fact.section not in scope.sections
    return held_elsewhere and all(outcome.status is Status.DITARIK for outcome in outcomes)


def judge(
    fact: CoordinationFact,
    outcomes: tuple[OutcomeFact, ...],
    scope: Scope,
    how: Reading,
    cut_off: date,
) -> Verdict:
    if fact.withdrawn or _withdrawn_for(fact, outcomes, scope):
        return msgspec.structs.replace(_verdict(fact, Why.WITHDRAWN), flags=())
    if how.rule is Rule.EVIDENCED_OUTPUT:
        return _judge_output(fact, scope)
    return _judge_outcomes(fact, outcomes, how, cut_off)


def _judge_output(fact: CoordinationFact, scope: Scope) -> Verdict:
    if not fact.within_authority:
        return _verdict(fact, Why.OUTSIDE_AUTHORITY)
    if not (fact.evidence | fact.outputs) & scope.evidence:
        return _verdict(fact, Why.UNPROVEN)
    if fact.outputs & OUTPUT_TYPES & scope.evidence:
        return _verdict(fact, Why.HAS_OUTPUT, numerator=1, denominator=1)
    return _verdict(fact, Why.NO_OUTPUT, denominator=1)


def _judge_outcomes(
    fact: CoordinationFact,
    outcomes: tuple[OutcomeFact, ...],
    how: Reading,
    cut_off: date,
) -> Verdict:
    judged = [o for o in outcomes if o.needs_follow_up and o.status is not Status.DITARIK]
    if how.cannot_follow_up is CannotFollowUp.EXCLUDED:
        judged = [o for o in judged if o.status is not Status.TIDAK_DAPAT]
    if not judged:
        return _judge_informational(fact, how)
    assert how.counts_from is not None
    followed = not_due = 0
    for outcome in judged:
        if is_followed_up(outcome, how.counts_from, cut_off):
            followed += 1
        elif _is_not_due(outcome, cut_off):
            not_due += 1
    match how.rule:
        case Rule.MEETING_ALL:
            numerator, denominator = int(followed == len(judged)), 1
        case Rule.MEETING_ANY:
            numerator, denominator = int(followed > 0), 1
        case Rule.PER_RESULT:
            numerator, denominator = followed, len(judged)
        case _:
            numerator, denominator = followed, 1
    if followed == len(judged):
        why = Why.ALL_FOLLOWED_UP
    elif not followed:
        why = Why.NONE_FOLLOWED_UP
    elif numerator:
        why = Why.SOME_FOLLOWED_UP
    else:
        why = Why.NOT_ALL_FOLLOWED_UP
    return _verdict(
        fact,
        why,
        numerator=numerator,
        denominator=denominator,
        followed=followed,
        judged=len(judged),
        not_due=not_due,
        flags=tuple([flag for outcome in judged for flag in outcome.flags]),
    )


def _judge_informational(fact: CoordinationFact, how: Reading) -> Verdict:
    if how.rule is Rule.PER_RESULT or how.informational is Informational.EXCLUDED:
        return _verdict(fact, Why.INFORMATIONAL)
    counted = how.informational is Informational.COUNTED_AS_FOLLOWED_UP
    return _verdict(fact, Why.INFORMATIONAL, numerator=int(counted), denominator=1)


def _verdict(
    fact: CoordinationFact,
    why: Why,
    *,
    numerator: int = 0,
    denominator: int = 0,
    followed: int = 0,
    judged: int = 0,
    not_due: int = 0,
    flags: tuple[Flag, ...] = (),
) -> Verdict:
    return Verdict(
        coordination_id=fact.id,
        held_on=fact.held_on,
        counted=denominator > 0,
        fulfilled=denominator > 0 and numerator > 0,
        numerator=numerator,
        denominator=denominator,
        followed=followed,
        judged=judged,
        not_due=not_due,
        why=why,
        flags=(*fact.flags, *flags),
    )
