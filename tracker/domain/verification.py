"""Who verifies a follow-up, and who decides about it (DOMAIN section 5, "Who").

The Kasi of the section verifies; for the Kasi's own work the Sekcam, for the Sekcam's the Camat, for the Camat's
the Sekcam; a vacant post passes upward, and so does one whose holder did or typed the report.
"""

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
    for position in _chain(office, section, in_charge):
        holder = office.holder(position.code, day)
        if holder is not None and holder not in excluded:
            return position
    return None


def _chain(office: Office, section: str | None, in_charge: InCharge | None) -> list[Position]:
    own = office.positions.get(in_charge.code) if in_charge and in_charge.kind == "position" else None
    if own is not None and own.rank in _UPWARD:
        ranks = _UPWARD[own.rank]
        heads: list[Position] = []
    else:
        ranks = (Rank.SEKCAM, Rank.CAMAT)
        head = section_head(office, section)
        heads = [head] if head else []
    return heads + [p for rank in ranks if (p := office.position_of_rank(rank)) is not None]


def doer(office: Office, in_charge: InCharge | None, done_on: date) -> UUID | None:
    """Who did it: the holder of the position in charge on that day; None for a body, or nobody."""
    if in_charge is None or in_charge.kind != "position":
        return None
    return office.holder(in_charge.code, done_on)


def section_head(office: Office, section: str | None) -> Position | None:
    if section is None:
        return None
    return office.position_of_rank(Rank.KASI, section) or office.position_of_rank(Rank.KASUBBAG, section)
