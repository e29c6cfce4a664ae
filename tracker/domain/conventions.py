"""How an office prints and judges its performance: the ladder of predicates, rounding, and what capaian starts from.

Offices use other ladders and words than those attributed to Permendagri 86/2017, and one published table truncates
(DOMAIN section 3): so this is configuration of the office, from a year on.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.percent import Rounding
from tracker.domain.period import check_year
from tracker.domain.phrase import say

MAX_WORD = 60


class CapaianFrom(StrEnum):
    """Whether capaian is computed from the realisasi as printed, with its two decimals, or from the exact share."""

    PRINTED = "printed"
    EXACT = "exact"


class Rung(msgspec.Struct, frozen=True):
    """A capaian of at least this much is called by this word."""

    at_least: Decimal
    word: str


DEFAULT_LADDER = (
    Rung(Decimal(91), "Sangat Tinggi"),
    Rung(Decimal(76), "Tinggi"),
    Rung(Decimal(66), "Sedang"),
    Rung(Decimal(51), "Rendah"),
    Rung(Decimal(0), "Sangat Rendah"),
)


class Conventions(msgspec.Struct, frozen=True, kw_only=True):
    """`rounding` is that of capaian and of its mean; the realisasi itself is always rounded half-up."""

    ladder: tuple[Rung, ...] = DEFAULT_LADDER
    rounding: Rounding = Rounding.HALF_UP
    capaian_from: CapaianFrom = CapaianFrom.PRINTED


DEFAULT = Conventions()


def checked(conventions: Conventions, from_year: int, today_year: int) -> Conventions:
    """Raises Refused naming the field."""
    check_year(from_year, today_year)
    _check_ladder(conventions.ladder)
    return conventions


def _check_ladder(ladder: Sequence[Rung]) -> None:
    if not ladder:
        raise Refused("Isi sedikitnya satu jenjang predikat.", "ladder")
    for rung in ladder:
        if not rung.word.strip() or len(rung.word) > MAX_WORD:
            raise Refused(
                say("Isi sebutan setiap jenjang predikat, paling panjang {most} huruf.", most=MAX_WORD),
                "ladder",
            )
        if not rung.at_least.is_finite():
            raise Refused("Batas bawah jenjang predikat harus berupa angka.", "ladder")
    bounds = [rung.at_least for rung in ladder]
    if any(above <= below for above, below in pairwise(bounds)):
        raise Refused("Batas bawah jenjang predikat harus menurun, dari yang tertinggi.", "ladder")
    if bounds[-1] != 0:
        raise Refused("Jenjang predikat terakhir berbatas bawah 0: sebutan untuk selebihnya.", "ladder")
