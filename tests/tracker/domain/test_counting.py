"""The counting rules, sentence by sentence (DOMAIN section 2)."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from msgspec.structs import replace

from tracker.domain.counting import (
    CannotFollowUp,
    CoordinationFact,
    CountsFrom,
    Figure,
    Informational,
    OutcomeFact,
    Reading,
    Rule,
    Scope,
    Why,
    figure,
    is_followed_up,
    reading,
    verdicts,
)
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Status

HELD = date(2022, 3, 1)
DONE = date(2022, 12, 28)
YEAR_END = date(2022, 12, 31)
EVERYTHING = Scope(None, None, frozenset(EvidenceType))

BELUM = OutcomeFact(None, True, Status.BELUM_DITINDAKLANJUTI, None, None, date(2022, 4, 1))
PROSES = replace(BELUM, status=Status.DALAM_PROSES, begun_on=DONE)
LAPOR = replace(BELUM, status=Status.DILAPORKAN_SELESAI, begun_on=DONE, done_on=DONE)
SELESAI = replace(LAPOR, status=Status.SELESAI)
TIDAK_DAPAT = replace(BELUM, status=Status.TIDAK_DAPAT)
DITARIK = replace(BELUM, status=Status.DITARIK)
INFO = OutcomeFact(None, False, Status.BELUM_DITINDAKLANJUTI, None, None, None)


def held(
    *outcomes: OutcomeFact, section: str | None = "pmks", kind: str = "rapat_koordinasi"
) -> CoordinationFact:
    return CoordinationFact(
        id=UUID(int=1),
        held_on=HELD,
        kind=kind,
        section=section,
        within_authority=True,
        withdrawn=False,
        evidence=frozenset(),
        outputs=frozenset(),
        outcomes=outcomes,
    )


def counted(
    how: Reading, *facts: CoordinationFact, scope: Scope = EVERYTHING, cut_off: date = YEAR_END
) -> Figure:
    return figure(verdicts(facts, scope, how, cut_off))


def share(how: Reading, *facts: CoordinationFact, scope: Scope = EVERYTHING) -> tuple[int, int]:
    result = counted(how, *facts, scope=scope)
    return result.numerator, result.denominator


def why(how: Reading, fact: CoordinationFact) -> Why:
    (verdict,) = verdicts([fact], EVERYTHING, how, YEAR_END)
    return verdict.why


ALL = reading(Rule.MEETING_ALL)
ANY = reading(Rule.MEETING_ANY)
PER_RESULT = reading(Rule.PER_RESULT)
LITERAL = reading(Rule.SEED_LITERAL)
OUTPUT = reading(Rule.EVIDENCED_OUTPUT)


def test_the_defaults_are_those_of_the_house() -> None:
    for rule, cannot in (
        (Rule.MEETING_ALL, CannotFollowUp.EXCLUDED),
        (Rule.MEETING_ANY, CannotFollowUp.EXCLUDED),
        (Rule.PER_RESULT, CannotFollowUp.IN_DENOMINATOR),
    ):
        expected = Reading(rule, CountsFrom.VERIFIED, cannot, Informational.IN_DENOMINATOR_ONLY)
        assert reading(rule) == expected


def test_parameters_do_not_apply_to_evidenced_output() -> None:
    given_anyway = reading(Rule.EVIDENCED_OUTPUT, CountsFrom.BEGUN, CannotFollowUp.EXCLUDED)
    assert given_anyway == Reading(Rule.EVIDENCED_OUTPUT, None, None, None)


def test_meeting_all_wants_every_outcome_followed_up() -> None:
    assert share(ALL, held(SELESAI, SELESAI), held(SELESAI, BELUM), held(BELUM)) == (1, 3)


def test_meeting_any_wants_one_outcome_followed_up() -> None:
    assert share(ANY, held(SELESAI, SELESAI), held(SELESAI, BELUM), held(BELUM)) == (2, 3)


def test_per_result_divides_outcomes_by_outcomes_that_need_follow_up() -> None:
    assert share(PER_RESULT, held(SELESAI, SELESAI, INFO), held(SELESAI, BELUM), held(INFO)) == (3, 4)


def test_the_literal_formula_divides_results_by_meetings_and_may_pass_one_hundred() -> None:
    result = counted(LITERAL, held(SELESAI, SELESAI, SELESAI), held(BELUM))
    assert (result.numerator, result.denominator) == (3, 2)
    assert result.percentage == Fraction(150)


@pytest.mark.parametrize(
    ("outcome", "begun", "reported", "verified"),
    [
        (BELUM, False, False, False),
        (PROSES, True, False, False),
        (LAPOR, True, True, False),
        (SELESAI, True, True, True),
        (TIDAK_DAPAT, False, False, False),
        (replace(TIDAK_DAPAT, begun_on=DONE), False, False, False),
        (replace(PROSES, begun_on=DONE, done_on=None), True, False, False),
    ],
)
def test_begun_reported_and_verified_are_three_different_things(
    outcome: OutcomeFact, begun: bool, reported: bool, verified: bool
) -> None:
    assert is_followed_up(outcome, CountsFrom.BEGUN, YEAR_END) is begun
    assert is_followed_up(outcome, CountsFrom.REPORTED, YEAR_END) is reported
    assert is_followed_up(outcome, CountsFrom.VERIFIED, YEAR_END) is verified


@pytest.mark.parametrize("counts_from", list(CountsFrom))
def test_the_cut_off_compares_the_day_it_was_carried_out_and_includes_its_own_day(
    counts_from: CountsFrom,
) -> None:
    assert is_followed_up(SELESAI, counts_from, DONE)
    assert not is_followed_up(SELESAI, counts_from, date(2022, 12, 27))


def test_what_cannot_be_followed_up_leaves_the_outcomes_or_stays_unfulfilled() -> None:
    left_out = reading(Rule.MEETING_ALL, cannot_follow_up=CannotFollowUp.EXCLUDED)
    kept = reading(Rule.MEETING_ALL, cannot_follow_up=CannotFollowUp.IN_DENOMINATOR)
    assert share(left_out, held(SELESAI, TIDAK_DAPAT)) == (1, 1)
    assert share(kept, held(SELESAI, TIDAK_DAPAT)) == (0, 1)
    assert share(PER_RESULT, held(SELESAI, TIDAK_DAPAT)) == (1, 2)


def test_a_coordination_with_no_countable_outcome_left_is_informational() -> None:
    for outcomes in ((), (INFO,), (DITARIK,), (TIDAK_DAPAT,), (INFO, DITARIK, TIDAK_DAPAT)):
        assert why(ALL, held(*outcomes)) is Why.INFORMATIONAL


def test_an_informational_coordination_counts_as_its_parameter_says() -> None:
    for choice, expected in (
        (Informational.IN_DENOMINATOR_ONLY, (0, 1)),
        (Informational.COUNTED_AS_FOLLOWED_UP, (1, 1)),
        (Informational.EXCLUDED, (0, 0)),
    ):
        for rule in (Rule.MEETING_ALL, Rule.MEETING_ANY, Rule.SEED_LITERAL):
            assert share(reading(rule, informational=choice), held(INFO)) == expected
        assert share(reading(Rule.PER_RESULT, informational=choice), held(INFO)) == (0, 0)


def test_a_withdrawn_outcome_is_in_no_numerator_or_denominator() -> None:
    assert share(PER_RESULT, held(SELESAI, DITARIK)) == (1, 1)
    assert share(ALL, held(SELESAI, DITARIK)) == (1, 1)


def test_a_withdrawn_coordination_is_only_balanced() -> None:
    for how in (ALL, ANY, PER_RESULT, LITERAL, OUTPUT):
        result = counted(how, replace(held(SELESAI), withdrawn=True), held(SELESAI))
        assert (result.withdrawn, result.held) == (1, 1)


def test_a_field_has_what_it_held_and_what_has_an_outcome_of_its_own() -> None:
    scope = Scope(frozenset({"pmks"}), None, frozenset(EvidenceType))
    own = held(SELESAI)
    others = held(replace(SELESAI, section="pmks"), BELUM, section="pemerintahan")
    foreign = held(SELESAI, section="pemerintahan")
    whole = held(SELESAI, section=None)
    assert share(ALL, own, others, foreign, whole, scope=scope) == (2, 2)


def test_a_field_is_judged_on_its_own_outcomes_alone() -> None:
    scope = Scope(frozenset({"pmks"}), None, frozenset(EvidenceType))
    given_away = held(replace(SELESAI, section="trantibum"), BELUM)
    assert share(ALL, given_away, scope=scope) == (0, 1)
    only_others = held(replace(SELESAI, section="trantibum"))
    (verdict,) = verdicts([only_others], scope, ALL, YEAR_END)
    assert verdict.why is Why.INFORMATIONAL


def test_an_indicator_counts_only_its_kinds_of_activity() -> None:
    scope = Scope(None, frozenset({"rapat_koordinasi"}), frozenset(EvidenceType))
    assert share(ALL, held(SELESAI), held(SELESAI, kind="fasilitasi"), scope=scope) == (1, 1)


@pytest.mark.parametrize(
    ("evidence", "outputs", "expected"),
    [
        ((), (), Why.UNPROVEN),
        ((EvidenceType.RAPAT_KOORDINASI,), (), Why.NO_OUTPUT),
        ((EvidenceType.SK_CAMAT,), (), Why.NO_OUTPUT),
        ((EvidenceType.RAPAT_KOORDINASI,), (EvidenceType.REKOMENDASI,), Why.HAS_OUTPUT),
        ((), (EvidenceType.BERITA_ACARA,), Why.HAS_OUTPUT),
        ((), (EvidenceType.RAPAT_KOORDINASI,), Why.NO_OUTPUT),
    ],
)
def test_an_activity_needs_proof_to_count_and_an_output_to_be_fulfilled(
    evidence: tuple[EvidenceType, ...], outputs: tuple[EvidenceType, ...], expected: Why
) -> None:
    fact = replace(held(BELUM), evidence=frozenset(evidence), outputs=frozenset(outputs))
    assert why(OUTPUT, fact) is expected


def test_what_is_outside_the_authority_is_not_counted_by_evidenced_output() -> None:
    fact = replace(held(), within_authority=False, outputs=frozenset({EvidenceType.SK_CAMAT}))
    result = counted(OUTPUT, fact)
    assert (result.numerator, result.denominator, result.outside_authority) == (0, 0, 1)


def test_an_empty_denominator_is_neither_zero_nor_one_hundred() -> None:
    assert counted(ALL).percentage is None


def test_not_yet_due_stands_beside_the_figure() -> None:
    later = replace(BELUM, due_on=date(2023, 1, 31))
    result = counted(ALL, held(later, replace(SELESAI, due_on=date(2023, 1, 31)), BELUM))
    assert result.not_due == 1


def test_what_cannot_be_followed_up_is_not_waited_for() -> None:
    later = date(2023, 1, 31)
    result = counted(ALL, held(replace(TIDAK_DAPAT, due_on=later), replace(BELUM, due_on=later)))
    assert result.not_due == 1


A_YEAR = (
    held(SELESAI, SELESAI),
    held(SELESAI, PROSES),
    held(LAPOR, TIDAK_DAPAT),
    held(INFO),
    held(TIDAK_DAPAT),
)
"""Five meetings; seven outcomes that need follow-up: three verified, one reported, one begun, two accepted as impossible."""

BEGUN, REPORTED = CountsFrom.BEGUN, CountsFrom.REPORTED
IN_DENOMINATOR, LEFT_OUT = CannotFollowUp.IN_DENOMINATOR, CannotFollowUp.EXCLUDED
AS_FOLLOWED_UP, IGNORED = Informational.COUNTED_AS_FOLLOWED_UP, Informational.EXCLUDED


@pytest.mark.parametrize(
    ("how", "expected", "because"),
    [
        (
            ALL,
            (1, 5),
            "only the first is verified throughout; the last two only inform, and stay below the line",
        ),
        (reading(Rule.MEETING_ALL, REPORTED), (2, 5), "the third has nothing left but what was reported"),
        (reading(Rule.MEETING_ALL, BEGUN), (3, 5), "the second is at least under way throughout"),
        (
            reading(Rule.MEETING_ALL, REPORTED, IN_DENOMINATOR),
            (1, 5),
            "the impossible one keeps the third open",
        ),
        (
            reading(Rule.MEETING_ALL, None, None, AS_FOLLOWED_UP),
            (3, 5),
            "nothing to do is taken as done, twice",
        ),
        (
            reading(Rule.MEETING_ALL, None, IN_DENOMINATOR, AS_FOLLOWED_UP),
            (2, 5),
            "the impossible one is to do",
        ),
        (reading(Rule.MEETING_ALL, None, None, IGNORED), (1, 3), "both that only inform are left out"),
        (reading(Rule.MEETING_ALL, None, IN_DENOMINATOR, IGNORED), (1, 4), "only the fourth informs"),
        (ANY, (2, 5), "the first two have a verified outcome"),
        (reading(Rule.MEETING_ANY, REPORTED), (3, 5), "the third has a reported one"),
        (
            reading(Rule.MEETING_ANY, REPORTED, IN_DENOMINATOR),
            (3, 5),
            "one is enough, whatever else is there",
        ),
        (reading(Rule.MEETING_ANY, None, None, IGNORED), (2, 3), "three meetings had something to do"),
        (PER_RESULT, (3, 7), "three of seven outcomes are verified"),
        (reading(Rule.PER_RESULT, REPORTED), (4, 7), "and one is reported"),
        (reading(Rule.PER_RESULT, BEGUN), (5, 7), "and one is under way"),
        (reading(Rule.PER_RESULT, None, LEFT_OUT), (3, 5), "without the two impossible ones"),
        (
            reading(Rule.PER_RESULT, None, None, AS_FOLLOWED_UP),
            (3, 7),
            "no meeting is counted, so none informs",
        ),
        (LITERAL, (3, 5), "three results over five meetings"),
        (reading(Rule.SEED_LITERAL, BEGUN), (5, 5), "five results happen to equal five meetings"),
        (reading(Rule.SEED_LITERAL, BEGUN, None, IGNORED), (5, 4), "and pass one hundred over four"),
        (reading(Rule.SEED_LITERAL, BEGUN, LEFT_OUT, AS_FOLLOWED_UP), (7, 5), "two more by courtesy"),
        (OUTPUT, (0, 0), "none of them is proven"),
    ],
)
def test_one_year_is_read_in_every_way(how: Reading, expected: tuple[int, int], because: str) -> None:
    assert share(how, *A_YEAR) == expected, because


def test_what_was_done_in_december_and_verified_in_january_counts_for_the_year_once_it_is_known() -> None:
    """DOMAIN section 2, cut-off: done on 28 December, verified on 9 January; read on both days with the cut-off 31
    December, the second record has it. A cut-off before the work leaves it out, however late it was verified."""
    on_new_year = held(replace(LAPOR, done_on=DONE))
    on_9_january = held(replace(SELESAI, done_on=DONE))
    assert share(ALL, on_new_year) == (0, 1)
    assert share(ALL, on_9_january) == (1, 1)
    assert share(reading(Rule.MEETING_ALL, REPORTED), on_new_year) == (1, 1)
    assert counted(ALL, on_9_january, cut_off=date(2022, 12, 27)).numerator == 0


def test_a_withdrawn_outcome_brings_no_coordination_into_another_field() -> None:
    """It was a slip: the meeting of Pemerintahan never had anything for PMKS. It is still named as withdrawn."""
    scope = Scope(frozenset({"pmks"}), None, frozenset(EvidenceType))
    slip = held(replace(DITARIK, section="pmks"), SELESAI, section="pemerintahan")
    assert share(ALL, slip, scope=scope) == (0, 0)
    assert (counted(ALL, slip, scope=scope).held, counted(ALL, slip, scope=scope).withdrawn) == (0, 1)


def test_what_was_reported_had_begun_whatever_day_its_beginning_bears() -> None:
    """A register may tell the day of the report alone."""
    assert is_followed_up(replace(LAPOR, begun_on=None), CountsFrom.BEGUN, YEAR_END)
    assert is_followed_up(replace(SELESAI, begun_on=date(2023, 1, 5)), CountsFrom.BEGUN, YEAR_END)


def test_each_verdict_says_what_it_adds() -> None:
    judged = verdicts([held(SELESAI, BELUM), held(SELESAI)], EVERYTHING, ANY, YEAR_END)
    assert [(v.counted, v.fulfilled, v.followed, v.judged, v.why) for v in judged] == [
        (True, True, 1, 2, Why.SOME_FOLLOWED_UP),
        (True, True, 1, 1, Why.ALL_FOLLOWED_UP),
    ]
    assert why(ALL, held(SELESAI, BELUM)) is Why.NOT_ALL_FOLLOWED_UP
    assert why(ALL, held(BELUM)) is Why.NONE_FOLLOWED_UP
