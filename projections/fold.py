"""What a read model folds: steps of the life cycle, each from the state before an event to the one after it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from projections.states import State
from tracker.domain.office import Office
from tracker.store.envelope import Recorded

S = TypeVar("S")


class Step(NamedTuple, Generic[S]):
    """`subject` is what the event is about: its stream, or for a reminder the follow-up. `office` is a code."""

    recorded: Recorded
    subject: UUID
    office: str
    before: S | None
    after: S


class Batch:
    """Consecutive steps of the log, added first and read then. `zone` and `office` give those of an office by its code;
    the office as it is after all of them."""

    def __init__(self, zone: Callable[[str], ZoneInfo], office: Callable[[str], Office]) -> None:
        self.all: list[Step[Any]] = []
        self.zone = zone
        self.office = office
        self._by_kind: dict[type[Any], list[Step[Any]]] = {}
        self._newest: dict[type[Any], list[Step[Any]]] = {}

    def add(self, step: Step[State]) -> None:
        """An event of the life cycle itself."""
        self.all.append(step)
        self._by_kind.setdefault(type(step.after), []).append(step)

    def add_beside(self, step: Step[Any]) -> None:
        """An event beside the life cycle, which leaves its subject as it is: a reminder, or a skipped event."""
        self.all.append(step)

    def of(self, kind: type[S]) -> list[Step[S]]:
        """The steps of the aggregates of one kind, in the order of the log."""
        return cast("list[Step[S]]", self._by_kind.get(kind, []))

    def newest(self, kind: type[S]) -> list[Step[S]]:
        """The last step of each aggregate of that kind."""
        if kind not in self._newest:
            self._newest[kind] = list({step.subject: step for step in self.of(kind)}.values())
        return cast("list[Step[S]]", self._newest[kind])

    def office_at(self, step: Step[Any]) -> Office:
        """The step's office as it was then, however the log is cut into batches."""
        changes = [change for change in self.of(Office) if change.office == step.office]
        if not changes:
            return self.office(step.office)
        earlier = [change for change in changes if change.recorded.position <= step.recorded.position]
        found = earlier[-1].after if earlier else changes[0].before
        if found is None:
            raise ValueError(f"{step.recorded.topic} before office {step.office} was registered")
        return found

    def day(self, step: Step[Any]) -> date:
        """The office's calendar day on which the event was recorded."""
        return step.recorded.recorded_at.astimezone(self.zone(step.office)).date()


class Writer(Protocol):
    """Writes rows in the order of the table's columns. Everything of a batch is one transaction."""

    connection: sa.Connection

    def insert(self, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None: ...

    def upsert(self, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """By primary key, which no two of the rows share."""

    def delete(self, table: sa.Table, keys: Sequence[tuple[Any, ...]]) -> None:
        """By primary key."""

    def close(self, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Ends open record intervals: each row is a position (exclusive), and the key without `from_position`."""


class ReadModel(NamedTuple):
    name: str
    tables: tuple[sa.Table, ...]
    fold: Callable[[Batch, Writer], None]
