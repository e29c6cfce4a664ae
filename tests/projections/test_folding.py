"""However a history is cut into batches, the rows are the same: incremental, rebuilt, and by a plain fold."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections import figures, states
from tests.projections import plain_fold
from tests.projections.history import OFFICES, History
from tests.projections.reading import House, everything, open_house
from tests.support.database import Database
from tracker.store import setup

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), pieces=st.lists(st.integers(1, 12), min_size=1, max_size=12))
def test_any_history_in_any_batches_gives_what_a_plain_fold_gives(seed: int, pieces: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'store.sqlite'}", owner_url=None)
        setup.create(database.url)
        with open_house(database) as house:
            _check(house, seed, pieces)


def test_some_histories_give_on_both_stores_what_a_plain_fold_gives(house: House) -> None:
    _check(house, 20_260_317, [1, 5, 2, 30, 7, 11, 40, 3])


def _check(house: House, seed: int, pieces: Sequence[int]) -> None:
    history = History(Random(seed))
    house.append(history.beginning())
    for piece in pieces:
        for changes in history.commands(piece):
            house.append(changes, history.day)
        house.follow()
    assert house.views.parked() == []
    incremental = everything(house.views)
    assert incremental["agenda"] == plain_fold.agenda(house.store)
    with house.views.connect() as connection:
        for end, past in plain_fold.prefixes(house.store):
            for office in OFFICES:
                as_of = figures.facts(connection, office, FIRST, LAST, end)
                assert as_of == plain_fold.facts(past, office, FIRST, LAST)
                if end == house.store.head():
                    assert figures.facts(connection, office, FIRST, LAST) == as_of
        kept = states.load(connection, past.newest)
    assert {stream: one.state for stream, one in kept.items()} == past.newest
    house.engine.rebuild(lambda *_: None)
    house.views.generation(max_age=0)
    assert everything(house.views) == incremental
