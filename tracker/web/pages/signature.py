"""Who signs what is printed: the holder of the Camat's position on that day, as offices write it under a document."""

from datetime import date

import msgspec

from tracker.domain.office import Office, Standing
from tracker.domain.role import Rank

_ACTING = {Standing.PLT: "Plt. ", Standing.PLH: "Plh. "}


class Signature(msgspec.Struct, frozen=True):
    """`name` None: the position is vacant, and the line stays empty."""

    place: str
    day: date
    title: str
    name: str | None


def signature(office: Office, day: date) -> Signature:
    place = office.name.removeprefix("Kecamatan ")
    position = office.position_of_rank(Rank.CAMAT)
    held = office.holding(position.code, day) if position else None
    title = position.title if position else "Camat"
    if place not in title:
        title = f"{title} {place}"
    if held is None or held.person_id is None:
        return Signature(place, day, title, None)
    return Signature(place, day, _ACTING.get(held.standing, "") + title, office.people.get(held.person_id))
