"""The index of PermenPANRB 14/2017: the published case with its three weights, and laws that hold for every survey."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.application.language import speaking, translate
from tracker.domain.percent import rounded
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.grade import Grade, grade
from tracker.domain.survey.sample import minimum_sample
from tracker.domain.survey.score import WEIGHT_NAMES, Score, Weight, score
from tracker.domain.survey.tally import Answers, Response, Tally, count, minus, plus

TOTALS = dict(zip(Element, (105, 101, 100, 116, 102, 105, 106, 105, 115), strict=True))
"""Published: 29 respondents, the sum of the answers of each element (in the published order of columns)."""


def twenty_nine() -> list[Response]:
    """Answers that add up to the published totals: as many 4 as it takes, then 3."""
    return [Response({e: 4 if at < TOTALS[e] - 29 * 3 else 3 for e in Element}) for at in range(29)]


def scored(*forms: Answers, weight: Weight = Weight.EXACT) -> Score:
    return score(count(Response(form) for form in forms), weight)


@pytest.mark.parametrize(
    ("weight", "ikm", "letter"),
    [
        (Weight.EXACT, "91.48", Grade.A),
        (Weight.THREE_DECIMALS, "91.38", Grade.A),
        (Weight.TWO_DECIMALS, "90.56", Grade.A),
    ],
)
def test_the_published_survey_of_29_respondents(weight: Weight, ikm: str, letter: Grade) -> None:
    tally = count(twenty_nine())
    assert {element: tally.total(element) for element in Element} == TOTALS
    found = score(tally, weight)
    assert (str(found.printed), found.grade, found.respondents) == (ikm, letter, 29)


@pytest.mark.parametrize(
    ("index", "letter"),
    [
        ("25.00", Grade.D), ("64.99", Grade.D), ("65.00", Grade.C), ("76.60", Grade.C),
        ("76.61", Grade.B), ("88.30", Grade.B), ("88.31", Grade.A), ("100.00", Grade.A),
    ],
)  # fmt: skip
def test_a_grade_begins_at_its_lower_bound(index: str, letter: Grade) -> None:
    assert grade(Decimal(index)) is letter


def test_an_index_is_rounded_before_it_is_graded() -> None:
    found = Score(respondents=1, incomplete=0, weight=None, elements={}, ikm=Fraction(88305, 1000))
    assert (found.printed, found.grade) == (Decimal("88.31"), Grade.A)


def test_what_is_printed_is_told_in_the_readers_language() -> None:
    found = Score(respondents=1, incomplete=0, weight=None, elements={}, ikm=Fraction(88305, 1000))
    with speaking("en"):
        assert translate(found.text) == "88.31 (A)"
        assert [translate(name) for name in WEIGHT_NAMES.values()][1:] == ["0.111", "0.11"]
    assert found.text == "88,31 (A)"


def test_a_missing_answer_is_left_out_of_its_elements_mean_only() -> None:
    full = dict.fromkeys(Element, 4)
    one_missing: Answers = {element: 2 for element in Element if element is not Element.BIAYA}
    found = scored(full, one_missing)
    assert found.elements[Element.BIAYA].mean == 4
    assert found.elements[Element.BIAYA].answers == 1
    assert found.elements[Element.WAKTU].mean == 3
    assert found.ikm == Fraction(4 + 8 * 3, 9) * 25
    assert (found.respondents, found.incomplete) == (2, 1)


def test_an_element_that_nobody_answered_leaves_the_survey_without_an_index() -> None:
    found = scored({element: 4 for element in Element if element is not Element.PENGADUAN})
    assert found.elements[Element.PENGADUAN].mean is None
    assert found.elements[Element.PENGADUAN].grade is None
    assert found.ikm is None
    assert found.grade is None
    assert found.elements[Element.SARANA].score == 100


def test_no_answers_at_all_are_no_zero() -> None:
    assert score(Tally(), Weight.EXACT).ikm is None


def test_low_elements_are_those_graded_c_or_d_and_else_the_lowest() -> None:
    good = dict.fromkeys(Element, 4)
    assert scored(good).low == ()
    assert scored(good, good | {Element.WAKTU: 3}).low == (Element.WAKTU,)
    assert scored(good | {Element.WAKTU: 2, Element.BIAYA: 1, Element.SARANA: 3}).low == (
        Element.BIAYA,
        Element.WAKTU,
        Element.SARANA,
    )


@pytest.mark.parametrize(("population", "sample"), [(50, 44), (100, 80), (1000, 278), (10000, 370), (1, 1)])
def test_the_minimum_sample_is_that_of_krejcie_and_morgan(population: int, sample: int) -> None:
    assert minimum_sample(population) == sample


def test_there_is_no_sample_of_nobody() -> None:
    with pytest.raises(ValueError, match="at least one"):
        minimum_sample(0)


def test_a_sample_never_exceeds_its_population_and_never_shrinks_as_that_grows() -> None:
    sizes = [minimum_sample(population) for population in range(1, 3000)]
    assert all(size <= population for population, size in enumerate(sizes, start=1))
    assert all(smaller <= larger for smaller, larger in pairwise(sizes))


def test_every_element_has_four_labels_the_worst_first() -> None:
    assert set(ASKED) == set(Element)
    assert ASKED[Element.BIAYA].answers == ("sangat mahal", "cukup mahal", "murah", "gratis")
    assert ASKED[Element.WAKTU].answers == ("tidak cepat", "kurang cepat", "cepat", "sangat cepat")


ANSWER = st.integers(1, 4)
COMPLETE = st.lists(st.fixed_dictionaries(dict.fromkeys(Element, ANSWER)), min_size=1, max_size=30)
PARTIAL = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(Element, ANSWER)).filter(bool), min_size=1, max_size=30
)


def brute_force(forms: list[Answers], weight: Fraction) -> Fraction | None:
    """As the regulation tells it, element by element, without a tally."""
    skm = Fraction(0)
    for element in Element:
        answers = [form[element] for form in forms if element in form]
        if not answers:
            return None
        skm += Fraction(sum(answers), len(answers)) * weight
    return skm * 25


@given(PARTIAL, st.sampled_from(Weight))
def test_the_index_agrees_with_a_count_by_hand(forms: list[Answers], weight: Weight) -> None:
    by_hand = {"exact": Fraction(1, 9), "0.111": Fraction(111, 1000), "0.11": Fraction(11, 100)}
    assert scored(*forms, weight=weight).ikm == brute_force(forms, by_hand[weight.value])


@given(PARTIAL)
def test_every_index_lies_between_25_and_100(forms: list[Answers]) -> None:
    found = scored(*forms)
    scores = [element.score for element in found.elements.values() if element.score is not None]
    assert all(25 <= value <= 100 for value in scores)
    if found.ikm is not None:
        assert min(scores) <= found.ikm <= max(scores)


@given(COMPLETE)
def test_with_complete_forms_the_pooled_reading_of_the_document_is_the_same_number(
    forms: list[Answers],
) -> None:
    pooled = Fraction(sum(sum(form.values()) for form in forms), sum(len(form) for form in forms)) / 4 * 100
    assert scored(*forms).ikm == pooled


def test_with_missing_answers_the_pooled_reading_differs() -> None:
    forms: list[Answers] = [dict.fromkeys(Element, 4), {Element.WAKTU: 1}]
    pooled = Fraction(9 * 4 + 1, 10) * 25
    assert scored(*forms).ikm != pooled


@given(COMPLETE, st.integers(0, 29), st.sampled_from(Element))
def test_a_better_answer_never_lowers_the_index(forms: list[Answers], at: int, element: Element) -> None:
    form = forms[at % len(forms)]
    better = [*forms, form | {element: 4}]
    better.remove(form)
    before, after = scored(*forms).ikm, scored(*better).ikm
    assert before is not None
    assert after is not None
    assert before <= after


@given(PARTIAL, PARTIAL)
def test_what_is_taken_away_leaves_what_was_there(kept: list[Answers], taken: list[Answers]) -> None:
    first, second = (count(Response(form) for form in forms) for forms in (kept, taken))
    both = plus(first, second)
    assert both == count(Response(form) for form in [*kept, *taken])
    assert minus(both, second) == first


@given(PARTIAL)
def test_rounding_never_moves_an_index_by_more_than_half_a_hundredth(forms: list[Answers]) -> None:
    ikm = scored(*forms).ikm
    if ikm is not None:
        assert abs(Fraction(rounded(ikm)) - ikm) <= Fraction(1, 200)
