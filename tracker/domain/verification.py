"""Who verifies a follow-up, and who decides about it (DOMAIN section 5, "Who").

The Kasi of the section verifies; for the Kasi's own work the Sekcam, for the Sekcam's the Camat, for the Camat's
the Sekcam; a vacant post passes upward, and so does one whose holder did or typed the report. Whose work it is stays as
it was when it was reported.

A later due date is granted by the Kasi for whoever works below; for the Kasi's own work and above by the Camat, for the
Camat's own by the Sekcam. That it cannot be followed up is for the Camat to accept; for what the Camat has asked
(as Plt, out of a section), or carries out, the Sekcam decides. Whoever asked decides nothing.

Whose it is, where somebody says that it is not theirs, is for the head of the section to say, and for the Sekcam where it
is the head who said so.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from uuid import UUID

from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office, Position
from tracker.domain.role import Rank

_UPWARD = {
    Rank.KASI: (Rank.SEKCAM, Rank.CAMAT),
    Rank.KASUBBAG: (Rank.SEKCAM, Rank.CAMAT),
    Rank.SEKCAM: (Rank.CAMAT,),
    Rank.CAMAT: (Rank.SEKCAM,),
}
_EXTENDING = _UPWARD | {
    Rank.KASI: (Rank.CAMAT, Rank.SEKCAM),
    Rank.KASUBBAG: (Rank.CAMAT, Rank.SEKCAM),
}


def verifying_position(
    office: Office,
    *,
    section: str | None,
    in_charge: InCharge | None,
    excluded: AbstractSet[UUID],
    day: date,
) -> Position | None:
    """The position that verifies on that day; None when no post above is filled by somebody else.

    `excluded` are the persons who did or typed the report.
    """
    return _first(office, _chain(office, section, in_charge, _UPWARD), excluded, day)


def extending_position(
    office: Office,
    *,
    section: str | None,
    in_charge: InCharge | None,
    excluded: AbstractSet[UUID],
    day: date,
) -> Position | None:
    """The position that decides about a later due date; None when no post above is filled by somebody else.

    `excluded` are whoever asked and those who carry it out.
    """
    return _first(office, _chain(office, section, in_charge, _EXTENDING), excluded, day)


def giving_up_position(office: Office, *, excluded: AbstractSet[UUID], day: date) -> Position | None:
    """The Camat's position; the Sekcam's for what the Camat has asked or carries out. A vacant Camat's post passes to
    nobody: it needs a Plt. `excluded` are whoever asked and those who carry it out."""
    camat = office.position_of_rank(Rank.CAMAT)
    if camat is None or office.holder(camat.code, day) is None:
        return None
    return _first(office, _of_ranks(office, (Rank.CAMAT, Rank.SEKCAM)), excluded, day)


def naming_position(
    office: Office, *, section: str | None, excluded: AbstractSet[UUID], day: date
) -> Position | None:
    """The position that names who carries it out; None when none of them is filled. `excluded`: whoever disowned it."""
    return _first(office, _chain(office, section, None, _UPWARD), excluded, day)


def _first(
    office: Office, chain: Sequence[Position], excluded: AbstractSet[UUID], day: date
) -> Position | None:
    for position in chain:
        holder = office.holder(position.code, day)
        if holder is not None and holder not in excluded:
            return position
    return None


def _chain(
    office: Office,
    section: str | None,
    in_charge: InCharge | None,
    above: Mapping[Rank, tuple[Rank, ...]],
) -> list[Position]:
    own = office.positions.get(in_charge.code) if in_charge and in_charge.kind == "position" else None
    if own is not None and own.rank in above:
        return _of_ranks(office, above[own.rank])
    head = section_head(office, section)
    return [*([head] if head else []), *_of_ranks(office, (Rank.SEKCAM, Rank.CAMAT))]


def _of_ranks(office: Office, ranks: tuple[Rank, ...]) -> list[Position]:
    return [position for rank in ranks if (position := office.position_of_rank(rank)) is not None]


def workers(office: Office, in_charge: Iterable[InCharge], day: date) -> frozenset[UUID]:
    """The persons who hold those positions on that day."""
    return frozenset(doers(office, in_charge, day))


def doers(office: Office, in_charge: Iterable[InCharge], day: date) -> tuple[UUID, ...]:
    """The same persons, each once, in the order of those in charge."""
    found = (doer(office, one, day) for one in in_charge)
    return tuple(dict.fromkeys(person for person in found if person is not None))


def doer(office: Office, in_charge: InCharge | None, done_on: date) -> UUID | None:
    """Who did it: the holder of the position in charge on that day; None for a body, or nobody."""
    if in_charge is None or in_charge.kind != "position":
        return None
    return office.holder(in_charge.code, done_on)


def section_head(office: Office, section: str | None) -> Position | None:
    if section is None:
        return None
    return office.position_of_rank(Rank.KASI, section) or office.position_of_rank(Rank.KASUBBAG, section)
