"""How many respondents a survey needs (Krejcie and Morgan, as PermenPANRB 14/2017 tabulates it)."""

from fractions import Fraction

_CHI_SQUARE = Fraction(3841, 1000)
"""One degree of freedom, 95 % confidence."""
_SPREAD = Fraction(1, 4)
"""P · (1 − P) for a population share of one half."""
_ERROR = Fraction(1, 20)


def minimum_sample(population: int) -> int:
    """Half-up, 50 → 44. Raises ValueError below one person."""
    if population < 1:
        raise ValueError("a population has at least one person")
    part = _CHI_SQUARE * _SPREAD
    exact = part * population / (_ERROR**2 * (population - 1) + part)
    return int(exact + Fraction(1, 2))
