"""DOMAIN section 2 counted once more, from its words alone: no function of the counting rules is used here."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.counting import CoordinationFact, OutcomeFact, Reading, Scope


@dataclass
class Count:
    """What a clerk with a pencil would write down."""

    numerator: int = 0
    denominator: int = 0
    held: int = 0
    informational: int = 0
    unproven: int = 0
    outside: int = 0
    withdrawn: int = 0
    not_due: int = 0


def count(facts: list[CoordinationFact], scope: Scope, how: Reading, cut_off: date) -> Count:
    total = Count()
    for fact in facts:
        if scope.kinds is None or fact.kind in scope.kinds:
            _count_one(total, fact, scope, how, cut_off)
    return total


def _count_one(total: Count, fact: CoordinationFact, scope: Scope, how: Reading, cut_off: date) -> None:
    standing = [outcome for outcome in fact.outcomes if outcome.status != "ditarik"]
    if scope.sections is not None:
        standing = [
            o for o in standing if (o.section if o.section is not None else fact.section) in scope.sections
        ]
        theirs = fact.section in scope.sections or any(
            (o.section if o.section is not None else fact.section) in scope.sections for o in fact.outcomes
        )
        if not theirs:
            return
        if fact.section not in scope.sections and not standing:
            total.withdrawn += 1
            return
    if fact.withdrawn:
        total.withdrawn += 1
        return
    total.held += 1
    if how.rule == "evidenced_output":
        _count_activity(total, fact, {str(kind) for kind in scope.evidence})
    else:
        _count_outcomes(total, [o for o in standing if o.needs_follow_up], how, cut_off)


def _count_activity(total: Count, fact: CoordinationFact, admissible: set[str]) -> None:
    outputs = {str(kind) for kind in fact.outputs} & admissible
    proof = {str(kind) for kind in fact.evidence} & admissible
    if not fact.within_authority:
        total.outside += 1
    elif not outputs and not proof:
        total.unproven += 1
    else:
        total.denominator += 1
        if outputs - {"rapat_koordinasi"}:
            total.numerator += 1


def _count_outcomes(total: Count, needing: list[OutcomeFact], how: Reading, cut_off: date) -> None:
    if how.cannot_follow_up == "excluded":
        needing = [o for o in needing if o.status != "tidak_dapat_ditindaklanjuti"]
    if not needing:
        total.informational += 1
        if how.rule == "per_result":
            return
        if how.informational == "counted_as_followed_up":
            total.numerator += 1
            total.denominator += 1
        elif how.informational == "in_denominator_only":
            total.denominator += 1
        return
    done = 0
    for outcome in needing:
        if _followed_up(outcome, str(how.counts_from), cut_off):
            done += 1
        elif (
            outcome.status != "tidak_dapat_ditindaklanjuti"
            and outcome.due_on is not None
            and cut_off < outcome.due_on
        ):
            total.not_due += 1
    if how.rule == "meeting_all":
        total.numerator += 1 if done == len(needing) else 0
        total.denominator += 1
    elif how.rule == "meeting_any":
        total.numerator += 1 if done >= 1 else 0
        total.denominator += 1
    elif how.rule == "per_result":
        total.numerator += done
        total.denominator += len(needing)
    else:
        total.numerator += done
        total.denominator += 1


def _followed_up(outcome: OutcomeFact, counts_from: str, cut_off: date) -> bool:
    """verified ⊂ reported ⊂ begun; what was carried out after the cut-off was, for this figure, not carried out."""
    carried_out = outcome.done_on is not None and outcome.done_on <= cut_off
    verified = outcome.status == "selesai" and carried_out
    reported = verified or (outcome.status == "dilaporkan_selesai" and carried_out)
    under_way = outcome.status in {"dalam_proses", "dilaporkan_selesai", "selesai"}
    begun = reported or (under_way and outcome.begun_on is not None and outcome.begun_on <= cut_off)
    return {"verified": verified, "reported": reported, "begun": begun}[counts_from]
