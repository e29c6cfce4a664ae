"""A product over a database of a benchmark's own: its log, its kept tables, and read models that the benchmark fills."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import sqlalchemy as sa

from projections.engine import rebuild
from projections.engine.places import open_views
from projections.engine.read_models import ReadModels
from projections.engine.views import Views
from tests.support.database import Database
from tracker.application.tracker import Tracker
from tracker.clock import system_clock
from tracker.store import kept
from tracker.store.event_store import EventStore, open_store
from tracker.store.files import Files
from tracker.store.known_events import KNOWN_EVENTS


class Installation(NamedTuple):
    store: EventStore
    tables: sa.Engine
    views: Views

    def build(self) -> None:
        """Folds the whole log into a generation of its own, and makes that the live one."""
        rebuild.rebuild(self.views, self.store, self.tables, system_clock(), lambda *_: None)

    def tracker(self) -> Tracker:
        """Once there is a generation."""
        return Tracker(
            store=self.store,
            views=ReadModels(self.views, self.tables),
            kept=self.tables,
            files=Files(Path("berkas")),
            clock=system_clock(),
            new_id=uuid4,
            base_url="http://127.0.0.1",
            secret=b"",
        )


@contextmanager
def installation(database: Database) -> Iterator[Installation]:
    store = open_store(database.url, mapping=KNOWN_EVENTS, clock=system_clock(), create=False)
    tables = kept.open_engine(database.url)
    views = open_views(database.url, database.owner_url)
    try:
        yield Installation(store, tables, views)
    finally:
        views.close()
        tables.dispose()
        store.close()
