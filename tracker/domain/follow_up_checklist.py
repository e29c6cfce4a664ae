"""The checklist of a follow-up: what is to be done piece by piece. It helps the work and decides nothing.

Each event names the item's text, so that the history tells itself.
"""

from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event


class ChecklistItemAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.checklist_item_added.1"
    item_id: UUID
    text: str


class ChecklistItemTicked(Event, frozen=True, kw_only=True):
    """`typed_by` is the account that ticked it, `ticked_on` the office's day."""

    TOPIC: ClassVar[str] = "follow_up.checklist_item_ticked.1"
    item_id: UUID
    text: str
    typed_by: str
    ticked_on: date


class ChecklistItemUnticked(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.checklist_item_unticked.1"
    item_id: UUID
    text: str


class ChecklistItemRemoved(Event, frozen=True, kw_only=True):
    """Out of the list from then on; the history keeps it."""

    TOPIC: ClassVar[str] = "follow_up.checklist_item_removed.1"
    item_id: UUID
    text: str


Items = tuple["ChecklistItem", ...]
ChecklistEvent = ChecklistItemAdded | ChecklistItemTicked | ChecklistItemUnticked | ChecklistItemRemoved
EVENTS: tuple[type[Event], ...] = (
    ChecklistItemAdded,
    ChecklistItemTicked,
    ChecklistItemUnticked,
    ChecklistItemRemoved,
)


class ChecklistItem(msgspec.Struct, frozen=True):
    """Ticked when `ticked_on` is set."""

    id: UUID
    text: str
    ticked_by: str | None = None
    ticked_on: date | None = None


def evolve(items: Items, event: ChecklistEvent) -> Items:
    replace = msgspec.structs.replace
    match event:
        case ChecklistItemAdded():
            return (*items, ChecklistItem(event.item_id, event.text))
        case ChecklistItemTicked():
            ticked = {"ticked_by": event.typed_by, "ticked_on": event.ticked_on}
            return _with(items, event.item_id, lambda item: replace(item, **ticked))
        case ChecklistItemUnticked():
            return _with(items, event.item_id, lambda item: replace(item, ticked_by=None, ticked_on=None))
        case ChecklistItemRemoved():
            return tuple(item for item in items if item.id != event.item_id)


def _with(items: Items, id_: UUID, change: Callable[[ChecklistItem], ChecklistItem]) -> Items:
    return tuple(change(item) if item.id == id_ else item for item in items)
