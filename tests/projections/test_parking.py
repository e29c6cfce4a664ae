"""A poison event stops nothing but its own stream, and a person may decide to go on without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import ClassVar
from uuid import UUID

import pytest

from projections import agenda, board, timeline
from tests.projections.history import OFFICES, History
from tests.projections.reading import TODAY, House, everything, ticking
from tracker.domain.catalog import ALL_EVENTS
from tracker.domain.event import Event
from tracker.domain.follow_up import Opened, Started, Status
from tracker.store.envelope import Change, Context
from tracker.store.errors import VersionConflict
from tracker.store.event_store import EventStore, open_store
from tracker.store.mapping import EventMapping

POISONED, HEALTHY = UUID(int=1), UUID(int=2)
CONTEXT = Context(
    actor="operator", via="cli", request_id="lewati", correlation_id="lewati", reason="salah versi"
)


class Dreamt(Event, frozen=True, kw_only=True):
    """What a later release wrote, and this one does not know."""

    TOPIC: ClassVar[str] = "follow_up.dreamt.1"


@contextmanager
def later_release(house: House) -> Iterator[EventStore]:
    mapping = EventMapping((*ALL_EVENTS, Dreamt))
    store = open_store(house.database.url, mapping=mapping, clock=ticking(), create=False)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def poisoned(house: House) -> House:
    """Two follow-ups; in one, an event that cannot be folded, and one that waits for it."""
    house.append(History(Random(1)).beginning())
    opened = Opened(
        office=OFFICES[0],
        coordination_id=UUID(int=9),
        outcome_id=UUID(int=8),
        text="Hasil",
        agreed_on=TODAY,
        due_on=date(2026, 3, 2),
    )
    house.append([Change(POISONED, 0, (opened,)), Change(HEALTHY, 0, (opened,))])
    house.follow()
    with later_release(house) as store:
        context = Context(actor="a", via="web", request_id="mimpi", correlation_id="mimpi")
        store.append([Change(POISONED, 1, (Dreamt(),))], context=context, occurred_on=TODAY)
    started = (Started(started_on=TODAY),)
    house.append([Change(POISONED, 2, started), Change(HEALTHY, 1, started)])
    house.follow()
    return house


def test_a_poison_event_is_parked_with_what_follows_in_its_stream_and_the_rest_goes_on(
    poisoned: House,
) -> None:
    parked = poisoned.views.parked()
    assert [(entry.stream, entry.version) for entry in parked] == [(POISONED, 2), (POISONED, 3)]
    assert "follow_up.dreamt.1" in (parked[0].error or "")
    assert parked[1].error is None
    assert poisoned.views.lag().parked == 2
    assert status(poisoned, HEALTHY) is Status.DALAM_PROSES
    assert status(poisoned, POISONED) is Status.BELUM_DITINDAKLANJUTI
    assert poisoned.views.position() == poisoned.store.head()


def test_what_is_parked_stays_parked_over_a_restart(poisoned: House) -> None:
    engine = poisoned.another_engine()
    poisoned.append([Change(POISONED, 3, (Started(started_on=TODAY),))])
    assert engine.catch_up(10)
    engine.close()
    assert [entry.version for entry in poisoned.views.parked()] == [2, 3, 4]


def test_skipping_is_an_event_that_releases_the_rest_of_the_stream(poisoned: House) -> None:
    poisoned.engine.skip(poisoned.views.parked()[0], CONTEXT, TODAY)
    poisoned.follow()
    assert poisoned.views.parked() == []
    assert status(poisoned, POISONED) is Status.DALAM_PROSES
    with poisoned.views.connect() as connection:
        told = timeline.of(connection, [POISONED])
        assert [entry.topic for entry in told] == [
            "follow_up.opened.1",
            "follow_up.started.1",
            "projection.event_skipped.1",
        ]
        assert told[-1].office == OFFICES[0]
        assert agenda.of(connection, POISONED)


def test_a_rebuild_parks_and_skips_the_same(poisoned: House) -> None:
    poisoned.engine.skip(poisoned.views.parked()[0], CONTEXT, TODAY)
    poisoned.follow()
    before = everything(poisoned.views)
    poisoned.engine.rebuild(lambda *_: None)
    poisoned.views.generation(max_age=0)
    assert everything(poisoned.views) == before


def test_an_event_is_skipped_once_only(poisoned: House) -> None:
    entry = poisoned.views.parked()[0]
    poisoned.engine.skip(entry, CONTEXT, TODAY)
    again = Context(actor="operator", via="cli", request_id="lagi", correlation_id="lagi")
    with pytest.raises(VersionConflict):
        poisoned.engine.skip(entry, again, TODAY)


def test_skipping_before_a_second_poison_event_parks_from_there_on(poisoned: House) -> None:
    with later_release(poisoned) as store:
        context = Context(actor="a", via="web", request_id="mimpi-2", correlation_id="mimpi-2")
        store.append([Change(POISONED, 3, (Dreamt(),))], context=context, occurred_on=TODAY)
    poisoned.follow()
    poisoned.engine.skip(poisoned.views.parked()[0], CONTEXT, TODAY)
    poisoned.follow()
    assert [(entry.version, entry.error is None) for entry in poisoned.views.parked()] == [(4, False)]
    assert status(poisoned, POISONED) is Status.DALAM_PROSES


def status(house: House, follow_up: UUID) -> Status:
    with house.views.connect() as connection:
        row = board.follow_up(connection, follow_up)
    assert row is not None
    return row.status
