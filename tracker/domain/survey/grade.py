"""Quality of service (mutu pelayanan) of an index, by the bounds of PermenPANRB 14/2017."""

from decimal import Decimal
from enum import StrEnum


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


QUALITY = {
    Grade.A: "Sangat Baik",
    Grade.B: "Baik",
    Grade.C: "Kurang Baik",
    Grade.D: "Tidak Baik",
}

_FROM = (
    (Decimal("88.31"), Grade.A),
    (Decimal("76.61"), Grade.B),
    (Decimal("65.00"), Grade.C),
)


def grade(index: Decimal) -> Grade:
    """Of an index that has been rounded to two decimals already: so no value falls between two bounds."""
    return next((found for bound, found in _FROM if index >= bound), Grade.D)
