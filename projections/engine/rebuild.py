"""A rebuild fills a new generation beside the live one, from the first event on, and then moves the pointer.

Folding has no side effects, so it sends nothing; readers stay on the old generation until the pointer moves.
"""

from collections.abc import Callable

import sqlalchemy as sa

from projections.engine import generations
from projections.engine.folder import Folder
from projections.engine.views import Views
from tracker.clock import Clock
from tracker.store.event_store import EventStore

BATCH = 2000
Report = Callable[[int, int], None]
"""Told the position reached, and the log's last one."""


def rebuild(views: Views, store: EventStore, kept: sa.Engine, clock: Clock, report: Report) -> int:
    """Gives the number of the new live generation."""
    _drop_abandoned(views, kept)
    number = generations.begin(kept, clock())
    try:
        _fill(views, store, number, report)
    except BaseException:
        _drop_abandoned(views, kept)
        raise
    for old in generations.go_live(kept, number, clock()):
        views.drop(old)
    return number


def _fill(views: Views, store: EventStore, number: int, report: Report) -> None:
    with views.lead(number) as connection:
        assert connection is not None
        with connection.begin():
            views.prepare(connection, number)
        folder = Folder(store, connection, views.prefix(number))
        while rows := store.read_raw(folder.position, BATCH):
            folder.fold(rows)
            report(folder.position, store.head())


def _drop_abandoned(views: Views, kept: sa.Engine) -> None:
    """What a rebuild that was interrupted left behind; one that is still at work holds its lead."""
    for number in generations.building(kept):
        with views.lead(number) as connection:
            abandoned = connection is not None
        if abandoned:
            views.drop(number)
            generations.forget(kept, number)
