"""A text to a person, in Indonesian, that still knows what it says: so that a page can say it in another language.

Everything here reads as its Indonesian text wherever a text is wanted: in the log, in files, in mails, on the command line.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Self

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Said(str):
    """Whatever the product says by itself; what people typed is a plain text."""

    __slots__ = ()


class Phrase(Said):
    """`values` are texts, phrases, numbers and days."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, values: Mapping[str, object]) -> Self:
        said = {name: day_text(value) if isinstance(value, date) else value for name, value in values.items()}
        phrase = super().__new__(cls, pattern.format_map(said) if values else pattern)
        phrase.pattern = pattern
        phrase.values = values
        return phrase


class Numeral(Said):
    """A printed number, `1.783,50`, with what stands around it that is no letter: `+8,33`, `81,04 %`."""

    __slots__ = ()


class LongDay(Said):
    """`Senin, 3 Januari 2022`."""

    __slots__ = ("day",)

    day: date

    def __new__(cls, written: str, day: date) -> Self:
        said = super().__new__(cls, written)
        said.day = day
        return said


class Listed(Said):
    """Several texts in a row, each of which may itself be said."""

    __slots__ = ("parts", "separator")

    separator: str
    parts: tuple[str, ...]

    def __new__(cls, separator: str, parts: tuple[str, ...]) -> Self:
        said = super().__new__(cls, separator.join(parts))
        said.separator = separator
        said.parts = parts
        return said


class Cased(Said):
    """A text whose letters change with its place in a sentence."""

    __slots__ = ("of", "turn")

    of: str
    turn: Callable[[str], str]

    def __new__(cls, of: str, turn: Callable[[str], str]) -> Self:
        said = super().__new__(cls, turn(of))
        said.of = of
        said.turn = turn
        return said


def say(pattern: str, **values: object) -> Phrase:
    """`say("Paling banyak {most} baris.", most=50)`: a pattern of `str.format`, whose names stay in the translation."""
    return Phrase(pattern, values)


def said(text: str) -> Said:
    """A text of ours, wherever it was made; a plain one is found in the catalogue as it stands."""
    return text if isinstance(text, Said) else say(text)


def listed(*parts: str, separator: str = ", ") -> Listed:
    """`", ".join(parts)`, of which each part can be told in another language."""
    return Listed(separator, parts)


def both(*parts: str) -> str:
    """`a, b dan c`."""
    *others, last = parts
    return say("{others} dan {last}", others=listed(*others), last=last) if others else last


def either(*parts: str) -> str:
    """`a atau b atau c`; empty for none."""
    told = parts[0] if parts else ""
    for part in parts[1:]:
        told = say("{one} atau {other}", one=told, other=part)
    return told


def small(text: str) -> Cased:
    """In the middle of a sentence."""
    return Cased(text, str.lower)


def capital(text: str) -> Cased:
    """At the beginning of one."""
    return Cased(text, _with_capital)


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plain(value: object) -> str:
    """The `enc_hook` of whoever writes JSON: what is said is written as it reads in Indonesian."""
    if isinstance(value, Said):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no form in JSON")


def hour_text(hour: time) -> Phrase:
    """`09.30`."""
    return say("{hour}.{minute}", hour=f"{hour:%H}", minute=f"{hour:%M}")


def day_text(day: date) -> str:
    """`3 Januari 2022`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


MONTHS = tuple(say(name) for name in MONTH_NAMES)
