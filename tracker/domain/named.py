"""Whom the words in a field mean: a position by its title or its holder's name, or a body, written as people write it.

Enough of a name is a name ("kasi pem", "cumedak"), and a slip of the pen is forgiven. What can mean several is refused with
their names: whoever is in charge is written to, so nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

import msgspec

from tracker.domain.errors import NotFound
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.domain.phrase import say

_SHORT_FORMS = {
    "kasi": ("kepala", "seksi"),
    "kades": ("kepala", "desa"),
    "kasubbag": ("kepala", "subbagian"),
    "sekcam": ("sekretaris", "kecamatan"),
    "trantib": ("trantibum",),
    "tramtibum": ("trantibum",),
}
_CLOSE = 0.78
"""How like a word of a name a mistyped one must be (difflib's ratio): one letter in five may be wrong."""
_MOST_NAMED = 4


class _Known(msgspec.Struct, frozen=True):
    in_charge: InCharge
    names: tuple[str, ...]
    words: frozenset[str]


def named(office: Office, text: str, day: date) -> InCharge:
    """The position or body of that name on that day. Raises NotFound with one line: nobody of that name, or several."""
    known = list(_everybody(office, day))
    wanted = " ".join(_words(text))
    for like in (_is, _begins, _resembles):
        found = [one for one in known if wanted and like(wanted, one)]
        if len(found) == 1:
            return found[0].in_charge
        if found:
            names = ", ".join(one.in_charge.name for one in found[:_MOST_NAMED])
            more = ", …" if len(found) > _MOST_NAMED else ""
            raise NotFound(
                say(
                    "“{text}” bisa berarti {names}; tulis lebih lengkap.",
                    text=_quoted(text),
                    names=names + more,
                )
            )
    raise NotFound(
        say(
            "“{text}” bukan jabatan, pejabat, atau pihak yang dikenal; pilih dari daftar.", text=_quoted(text)
        )
    )


def _everybody(office: Office, day: date) -> Iterator[_Known]:
    for position in office.positions.values():
        holder = office.holder(position.code, day)
        person = office.people.get(holder, "") if holder else ""
        yield _known(
            InCharge("position", position.code, position.title), position.title, position.code, person
        )
    for code, name in office.bodies.items():
        yield _known(InCharge("body", code, name), name, code)


def _known(in_charge: InCharge, *names: str) -> _Known:
    plain = tuple(" ".join(_words(name)) for name in names if name)
    return _Known(in_charge, plain, frozenset(word for name in plain for word in name.split()))


def _is(wanted: str, one: _Known) -> bool:
    """The whole name: of two positions, where one person holds both."""
    return wanted in one.names


def _begins(wanted: str, one: _Known) -> bool:
    return all(_is_begun(word, one.words) for word in wanted.split())


def _resembles(wanted: str, one: _Known) -> bool:
    return all(_is_like(word, one.words) for word in wanted.split())


def _is_begun(word: str, words: frozenset[str]) -> bool:
    """A beginning of a word of the name, or a short form of its words."""
    if any(one.startswith(word) for one in words):
        return True
    return word in _SHORT_FORMS and words.issuperset(_SHORT_FORMS[word])


def _is_like(word: str, words: frozenset[str]) -> bool:
    return _is_begun(word, words) or bool(get_close_matches(word, words, n=1, cutoff=_CLOSE))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("_", " "))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
