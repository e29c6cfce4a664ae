"""A sentence to a person, in Indonesian, that still knows its pattern: so that a page can say it in another language."""

from collections.abc import Mapping
from datetime import date
from typing import Self

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Phrase(str):
    """Reads as the Indonesian sentence wherever a text is wanted. `values` are texts, phrases, numbers and days."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, values: Mapping[str, object]) -> Self:
        said = {name: _day(value) if isinstance(value, date) else value for name, value in values.items()}
        phrase = super().__new__(cls, pattern.format_map(said))
        phrase.pattern = pattern
        phrase.values = values
        return phrase


def say(pattern: str, **values: object) -> Phrase:
    """`say("Paling banyak {most} baris.", most=50)`: a pattern of `str.format`, whose names stay in the translation."""
    return Phrase(pattern, values)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
