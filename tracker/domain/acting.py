"""By what right a person decides for a position: as its holder for good, as Plt or Plh, or by mandate (*a.n.*).

Acting for somebody is recorded as such (DOMAIN section 5): `Plt. Camat`, `Plh. Sekretaris Kecamatan`, `a.n. Camat`.
"""

from datetime import date
from uuid import UUID

import msgspec

from tracker.domain.errors import NotFound, Refused
from tracker.domain.mandate import MandateEnded, MandateGiven, check_term
from tracker.domain.office import Office, Standing
from tracker.domain.phrase import say

_PREFIXES = {Standing.PLT: "Plt.", Standing.PLH: "Plh."}


class Capacity(msgspec.Struct, frozen=True):
    """The right to decide for a position. `on_behalf_of` is None for the definitive holder.

    `by_mandate`: the decision is the holder's, so it is none about the holder's or the mandated person's own work.
    """

    position: str
    person_id: UUID
    on_behalf_of: str | None
    by_mandate: bool = False


def capacity(office: Office, position: str, person: UUID, day: date) -> Capacity | None:
    """None when the person neither holds the position on that day nor decides in its holder's name."""
    held = office.holding(position, day)
    if held is None or held.person_id is None:
        return None
    title = office.positions[position].title
    if held.person_id == person:
        prefix = _PREFIXES.get(held.standing)
        return Capacity(position, person, f"{prefix} {title}" if prefix else None)
    if person in office.mandated(position, day):
        return Capacity(position, person, f"a.n. {title}", by_mandate=True)
    return None


def give_mandate(
    office: Office, *, position: str, person_id: UUID, since: date, until: date | None, basis: str
) -> MandateGiven:
    """Raises Refused for a vacant position (it is filled, not mandated), or for its own holder."""
    _check_known(office, position, person_id)
    check_term(since, until)
    holder = office.holder(position, since)
    if holder is None:
        raise Refused("Jabatan itu kosong pada hari itu; catat pemegangnya, Plt atau Plh.", "position")
    if holder == person_id:
        raise Refused("Orang itu pemegang jabatannya sendiri; mandat tidak diperlukan.", "person_id")
    if any(m.covers(since) and m.person_id == person_id for m in office.mandates if m.position == position):
        raise Refused("Mandat itu sudah berlaku.", "person_id")
    return MandateGiven(position=position, person_id=person_id, since=since, until=until, basis=basis.strip())


def end_mandate(office: Office, *, position: str, person_id: UUID, since: date) -> MandateEnded:
    """Raises Refused where no mandate stands on that day."""
    _check_known(office, position, person_id)
    if not any(
        m.covers(since) and m.person_id == person_id for m in office.mandates if m.position == position
    ):
        raise Refused("Tidak ada mandat yang berlaku pada hari itu.", "person_id")
    return MandateEnded(position=position, person_id=person_id, since=since)


def _check_known(office: Office, position: str, person_id: UUID) -> None:
    if position not in office.positions:
        raise NotFound(say("Jabatan “{position}” tidak dikenal.", position=position), "position")
    if person_id not in office.people:
        raise NotFound("Orang itu belum terdaftar di kecamatan ini.", "person_id")
