"""Whom and which series a search names: an office's positions, bodies, people and series are few, and looked through."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal

import msgspec

from tracker.domain.office import Office
from tracker.domain.spelling import BEGINS, folded, likeness, words

_SPOKEN = {
    "kasi": "kepala seksi",
    "kasubag": "kepala subbagian",
    "kades": "kepala desa",
    "sekcam": "sekretaris kecamatan",
    "sekdes": "sekretaris desa",
}
"""What officials type → how it is written in full, or the other way round."""

Kind = Literal["position", "body", "person", "series"]


class Named(msgspec.Struct, frozen=True):
    """`code` of a position, body or series; empty for a person. `beside`: who holds the position today, or what the
    person holds."""

    kind: Kind
    code: str
    name: str
    beside: str = ""


def named(office: Office, asked: Collection[str], today: date) -> tuple[Named, ...]:
    """Those that have every word asked for, the most alike first; a slip is forgiven only where nobody is written so."""
    if not asked:
        return ()
    found = [(_like(one, asked), one) for one in _everybody(office, today)]
    good = [(like, one) for like, one in found if all(like)]
    as_typed = [(like, one) for like, one in good if min(like) >= BEGINS]
    ranked = sorted(as_typed or good, key=lambda pair: (-sum(pair[0]), pair[1].name))
    return tuple(one for _, one in ranked)


def _everybody(office: Office, today: date) -> Iterable[Named]:
    for position in office.positions.values():
        holder = office.holder(position.code, today)
        yield Named(
            "position", position.code, position.title, office.people.get(holder, "") if holder else ""
        )
    for code, name in office.bodies.items():
        yield Named("body", code, name)
    for person, name in office.people.items():
        held = (position.title for position in office.positions_of(person, today))
        yield Named("person", "", name, ", ".join(held))
    for series in office.series.values():
        yield Named("series", series.code, series.title)


def spoken(name: str) -> frozenset[str]:
    """The words of a name, with what people say for short, or what that stands for."""
    own = frozenset(words(name))
    for short, long in _SPOKEN.items():
        in_full = frozenset(words(long))
        if folded(short) in own or in_full <= own:
            own |= {folded(short), *in_full}
    return own


def _like(one: Named, asked: Collection[str]) -> list[int]:
    own = spoken(one.name)
    return [max((likeness(word, other) for other in own), default=0) for word in asked]
