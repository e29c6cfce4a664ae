"""What holds for every year of every office, however the rule is read (DOMAIN section 2)."""

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.properties import by_hand
from tests.support.any_facts import SECTIONS, coordinations, days, outcomes, readings, scopes, years
from tracker.domain.counting import (
    CoordinationFact,
    CountsFrom,
    Figure,
    Reading,
    Rule,
    Scope,
    figure,
    reading,
    verdicts,
)
from tracker.domain.evidence import OUTPUT_TYPES, EvidenceType
from tracker.domain.follow_up import OPEN, Status

Year = list[CoordinationFact]
BY_OUTCOME = (Rule.MEETING_ALL, Rule.MEETING_ANY, Rule.PER_RESULT, Rule.SEED_LITERAL)
BOUNDED = tuple(rule for rule in Rule if rule is not Rule.SEED_LITERAL)


def counted(year: Year, scope: Scope, how: Reading, cut_off: date) -> Figure:
    return figure(verdicts(year, scope, how, cut_off))


def share(figure: Figure) -> Fraction:
    """For comparing: no denominator lies below everything."""
    return Fraction(-1) if figure.percentage is None else figure.percentage


def sums(figure: Figure) -> Counter[str]:
    """Every number of a figure, and every count of a flag, by its name."""
    numbers = {name: getattr(figure, name) for name in Figure.__struct_fields__ if name != "flags"}
    return Counter(numbers) + Counter({str(flag): many for flag, many in figure.flags.items()})


@given(years, scopes, readings(*BOUNDED), days)
def test_no_more_is_followed_up_than_there_is(year: Year, scope: Scope, how: Reading, cut_off: date) -> None:
    result = counted(year, scope, how, cut_off)
    assert 0 <= result.numerator <= result.denominator
    assert result.percentage is None or 0 <= result.percentage <= 100


@given(years, scopes, readings(Rule.SEED_LITERAL), days)
def test_even_the_literal_formula_is_never_negative(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    result = counted(year, scope, how, cut_off)
    assert result.numerator >= 0
    assert result.denominator <= result.held


def test_the_literal_formula_can_pass_one_hundred() -> None:
    """Found by searching; no search finds that of another rule."""
    everything = Scope(None, None, frozenset(EvidenceType))
    how = reading(Rule.SEED_LITERAL)
    search = settings(phases=[Phase.generate], max_examples=20_000, derandomize=True, database=None)

    def passes(year: Year) -> bool:
        return share(counted(year, everything, how, date(2023, 6, 30))) > 100

    found = find(years, passes, settings=search)
    per_result = counted(found, everything, reading(Rule.PER_RESULT), date(2023, 6, 30))
    assert 0 < share(per_result) <= 100


@given(years, scopes, readings(), days)
def test_the_figure_is_what_a_clerk_counts_with_a_pencil(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    result = counted(year, scope, how, cut_off)
    clerk = by_hand.count(year, scope, how, cut_off)
    assert (result.numerator, result.denominator) == (clerk.numerator, clerk.denominator)
    assert (result.held, result.withdrawn, result.not_due) == (clerk.held, clerk.withdrawn, clerk.not_due)
    assert (result.informational, result.unproven, result.outside_authority) == (
        clerk.informational,
        clerk.unproven,
        clerk.outside,
    )


@given(years, scopes, readings(), days)
def test_whatever_was_held_is_named_in_exactly_one_place(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    judged = verdicts(year, scope, how, cut_off)
    result = figure(judged)
    assert result.held == result.counted + result.informational + result.unproven + result.outside_authority
    assert result.counted >= 0
    assert result.held + result.withdrawn == len(judged)
    assert max(Counter(verdict.coordination_id for verdict in judged).values(), default=1) == 1
    assert sum(verdict.numerator for verdict in judged) == result.numerator
    assert sum(verdict.denominator for verdict in judged) == result.denominator


@given(years, scopes, readings(), days)
def test_a_flag_blocks_nothing(year: Year, scope: Scope, how: Reading, cut_off: date) -> None:
    plain = [
        replace(fact, flags=frozenset(), outcomes=tuple(replace(o, flags=frozenset()) for o in fact.outcomes))
        for fact in year
    ]
    flagged, unflagged = (counted(facts, scope, how, cut_off) for facts in (year, plain))
    assert replace(flagged, flags={}) == unflagged


@given(years, scopes, readings(), days)
def test_a_figure_without_denominator_is_not_available(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    result = counted(year, scope, how, cut_off)
    assert (result.percentage is None) == (result.denominator == 0)


@given(years, scopes, readings(*BY_OUTCOME), days)
def test_verified_is_at_most_reported_and_reported_at_most_begun(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    verified, reported, begun = (
        counted(year, scope, replace(how, counts_from=state), cut_off)
        for state in (CountsFrom.VERIFIED, CountsFrom.REPORTED, CountsFrom.BEGUN)
    )
    assert verified.numerator <= reported.numerator <= begun.numerator
    assert verified.denominator == reported.denominator == begun.denominator


@given(years, scopes, readings(*BY_OUTCOME), days)
def test_each_coordination_followed_up_when_verified_is_so_when_reported_and_when_begun(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    for less, more in ((CountsFrom.VERIFIED, CountsFrom.REPORTED), (CountsFrom.REPORTED, CountsFrom.BEGUN)):
        fewer = verdicts(year, scope, replace(how, counts_from=less), cut_off)
        all_of = verdicts(year, scope, replace(how, counts_from=more), cut_off)
        assert all(a.followed <= b.followed for a, b in zip(fewer, all_of, strict=True))


@given(years, scopes, readings(), days, days)
def test_a_later_cut_off_never_lowers_a_figure(
    year: Year, scope: Scope, how: Reading, one: date, other: date
) -> None:
    earlier, later = (counted(year, scope, how, day) for day in sorted((one, other)))
    assert earlier.numerator <= later.numerator
    assert earlier.denominator == later.denominator


@given(years, scopes, readings(*BY_OUTCOME), days, st.data())
def test_verifying_one_more_never_lowers_a_figure(
    year: Year, scope: Scope, how: Reading, cut_off: date, data: st.DataObject
) -> None:
    still_open = [
        (at, nth)
        for at, fact in enumerate(year)
        for nth, outcome in enumerate(fact.outcomes)
        if outcome.needs_follow_up and (outcome.status in OPEN or outcome.status is Status.TIDAK_DAPAT)
    ]
    assume(still_open)
    at, nth = data.draw(st.sampled_from(still_open))
    verified = list(year[at].outcomes)
    verified[nth] = replace(verified[nth], status=Status.SELESAI, done_on=cut_off)
    after = [*year[:at], replace(year[at], outcomes=tuple(verified)), *year[at + 1 :]]
    assert share(counted(year, scope, how, cut_off)) <= share(counted(after, scope, how, cut_off))


@given(years, scopes, readings(Rule.MEETING_ALL), days)
def test_all_followed_up_is_at_most_any_followed_up(
    year: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    all_of = counted(year, scope, how, cut_off)
    any_of = counted(year, scope, replace(how, rule=Rule.MEETING_ANY), cut_off)
    assert all_of.numerator <= any_of.numerator
    assert all_of.denominator == any_of.denominator


@given(years, scopes, readings(), days, st.randoms(use_true_random=False))
def test_the_order_of_the_record_does_not_matter(
    year: Year, scope: Scope, how: Reading, cut_off: date, random: Random
) -> None:
    shuffled = [replace(fact, outcomes=tuple(reversed(fact.outcomes))) for fact in year]
    random.shuffle(shuffled)
    assert counted(shuffled, scope, how, cut_off) == counted(year, scope, how, cut_off)


@given(years, readings(*BY_OUTCOME), days, st.sampled_from(SECTIONS), st.data())
def test_a_field_is_judged_on_its_own_outcomes_alone(
    year: Year, how: Reading, cut_off: date, mine: str, data: st.DataObject
) -> None:
    """Whatever becomes of the outcomes of other fields, and however many they are."""
    scope = Scope(frozenset({mine}), None, frozenset(EvidenceType))
    others = outcomes.map(lambda o: replace(o, section=next(s for s in SECTIONS if s != mine)))

    def elsewhere(fact: CoordinationFact) -> CoordinationFact:
        own = [o for o in fact.outcomes if (o.section or fact.section) == mine]
        return replace(fact, outcomes=(*own, *data.draw(st.lists(others, max_size=3))))

    changed = [elsewhere(fact) for fact in year]
    assert verdicts(changed, scope, how, cut_off) == verdicts(year, scope, how, cut_off)


@given(years, scopes, readings(), days, st.lists(coordinations, max_size=3))
def test_a_withdrawn_coordination_is_in_nothing(
    year: Year, scope: Scope, how: Reading, cut_off: date, slips: Year
) -> None:
    more = year + [replace(slip, withdrawn=True) for slip in slips]
    before, after = (counted(facts, scope, how, cut_off) for facts in (year, more))
    assert after == replace(before, withdrawn=after.withdrawn)


@given(years, scopes, readings(), days, st.data())
def test_a_withdrawn_outcome_is_in_nothing(
    year: Year, scope: Scope, how: Reading, cut_off: date, data: st.DataObject
) -> None:
    """Nor does it bring a coordination of another field into a figure: that is named among what was withdrawn."""

    def with_slip(fact: CoordinationFact) -> CoordinationFact:
        slip = replace(data.draw(outcomes), status=Status.DITARIK, needs_follow_up=True)
        return replace(fact, outcomes=(*fact.outcomes, slip))

    more = [with_slip(fact) for fact in year]
    before, after = (counted(facts, scope, how, cut_off) for facts in (year, more))
    assert after == replace(before, withdrawn=after.withdrawn)


@given(years, years, scopes, readings(), days)
def test_two_records_together_are_the_sum_of_each(
    one: Year, other: Year, scope: Scope, how: Reading, cut_off: date
) -> None:
    together, first, second = (counted(facts, scope, how, cut_off) for facts in (one + other, one, other))
    assert sums(together) == sums(first) + sums(second)


@given(years, readings(), days)
def test_every_field_together_holds_at_least_what_the_office_holds_in_fields(
    year: Year, how: Reading, cut_off: date
) -> None:
    """A coordination whose outcomes are of three fields counts once in each of them, and once in the office's own."""
    office = Scope(None, None, frozenset(EvidenceType))
    fields = [Scope(frozenset({section}), None, frozenset(EvidenceType)) for section in SECTIONS]
    for fact in year:
        whole = len(verdicts([fact], office, how, cut_off))
        parts = [len(verdicts([fact], scope, how, cut_off)) for scope in fields]
        assert whole == 1
        assert max(parts) <= 1
        assert sum(parts) >= (fact.section is not None)


@given(st.lists(coordinations, min_size=1, max_size=8), days, st.sampled_from(sorted(EvidenceType)))
def test_evidence_and_output_only_ever_raise_what_they_should(
    year: Year, cut_off: date, more: EvidenceType
) -> None:
    """A further piece of evidence can prove an activity, never make it fulfilled; an output can do both."""
    scope = Scope(None, None, frozenset(EvidenceType))
    how = reading(Rule.EVIDENCED_OUTPUT)
    before = counted(year, scope, how, cut_off)
    proven = counted([replace(fact, evidence=fact.evidence | {more}) for fact in year], scope, how, cut_off)
    assert (proven.numerator, proven.unproven) == (before.numerator, 0)
    assert proven.denominator == before.denominator + before.unproven
    produced = counted([replace(fact, outputs=fact.outputs | {more}) for fact in year], scope, how, cut_off)
    if more in OUTPUT_TYPES:
        assert produced.numerator == produced.denominator == proven.denominator
    else:
        assert (produced.numerator, produced.denominator) == (before.numerator, proven.denominator)
