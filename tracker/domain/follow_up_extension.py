"""An extension of the due date: asked with a reason and a new date, granted or refused by somebody else."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.event import Event


class ExtensionRequested(Event, frozen=True, kw_only=True):
    """Changes nothing until it is granted; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.extension_requested.1"
    due_on: date
    typed_by: str


class ExtensionGranted(Event, frozen=True, kw_only=True):
    """`due_on` is the new date, which may be another than the one asked for. `position` is the one that decided,
    `decided_by` the person."""

    TOPIC: ClassVar[str] = "follow_up.extension_granted.1"
    due_on: date
    position: str
    decided_by: UUID


class ExtensionRefused(Event, frozen=True, kw_only=True):
    """The reason stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.extension_refused.1"
    position: str
    decided_by: UUID


EVENTS: tuple[type[Event], ...] = (ExtensionRequested, ExtensionGranted, ExtensionRefused)


class Extension(msgspec.Struct, frozen=True):
    """What was asked for and waits for a decision; `typed_by` is the account that asked."""

    due_on: date
    typed_by: str
