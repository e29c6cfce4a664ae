"""Several in charge of one follow-up: one is responsible, others carry it out alongside (*pelaksana bersama*); the
hand-over of all of them from one position or body to another (*serah terima tugas*); and who says *bukan saya*."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from tracker.domain.event import Event
from tracker.domain.in_charge import InCharge


class AlongsideNamed(Event, frozen=True, kw_only=True):
    """All who carry it out alongside the responsible one, from then on; empty: nobody."""

    TOPIC: ClassVar[str] = "follow_up.alongside_named.1"
    alongside: tuple[InCharge, ...] = ()


class HandedOver(Event, frozen=True, kw_only=True):
    """Part of a hand-over: `hand_over_id` is that of all its follow-ups; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.handed_over.1"
    hand_over_id: UUID
    giver: InCharge
    taker: InCharge


class Disowned(Event, frozen=True, kw_only=True):
    """Whoever is asked for it says that it is not theirs; it stays theirs until the head of the section has named somebody
    else, or the same again. `in_charge` is the position or body as which it was said, `person_id` who said it (None for
    a body). Why, stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.disowned.1"
    in_charge: InCharge
    person_id: UUID | None = None


EVENTS: tuple[type[Event], ...] = (AlongsideNamed, HandedOver, Disowned)


def same(one: InCharge | None, other: InCharge | None) -> bool:
    """The same position or body, whatever it was called when it was named."""
    return one is not None and other is not None and (one.kind, one.code) == (other.kind, other.code)


def together(responsible: InCharge | None, alongside: Iterable[InCharge]) -> tuple[InCharge, ...]:
    """All who carry it out, the responsible one first."""
    return (*(() if responsible is None else (responsible,)), *alongside)


def beside(responsible: InCharge | None, alongside: Iterable[InCharge]) -> tuple[InCharge, ...]:
    """Each once, and the responsible one not again."""
    found: dict[tuple[str, str], InCharge] = {}
    for one in alongside:
        if not same(one, responsible):
            found.setdefault((one.kind, one.code), one)
    return tuple(found.values())


def carries_out(one: InCharge | None, responsible: InCharge | None, alongside: Iterable[InCharge]) -> bool:
    """Whether that is the responsible one, or one of those alongside."""
    return any(same(one, other) for other in together(responsible, alongside))


def handed_over(
    event: HandedOver, responsible: InCharge | None, alongside: Iterable[InCharge]
) -> tuple[InCharge | None, tuple[InCharge, ...]]:
    """Who is responsible, and who carries it out alongside, once the giver's part is the taker's."""

    def handed(one: InCharge) -> InCharge:
        return event.taker if same(one, event.giver) else one

    return None if responsible is None else handed(responsible), tuple(map(handed, alongside))
