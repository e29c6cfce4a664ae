"""On whose behalf an actor decides: personal decisions are bound to a position, not to the role of an account.

The holder of the position on that day decides, Plt and Plh included, or whoever has the holder's mandate; the use case
hands `on_behalf_of` to its `Decision`, so that the history shows both.
"""

from collections.abc import Set as AbstractSet
from datetime import date
from uuid import UUID

from tracker.application.actor import Actor
from tracker.domain.acting import Capacity, capacity
from tracker.domain.errors import Forbidden
from tracker.domain.office import Office, Position
from tracker.domain.role import Rank


def leads(actor: Actor, office: Office, day: date) -> bool:
    """Whether the actor holds the position of Camat or Sekcam on that day, as Plt or Plh too."""
    held = () if actor.person_id is None else office.positions_of(actor.person_id, day)
    return any(position.rank in {Rank.CAMAT, Rank.SEKCAM} for position in held)


def standing_for(
    actor: Actor, office: Office, position: Position, day: date, own_work: AbstractSet[UUID] = frozenset()
) -> Capacity | None:
    """None when the actor does not decide for that position. About `own_work` of the holder or of the person with the
    mandate nobody decides by mandate."""
    if actor.person_id is None:
        return None
    found = capacity(office, position.code, actor.person_id, day)
    if found is not None and found.by_mandate:
        involved = {actor.person_id, office.holder(position.code, day)}
        if involved & own_work:
            return None
    return found


def require_standing(
    actor: Actor,
    office: Office,
    position: Position,
    day: date,
    refusal: str,
    own_work: AbstractSet[UUID] = frozenset(),
) -> Capacity:
    """Raises Forbidden with the words of `refusal`, which say who decides."""
    found = standing_for(actor, office, position, day, own_work)
    if found is None:
        raise Forbidden(refusal)
    return found
