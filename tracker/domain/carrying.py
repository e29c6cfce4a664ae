"""As whom somebody carries a follow-up out: in charge is a position or a body, who comes is a person, or the body itself."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from tracker.domain.acting import capacity
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office


class Carrying(msgspec.Struct, frozen=True):
    """`on_behalf_of` as in `Capacity`: None for the definitive holder, and for a body."""

    in_charge: InCharge
    on_behalf_of: str | None


def carrying(office: Office, in_charge: Iterable[InCharge], who: UUID | str, day: date) -> Carrying | None:
    """`who` is a person, or the code of a body. None: neither in charge nor alongside on that day.

    A position is carried out by its holder, and by whoever acts in the holder's name.
    """
    for one in in_charge:
        if isinstance(who, str):
            if (one.kind, one.code) == ("body", who):
                return Carrying(one, None)
        elif one.kind == "position":
            found = capacity(office, one.code, who, day)
            if found is not None:
                return Carrying(one, found.on_behalf_of)
    return None
