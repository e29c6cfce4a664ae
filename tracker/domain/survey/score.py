"""The index of a survey: NRR of each element, SKM = Σ NRR × weight, IKM = SKM × 25 (PermenPANRB 14/2017).

A missing answer is left out of its element's mean only. An element that nobody answered has no mean, and then the
survey has no index: leaving it out, or taking it for 0, would both tell a number that nobody measured.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import msgspec

from tracker.domain.percent import number_text, rounded
from tracker.domain.phrase import listed, say
from tracker.domain.survey.elements import Element
from tracker.domain.survey.grade import Grade, grade
from tracker.domain.survey.tally import Tally

FACTOR = 25
"""From the scale 1–4 to the scale 25–100."""


class Weight(StrEnum):
    """All three are in use and give different figures, so a report names the one that it used."""

    EXACT = "exact"
    THREE_DECIMALS = "0.111"
    TWO_DECIMALS = "0.11"


WEIGHT_NAMES = {
    Weight.EXACT: say("1/9 (tepat)"),
    Weight.THREE_DECIMALS: number_text(Decimal("0.111")),
    Weight.TWO_DECIMALS: number_text(Decimal("0.11")),
}


def weight_of(weight: Weight) -> Fraction:
    return Fraction(1, len(Element)) if weight is Weight.EXACT else Fraction(weight.value)


class ElementScore(msgspec.Struct, frozen=True):
    """`answers` None: the finished value did not tell. `mean` (NRR) None: n/a."""

    answers: int | None
    mean: Fraction | None

    @property
    def score(self) -> Fraction | None:
        return None if self.mean is None else self.mean * FACTOR

    @property
    def grade(self) -> Grade | None:
        return _grade(self.score)


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """`ikm` on the scale 25–100; None: n/a. `weight` None: a finished value, whose weight is not ours to know."""

    respondents: int
    incomplete: int
    weight: Weight | None
    elements: dict[Element, ElementScore]
    ikm: Fraction | None

    @property
    def printed(self) -> Decimal | None:
        """Two decimals, half-up: the grade is that of this number."""
        return None if self.ikm is None else rounded(self.ikm)

    @property
    def text(self) -> str:
        """`88,95 (A)`; an index is no percentage."""
        if self.printed is None:
            return "n/a"
        return listed(number_text(self.printed), f"({self.grade})", separator=" ")

    @property
    def grade(self) -> Grade | None:
        return _grade(self.ikm)

    @property
    def low(self) -> tuple[Element, ...]:
        """The elements to be improved, lowest first: those graded C or D; where there are none, the lowest of all."""
        known = sorted(
            ((found.score, element) for element, found in self.elements.items() if found.score is not None),
            key=lambda pair: pair[0],
        )
        poor = tuple(element for score, element in known if _grade(score) in {Grade.C, Grade.D})
        return poor or tuple(element for score, element in known if score == known[0][0] < known[-1][0])


def score(tally: Tally, weight: Weight) -> Score:
    elements = {element: _element(tally, element) for element in Element}
    means = [found.mean for found in elements.values() if found.mean is not None]
    complete = len(means) == len(Element)
    return Score(
        respondents=tally.respondents,
        incomplete=tally.incomplete,
        weight=weight,
        elements=elements,
        ikm=sum(means, Fraction(0)) * weight_of(weight) * FACTOR if complete else None,
    )


def _element(tally: Tally, element: Element) -> ElementScore:
    answers = tally.answers(element)
    return ElementScore(answers, Fraction(tally.total(element), answers) if answers else None)


def _grade(index: Fraction | None) -> Grade | None:
    return None if index is None else grade(rounded(index))
