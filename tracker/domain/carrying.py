"""As whom somebody carries a follow-up out: in charge is a position or a body, who comes is a person, or the body itself."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from tracker.domain.acting import capacity
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office


class Carrying(msgspec.Struct, frozen=True):
    """`on_behalf_of` as in `Capacity`: None for the definitive holder, and for a body. A deputy of somebody who is absent
    decides nothing in that name, and does the work all the same: `mewakili Camat`."""

    in_charge: InCharge
    on_behalf_of: str | None


def carrying(office: Office, in_charge: Iterable[InCharge], who: UUID | str, day: date) -> Carrying | None:
    """`who` is a person, or the code of a body. None: neither in charge nor alongside on that day.

    A position is carried out by its holder, by whoever acts in the holder's name, and by the deputy while the holder is
    absent.
    """
    for one in in_charge:
        if isinstance(who, str):
            if (one.kind, one.code) == ("body", who):
                return Carrying(one, None)
        elif one.kind == "position":
            found = capacity(office, one.code, who, day)
            if found is not None:
                return Carrying(one, found.on_behalf_of)
            if _deputises(office, one.code, who, day):
                return Carrying(one, f"mewakili {office.positions[one.code].title}")
    return None


def _deputises(office: Office, position: str, person: UUID, day: date) -> bool:
    holder = office.holder(position, day)
    absence = None if holder is None else office.absence(holder, day)
    return absence is not None and absence.deputy == person
