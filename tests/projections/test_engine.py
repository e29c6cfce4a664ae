"""One engine leads, others stand by; nothing is lost or folded twice, whatever ends when."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from uuid import UUID

import pytest
import sqlalchemy as sa

from projections.engine.errors import NoGeneration
from projections.engine.runner import Engine
from projections.timeline import timeline
from tests.projections.history import OFFICES, History
from tests.projections.reading import TODAY, House, everything, ticking
from tracker.domain.office import OfficeRegistered
from tracker.store.envelope import Change, Context
from tracker.store.event_store import open_store
from tracker.store.known_events import KNOWN_EVENTS


@contextmanager
def running(engine: Engine) -> Iterator[None]:
    thread = threading.Thread(target=engine.run)
    thread.start()
    try:
        yield
    finally:
        engine.stop()
        thread.join()


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_readers_are_told_plainly_that_nothing_was_built_yet(house: House) -> None:
    with pytest.raises(NoGeneration, match="projector"):
        house.views.position()


def test_readers_can_change_nothing(house: House) -> None:
    house.append(History(Random(2)).beginning())
    house.follow()
    with house.views.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="read"):
        connection.execute(timeline.delete())


def test_a_reader_sees_one_moment_however_long_it_reads(house: House) -> None:
    history = History(Random(2))
    house.append(history.beginning())
    house.follow()
    count = sa.select(sa.func.count()).select_from(timeline)
    with house.views.connect() as connection:
        before = connection.scalar(count)
        for changes in history.commands(3):
            house.append(changes)
        house.follow()
        assert connection.scalar(count) == before
    with house.views.connect() as connection:
        assert connection.scalar(count) == house.store.head()


def test_commits_are_announced_with_their_offices_and_position(house: House) -> None:
    told: list[tuple[frozenset[str], int]] = []
    house.engine.on_commit(lambda offices, position: told.append((offices, position)))
    house.append(History(Random(2)).beginning())
    house.follow()
    assert told == [(frozenset(OFFICES), house.store.head())]


def test_one_writes_reads_ones_own_writes(house: House) -> None:
    house.engine.on_commit(house.views.folded)
    house.follow()
    with running(house.engine):
        position = house.append(History(Random(2)).beginning())
        assert house.views.wait_for(position, timeout=5)
        assert house.views.position() >= position
    assert not house.views.wait_for(position + 1, timeout=0.02)


def test_the_lag_says_what_is_not_folded_and_since_when(house: House) -> None:
    house.follow()
    house.append(History(Random(2)).beginning())
    lag = house.views.lag()
    assert (lag.behind, lag.oldest_unfolded) == (house.store.head(), house.store.recorded_at(1))
    house.follow()
    assert house.views.lag().behind == 0


def test_of_two_engines_one_leads_and_the_other_takes_over(house: House) -> None:
    other = house.another_engine()
    history = History(Random(3))
    house.append(history.beginning())
    assert house.engine.step() > 0
    for changes in history.commands(5):
        house.append(changes)
    assert other.step() == 0
    house.engine.close()
    assert other.step() > 0
    other.close()
    house.views.generation(max_age=0)
    assert house.views.position() == house.store.head()


def test_two_engines_that_run_at_once_fold_each_event_once(house: House) -> None:
    other = house.another_engine()
    history = History(Random(4))
    house.append(history.beginning())
    with running(house.engine), running(other):
        for changes in history.commands(40):
            house.append(changes)
        head = house.store.head()
        eventually(lambda: reached(house) == head)
    other.close()
    with house.views.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(timeline)) == head


def test_what_another_process_appends_is_found_without_a_wake_up(house: House) -> None:
    """By the poll on SQLite, where nothing tells of it; on PostgreSQL NOTIFY may be faster."""
    house.append(History(Random(2)).beginning())
    mapping = KNOWN_EVENTS
    elsewhere = open_store(house.database.url, mapping=mapping, clock=ticking(), create=False)
    with running(house.engine):
        eventually(lambda: reached(house) == house.store.head())
        change = Change(
            UUID(int=3), 0, (OfficeRegistered(code="1", name="A", regency="B", zone="Asia/Jakarta"),)
        )
        context = Context(actor="a", via="web", request_id="luar", correlation_id="luar")
        position = elsewhere.append([change], context=context, occurred_on=TODAY).position
        assert house.views.wait_for(position, timeout=3)
    elsewhere.close()


def test_killed_again_and_again_it_loses_nothing_and_repeats_nothing(house: House) -> None:
    history = History(Random(5))
    house.append(history.beginning())
    command = [sys.executable, "-m", "tests.projections.engine_process", house.database.url]
    if house.database.owner_url is not None:
        command.append(house.database.owner_url)
    for _ in range(3):
        with subprocess.Popen(command) as process:
            for changes in history.commands(60):
                house.append(changes)
                time.sleep(0.005)
            eventually(lambda: reached(house) > 0)
            process.kill()
    eventually(lambda: house.engine.catch_up(5))
    incremental = everything(house.views)
    house.engine.rebuild(lambda *_: None)
    house.views.generation(max_age=0)
    assert everything(house.views) == incremental


def reached(house: House) -> int:
    """-1 where nothing is built yet."""
    try:
        return house.views.position()
    except NoGeneration:
        return -1
