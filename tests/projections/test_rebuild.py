"""A rebuild beside the live generation: readers see no gap, writers do not wait, and nothing is left behind."""

import threading
from pathlib import Path
from random import Random

import pytest

from projections.engine import generations
from projections.engine.places import open_views
from projections.engine.writer import DriverWriter
from projections.progress import progress
from tests.projections.history import History
from tests.projections.reading import House, everything, open_house
from tests.projections.test_engine import running


def test_readers_go_on_and_see_no_less_than_before_it_while_the_log_grows(house: House) -> None:
    history = History(Random(6))
    house.append(history.beginning())
    for changes in history.commands(60):
        house.append(changes)
    house.follow()
    done = threading.Event()
    seen = [house.views.position()]

    def read() -> None:
        while not done.is_set():
            seen.append(house.views.position())

    def write() -> None:
        for changes in history.commands(60):
            house.append(changes)

    threads = [threading.Thread(target=read), threading.Thread(target=write)]
    with running(house.engine):
        for thread in threads:
            thread.start()
        number = house.another_engine().rebuild(lambda *_: None)
        threads[1].join()
        assert house.views.wait_for(house.store.head(), timeout=5)
        done.set()
        threads[0].join()
    assert number == 2
    assert min(seen) == seen[0]
    assert house.views.generation(max_age=0) == 2


def test_what_postgresql_copies_is_what_it_inserts_row_by_row(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(Random(7))
    house.append(history.beginning())
    for changes in history.commands(150):
        house.append(changes, history.day)
        house.follow()
    inserted = everything(house.views)
    assert inserted["search_word"]
    monkeypatch.setattr(DriverWriter, "COPIED_FROM", 1)
    house.engine.rebuild(lambda *_: None)
    house.views.generation(max_age=0)
    assert everything(house.views) == inserted


def test_it_tells_how_far_it_is(house: House) -> None:
    house.append(History(Random(6)).beginning())
    house.follow()
    told: list[tuple[int, int]] = []
    house.engine.rebuild(lambda position, end: told.append((position, end)))
    assert told == [(house.store.head(), house.store.head())]


def test_the_generation_before_stays_for_readers_that_hold_it_and_the_one_before_that_goes(
    house: House,
) -> None:
    house.append(History(Random(6)).beginning())
    house.follow()
    with house.views.connect() as connection:
        house.engine.rebuild(lambda *_: None)
        assert connection.closed is False
    for _ in range(2):
        house.engine.rebuild(lambda *_: None)
    assert generations.live(house.tables) == 4
    if not house.database.on_postgres:
        folder = Path(house.database.url.removeprefix("sqlite:///")).parent
        assert {path.name for path in folder.glob("views-*.sqlite")} == {"views-3.sqlite", "views-4.sqlite"}


def test_a_rebuild_that_breaks_off_changes_nothing_and_leaves_nothing(house: House) -> None:
    house.append(History(Random(6)).beginning())
    house.follow()
    before = everything(house.views)

    def break_off(position: int, end: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.engine.rebuild(break_off)
    assert generations.building(house.tables) == []
    assert everything(house.views) == before
    assert house.views.generation(max_age=0) == 1


def test_what_another_release_built_is_rebuilt_at_the_next_start(house: House) -> None:
    house.append(History(Random(6)).beginning())
    house.follow()
    views = open_views(house.database.url, house.database.owner_url)
    with views.lead(1) as connection:
        assert connection is not None
        with connection.begin():
            connection.execute(progress.update().values(layout="an older one"))
    views.close()
    house.follow()
    assert house.views.generation(max_age=0) == 2
    assert house.views.position() == house.store.head()


def test_lost_read_models_are_folded_again(house: House) -> None:
    house.append(History(Random(6)).beginning())
    house.follow()
    before = everything(house.views)
    views = open_views(house.database.url, house.database.owner_url)
    views.drop(1)
    views.close()
    house.views.close()
    house.engine.close()
    with open_house(house.database) as again:
        again.follow()
        assert everything(again.views) == before
