"""A store with its read models, opened as the product does it, and everything that a generation holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from projections.engine import parking
from projections.engine.read_models import ReadModels, open_read_models
from projections.engine.runner import Engine, open_engine
from projections.registry import READ_MODELS
from projections.states import state
from tests.support.database import Database
from tracker.clock import Clock
from tracker.store import kept
from tracker.store.envelope import Change, Context
from tracker.store.event_store import EventStore, open_store
from tracker.store.known_events import KNOWN_EVENTS

Rows = dict[str, list[tuple[Any, ...]]]
START = datetime(2026, 1, 5, 3, tzinfo=UTC)
TODAY = START.date()


@dataclass
class House:
    """`engine` folds only when it is told to."""

    database: Database
    store: EventStore
    tables: sa.Engine
    engine: Engine
    views: ReadModels

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def append(self, changes: Sequence[Change], day: date = TODAY) -> int:
        request = f"permintaan-{next(self._numbers)}"
        context = Context(actor="staf", via="web", request_id=request, correlation_id=request)
        return self.store.append(changes, context=context, occurred_on=day).position

    def follow(self) -> None:
        assert self.engine.catch_up(20)

    def another_engine(self) -> Engine:
        return open_engine(
            self.database.url, self.store, self.tables, owner=self.database.owner_url, clock=ticking()
        )


@contextmanager
def open_house(database: Database) -> Iterator[House]:
    clock = ticking()
    store = open_store(database.url, mapping=KNOWN_EVENTS, clock=clock, create=False)
    tables = kept.open_engine(database.url)
    engine = open_engine(database.url, store, tables, owner=database.owner_url, clock=clock)
    views = open_read_models(database.url, tables)
    try:
        yield House(database, store, tables, engine, views)
    finally:
        engine.stop()
        engine.close()
        views.close()
        tables.dispose()
        store.close()


def ticking() -> Clock:
    """A clock that is six hours further on each time it is read."""
    hours = count()
    return lambda: START + timedelta(hours=6 * next(hours))


def everything(views: ReadModels) -> Rows:
    """All rows of the live generation, in an order of their own."""
    tables = [state, parking.parked, *(table for model in READ_MODELS for table in model.tables)]
    with views.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in tables
        }
