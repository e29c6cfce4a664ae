"""In which language the product speaks to this reader: Indonesian is the source, the catalogues hold every other.

The language belongs to the request (a context variable); whoever sets none is told in Indonesian: command line, workers.
A catalogue is all files of `tracker/locale/<language>/*.po` together. A message with the value `n` may have a plural.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po

import tracker
from tracker.domain.phrase import Cased, Listed, LongDay, Numeral, Phrase, Said

SOURCE = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
LOCALES = {"id": "id", "en": "en_GB"}
"""How Babel writes days and numbers of each."""

FOLDER = Path(tracker.__file__).parent / "locale"

Pattern = str | tuple[str, ...]
_OTHER_MARKS = str.maketrans(",.", ".,")
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def current() -> str:
    return _current.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, this language; an unknown one is Indonesian."""
    before = _current.set(language if language in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _current.reset(before)


def _(pattern: str, **values: object) -> str:
    """The sentence in the reader's language. `pattern` is the Indonesian one, a pattern of `str.format`.

    Days among the values are written out; a value that is itself a phrase is translated too.
    """
    chosen = pattern_of(pattern, values.get("n"))
    return chosen.format_map({name: shown(value) for name, value in values.items()}) if values else chosen


def translate(text: str) -> str:
    """A text made elsewhere: what is said by what it says, a fixed text by itself; what nobody translated, as it is."""
    if current() == SOURCE:
        return str(text)
    match text:
        case Phrase(pattern=pattern, values=values):
            return _(pattern, **values)
        case Numeral():
            return text.translate(_OTHER_MARKS)
        case LongDay(day=day):
            return format_date(day, "EEEE, d MMMM y", locale=LOCALES[current()])
        case Listed(parts=parts, separator=separator):
            return separator.join(str(told(part)) for part in parts)
        case Cased(of=of, turn=turn):
            return turn(str(told(of)))
        case _:
            return pattern_of(text)


def told(value: object) -> object:
    """What stands in a page: what the product says is translated; what people typed, and all else, stays as it is."""
    return translate(value) if isinstance(value, Said) else value


def pattern_of(pattern: str, n: object = None) -> str:
    """What the catalogue has for it: where there is a plural, the form for `n`."""
    found = catalogue(current()).get(pattern, pattern)
    if isinstance(found, str):
        return found
    return found[0 if n == 1 else 1]


def shown(value: object) -> object:
    if isinstance(value, date):
        return format_date(value, "d MMMM y", locale=LOCALES[current()])
    return told(value)


@cache
def catalogue(language: str) -> Mapping[str, Pattern]:
    """Indonesian pattern → translation. Read once; the source language has none."""
    patterns: dict[str, Pattern] = {}
    for file in sorted((FOLDER / language).glob("*.po")):
        with file.open("rb") as lines:
            for message in read_po(lines, locale=language, abort_invalid=True):
                if message.id and message.string and not message.fuzzy:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    patterns[key] = (
                        message.string if isinstance(message.string, str) else tuple(message.string)
                    )
    return patterns
