"""Search: the records of an office that have the words asked for, however they were typed; the best first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from projections.search_words import KINDS, spelling, word_at
from tracker.domain.errors import Refused
from tracker.domain.spelling import BEGINS, keys, likeness

MOST_WORDS = 8
"""So many words of what was asked for are looked for; the others are left out."""
_MOST_ALIKE = 100
_MOST_CANDIDATES = 1500
_MATCHED = 1000
_MOST = 2**31
"""No score and no ordinal comes near to it; a column takes no more."""


class Hit(msgspec.Struct, frozen=True):
    """`score` is higher the more of the words it has, and the more they are like those asked for."""

    subject: UUID
    ordinal: int
    day: date
    score: int

    @property
    def cursor(self) -> str:
        return f"{self.score}.{self.day.isoformat()}.{self.subject.hex}.{self.ordinal}"


class Asked(msgspec.Struct, frozen=True):
    """What somebody looks for in an office: for each word the ones that stand there and are like it, with their
    `likeness`; and the words that nothing there resembles, as they were typed."""

    alike: tuple[Mapping[str, int], ...]
    unknown: tuple[str, ...]

    @property
    def found(self) -> frozenset[str]:
        return frozenset(word for words_ in self.alike for word in words_)


def understood(connection: Connection, office: str, asked: Collection[str]) -> Asked:
    """`asked` are folded words. A slip is forgiven only where no word of the office is, or begins, as it was typed."""
    asked = list(asked)[:MOST_WORDS]
    if not asked:
        return Asked((), ())
    standing = connection.scalars(_standing(office, asked)).all()
    alike, unknown = [], []
    for word in asked:
        here = _best(word, standing)
        as_typed = {other: like for other, like in here.items() if like >= BEGINS}
        if here:
            alike.append(as_typed or here)
        else:
            unknown.append(word)
    return Asked(tuple(alike), tuple(unknown))


def hits(
    connection: Connection, office: str, kind: str, asked: Asked, after: str | None = None, limit: int = 20
) -> tuple[list[Hit], str | None]:
    """The best first, the newest before others as good: those that have as many of the words as the best one has.

    And what is handed back as `after` for more of them. Raises Refused for a cursor that nobody gave.
    """
    if not asked.found:
        return [], None
    scored = _scored(office, kind, asked).subquery()
    key = sa.tuple_(scored.c.score, scored.c.day, scored.c.subject, scored.c.ordinal)
    query = sa.select(scored.c.subject, scored.c.ordinal, scored.c.day, scored.c.score)
    if after is not None:
        query = query.where(key < _literal(_hit(after)))
    order = [column.desc() for column in (scored.c.score, scored.c.day, scored.c.subject, scored.c.ordinal)]
    rows = [Hit(*row) for row in connection.execute(query.order_by(*order).limit(limit + 1))]
    best = _hit(after).score if after is not None else rows[0].score if rows else 0
    good = [hit for hit in rows if hit.score // _MATCHED == best // _MATCHED]
    return good[:limit], good[limit - 1].cursor if len(good) > limit else None


def _standing(office: str, asked: Sequence[str]) -> sa.Select[str]:
    """All words of the office that may be one of those: it shares a key, or begins so (`zzzz`: behind every word, in any
    collation). Of too many the shortest, which are the nearest to what was typed; of another office's none takes a place.
    """
    shared = frozenset(key for word in asked for key in keys(word))
    begins = [
        spelling.c.key.between(word, f"{word}zzzz") for word in asked if word.isalpha() and len(word) > 2
    ]
    alike = (
        sa.select(spelling.c.word).where(sa.or_(spelling.c.key.in_(shared), *begins)).distinct().subquery()
    )
    stands = sa.exists().where(
        word_at.c.office == office, word_at.c.kind.in_(KINDS), word_at.c.word == alike.c.word
    )
    nearest = (sa.func.length(alike.c.word), alike.c.word)
    return sa.select(alike.c.word).where(stands).order_by(*nearest).limit(_MOST_CANDIDATES)


def _best(asked: str, standing: Sequence[str]) -> dict[str, int]:
    """The most alike, of those the shortest."""
    liked = sorted((-likeness(asked, word), len(word), word) for word in standing)
    return {word: -like for like, _, word in liked[:_MOST_ALIKE] if like}


def _scored(office: str, kind: str, asked: Asked) -> sa.Select[Any]:
    c = word_at.c
    best = [sa.func.max(_likeness(some)) for some in asked.alike]
    matched = [sa.case((one > 0, _MATCHED), else_=0) for one in best]
    score = sum(matched[1:], matched[0]) + sum(best[1:], best[0])
    return (
        sa.select(c.subject, c.ordinal, sa.func.max(c.day).label("day"), score.label("score"))
        .where(c.office == office, c.kind == kind, c.word.in_(asked.found))
        .group_by(c.subject, c.ordinal)
    )


def _likeness(some: Mapping[str, int]) -> ColumnElement[int]:
    """Few lists of words, not a case for each: a database looks a word up in a list at once."""
    lists: dict[int, list[str]] = {}
    for word, like in some.items():
        lists.setdefault(like, []).append(word)
    return sa.case(*((word_at.c.word.in_(words_), like) for like, words_ in lists.items()), else_=0)


def _hit(cursor: str) -> Hit:
    try:
        score, day, subject, ordinal = cursor.split(".")
        return Hit(UUID(subject), _small(ordinal), date.fromisoformat(day), _small(score))
    except ValueError:
        raise Refused("Penanda halaman tidak dikenal; mulai lagi dari halaman pertama.", "sesudah") from None


def _small(number: str) -> int:
    found = int(number)
    if not 0 <= found < _MOST:
        raise ValueError("no page gave that number")
    return found


def _literal(after: Hit) -> sa.Tuple:
    return sa.tuple_(
        sa.literal(after.score, sa.Integer),
        sa.literal(after.day, sa.Date),
        sa.literal(after.subject, sa.Uuid),
        sa.literal(after.ordinal, sa.Integer),
    )
