"""A rebuild fills a new generation beside the live one, from the first event on, and then moves the pointer.

Folding has no side effects, so it sends nothing; readers stay on the old generation until the pointer moves.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from projections.engine import generations
from projections.engine.folder import Folder
from projections.engine.views import Views, create_indexes
from projections.engine.writer import DriverWriter
from tracker.clock import Clock
from tracker.store.event_store import EventStore

BATCH = 10_000
"""Rows lie by random ids: each batch writes nearly every page anew, so half as many batches write half as much. 12 MB more."""

Report = Callable[[int, int], None]
"""Told the position reached, and the log's last one."""


def rebuild(views: Views, store: EventStore, kept: sa.Engine, clock: Clock, report: Report) -> int:
    """Gives the number of the new live generation."""
    _drop_abandoned(views, kept)
    number = generations.begin(kept, clock())
    try:
        with views.lead(number) as connection, _collector_paused():
            assert connection is not None
            folder = _fill(views, store, connection, number, report)
            gone = generations.go_live(kept, number, clock())
            _follow(folder, store, report)
    except BaseException:
        _drop_abandoned(views, kept)
        raise
    for old in gone:
        views.drop(old)
    return number


def _fill(views: Views, store: EventStore, connection: sa.Connection, number: int, report: Report) -> Folder:
    """Indexes are made at the end, when that takes one sort each."""
    with connection.begin():
        views.prepare(connection, number, indexed=False)
    folder = Folder(store, DriverWriter(connection, views.prefix(number)))
    _follow(folder, store, report)
    with connection.begin():
        create_indexes(connection)
    views.settle(number)
    _follow(folder, store, report)
    return folder


def _follow(folder: Folder, store: EventStore, report: Report) -> None:
    while rows := store.read_raw(folder.position, BATCH):
        folder.fold(rows)
        report(folder.position, store.head())


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Folds make no cycles, but the collector would walk through all the cached states again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _drop_abandoned(views: Views, kept: sa.Engine) -> None:
    """What a rebuild that was interrupted left behind; one that is still at work holds its lead."""
    for number in generations.building(kept):
        with views.lead(number) as connection:
            abandoned = connection is not None
        if abandoned:
            views.drop(number)
            generations.forget(kept, number)
