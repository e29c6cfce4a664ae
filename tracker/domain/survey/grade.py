"""Quality of service (mutu pelayanan) of an index, by the bounds of PermenPANRB 14/2017."""

from decimal import Decimal
from enum import StrEnum

from tracker.domain.phrase import say


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


QUALITY = {
    Grade.A: say("Sangat Baik"),
    Grade.B: say("Baik"),
    Grade.C: say("Kurang Baik"),
    Grade.D: say("Tidak Baik"),
}

LOWEST, HIGHEST = Decimal(25), Decimal(100)
"""The ends of the scale."""
BOUNDS = (
    (Decimal("88.31"), Grade.A),
    (Decimal("76.61"), Grade.B),
    (Decimal("65.00"), Grade.C),
)
"""The highest grade first, each from its lower bound; what lies below all of them is D."""


def grade(index: Decimal) -> Grade:
    """Of an index that has been rounded to two decimals already: so no value falls between two bounds."""
    return next((found for bound, found in BOUNDS if index >= bound), Grade.D)
