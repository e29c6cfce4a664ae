"""Several in charge of one follow-up: one is responsible, others carry it out alongside (*pelaksana bersama*); and the
hand-over of all of them from one position or body to another (*serah terima tugas*)."""

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


EVENTS: tuple[type[Event], ...] = (AlongsideNamed, HandedOver)


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
