"""Words as a search compares them: what sounds alike, or was mistyped, is the same word.

Old spelling and new (`Tjipto`, `Djember`, `Soekarno`), letters that people exchange (`ijin`, `Nopember`, `sarat`), prefixes and
suffixes (`pendataan`, `mendata`), a slip of the keyboard, vowels left out as in messages (`kgtn`). Numbers are only themselves.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+")
_STRANGE = re.compile(r"[^0-9a-z]")
_DOUBLED = re.compile(r"([bcdfhjklmnpqrstvwxyzo])\1")
_VOWELS = str.maketrans("", "", "aeiou")
_SOUNDS = (
    ("tj", "c"),
    ("dj", "j"),
    ("sj", "s"),
    ("sy", "s"),
    ("ch", "k"),
    ("kh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("oe", "u"),
    ("v", "p"),
    ("f", "p"),
    ("z", "j"),
    ("q", "k"),
    ("x", "ks"),
)
_FIRST = (
    "meny",
    "meng",
    "mem",
    "men",
    "me",
    "peny",
    "peng",
    "pem",
    "pen",
    "per",
    "pe",
    "ber",
    "ter",
    "di",
    "ke",
    "se",
)
_LAST = ("nya", "lah", "kah", "kan", "an", "i")
_LOST = {"meny": "s", "peny": "s", "mem": "p", "pem": "p", "men": "t", "pen": "t"}
"""The first letter that a word loses behind that prefix: `menata` is `tata`."""
_LONGEST = 40
"""What is longer is compared by its beginning: nobody types a word so long, and an index has no room for it."""
_SHORTEST_STEM = 4
_SHORTEST_MISTYPED = 4
_LONG = 8
"""From so many letters on a word may have two slips."""

_TOO_COMMON = frozenset(
    ("dan", "di", "ke", "yang", "untuk", "dari", "dengan", "pada", "atau", "oleh", "dalam", "para", "serta")
)

SAME, SAME_STEM, BEGINS, ONE_SLIP, TWO_SLIPS, SHORTENED = 100, 90, 80, 60, 45, 40
"""How much a word is like the one asked for; nothing at all is 0."""


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """One word, as it is compared; empty for what nobody looks for."""
    plain = _STRANGE.sub("", normalize("NFKD", word).lower())[:_LONGEST]
    if plain.isdigit():
        return plain
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _DOUBLED.sub(lambda found: found[0][0], plain)
    return "" if len(plain) < 2 or plain in _TOO_COMMON else plain


def words(*texts: str | None) -> dict[str, None]:
    """The words of some texts as they are compared, each once, in their order."""
    found = (folded(match[0]) for text in texts if text for match in _WORD.finditer(text))
    return dict.fromkeys(word for word in found if word)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Without its prefixes and suffixes, as long as enough is left of it."""
    word = _without_prefix(word)
    for _ in range(2):
        word = next((word.removesuffix(last) for last in _LAST if _ends(word, last)), word)
    return _without_prefix(word)


def keys(word: str) -> frozenset[str]:
    """What two words have in common if they may be one: itself, its stem, either with one letter left out, its consonants."""
    if not word.isalpha():
        return frozenset((word,))
    root = stem(word)
    found = {word, root, *_one_left_out(word), *_one_left_out(root)}
    bare = word.translate(_VOWELS)
    if len(bare) > 2:
        found.add(bare)
    return frozenset(found)


def likeness(asked: str, word: str) -> int:
    """Of two folded words, from `SAME` down to 0."""
    if asked == word:
        return SAME
    if not (asked.isalpha() and word.isalpha()):
        return 0
    root, other = stem(asked), stem(word)
    if root == other:
        return SAME_STEM
    if len(asked) > 2 and (word.startswith(asked) or other.startswith(asked)):
        return BEGINS
    slips = min(distance(asked, word, _slips(asked)), distance(root, other, _slips(root)))
    if slips <= 2:
        return ONE_SLIP if slips == 1 else TWO_SLIPS
    bare = asked.translate(_VOWELS)
    if len(bare) > 2 and bare == word.translate(_VOWELS) and _left_out(asked, word):
        return SHORTENED
    return 0


def distance(one: str, other: str, most: int) -> int:
    """Letters left out, added, exchanged or swapped with their neighbour; `most` + 1 (or 3) where it is more than that."""
    if most == 0 or abs(len(one) - len(other)) > most:
        return 3
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, beside in enumerate(other, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1] if last[-1] <= most else 3


def marked(text: str, found: Collection[str]) -> list[tuple[str, bool]]:
    """The text in pieces: those that are one of the words found, and those between."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _WORD.finditer(text):
        if folded(match[0]) in found:
            if match.start() > end:
                pieces.append((text[end : match.start()], False))
            pieces.append((match[0], True))
            end = match.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def around(text: str, found: Collection[str], most: int) -> str:
    """At most so many letters of a long text, where the first of the words stands in it."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    first = next((match.start() for match in _WORD.finditer(text) if folded(match[0]) in found), 0)
    begin = 0 if first < most * 2 // 3 else text.rfind(" ", 0, first - most // 3) + 1
    end = text.rfind(" ", 0, begin + most)
    cut = text[begin : end if end > first else begin + most]
    return ("… " if begin else "") + cut + (" …" if begin + len(cut) < len(text) else "")


def _without_prefix(word: str) -> str:
    for prefix in _FIRST:
        rest = word.removeprefix(prefix)
        if rest == word:
            continue
        if rest[:1] in set("aeiou"):
            rest = _LOST.get(prefix, "") + rest
        if len(rest) >= _SHORTEST_STEM:
            return rest
    return word


def _ends(word: str, last: str) -> bool:
    return word.endswith(last) and len(word) - len(last) >= _SHORTEST_STEM


def _one_left_out(word: str) -> set[str]:
    if len(word) < _SHORTEST_MISTYPED:
        return set()
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _slips(word: str) -> int:
    return 0 if len(word) < _SHORTEST_MISTYPED else 1 if len(word) < _LONG else 2


def _left_out(asked: str, word: str) -> bool:
    """Whether the one has the other's letters in their order, with some missing."""
    rest = iter(word)
    return all(letter in rest for letter in asked)
