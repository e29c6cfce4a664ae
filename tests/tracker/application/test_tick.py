"""One process at a time queues and claims, on both stores."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import lease, reminders, tally, tick
from tracker.application.dispatch import begin, finish
from tracker.application.tracker import Tracker
from tracker.store import kept

DUE = date(2026, 3, 16)
"""A Monday, and the day on which the clock starts, 09.00 in Jakarta."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 16, 2, tzinfo=UTC))


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as office:
        yield office


def claim(office: OfficeAtWork, worker: str = "satu", most: int = tick.MOST) -> int | None:
    claimed = tick.claim_due(office.tracker, worker, most)
    return None if claimed is None else sum(map(len, office.over(claimed)))


def test_a_tick_queues_what_is_due_and_claims_it(office: OfficeAtWork) -> None:
    for number in range(3):
        office.agree(DUE, text=f"Pekerjaan {number}")
    assert (claim(office), claim(office)) == (3, 0)


def test_what_one_tick_does_not_take_the_next_one_does(office: OfficeAtWork) -> None:
    for position in (KASI, STAF, "sekcam"):
        office.agree(DUE, in_charge=position)
    taken = [claim(office, most=1) or 0 for _ in range(4)]
    assert sum(taken) == 3
    assert all(one <= 1 for one in taken)


def test_while_one_tick_is_at_it_another_takes_nothing_so_nobodys_message_is_split(
    office: OfficeAtWork,
) -> None:
    office.agree(DUE)
    lease.take(office.tracker, "tick", "yang lain", office.tracker.clock(), tick.TURN)
    assert claim(office) is None
    assert office.queue() == []
    lease.leave(office.tracker, "tick", "yang lain")
    assert claim(office) == 1


def test_two_ticks_of_the_same_worker_do_not_overlap_either(
    office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.agree(DUE)
    meanwhile: list[int | None] = []
    queue = reminders.enqueue

    def enqueue(tracker: Tracker, now: datetime) -> int:
        meanwhile.append(claim(office))
        return queue(tracker, now)

    monkeypatch.setattr(reminders, "enqueue", enqueue)
    assert claim(office) == 1
    assert meanwhile == [None]


def test_the_turn_of_a_process_that_died_in_it_is_taken_over(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    lease.take(office.tracker, "tick", "mati", clock(), tick.TURN)
    clock.advance(tick.TURN - timedelta(seconds=1))
    assert claim(office) is None
    clock.advance(timedelta(seconds=1))
    assert claim(office) == 1


def test_a_tick_that_fails_gives_its_turn_back(office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    office.agree(DUE)

    def refuse(*_: object) -> int:
        raise RuntimeError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "enqueue", refuse)
        with pytest.raises(RuntimeError):
            claim(office)
    assert claim(office) == 1


def test_where_nothing_is_due_it_only_looks(office: OfficeAtWork) -> None:
    office.agree(date(2026, 4, 9))
    written: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith(("SELECT", "select")):
            written.append(statement)

    sa.event.listen(office.tracker.kept, "before_cursor_execute", note)
    assert claim(office) == 0
    assert written == []


def test_what_an_abandoned_claim_held_is_seen_as_due(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    claim(office, "mati")
    clock.advance(minutes=10, by=timedelta(seconds=1))
    assert claim(office) == 1


def test_a_new_start_of_the_embedded_form_waits_for_nobodys_turn(office: OfficeAtWork) -> None:
    office.agree(DUE)
    claim(office, "mulai-1")
    lease.take(office.tracker, "tick", "mulai-1/x", office.tracker.clock(), tick.TURN)
    assert tick.take_over(office.tracker, "mulai-2") == 2, "by mail and in the inbox"
    assert claim(office, "mulai-2") == 1


def test_what_goes_out_more_than_half_an_hour_after_its_time_is_counted_as_late(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    """Two were due at 07.30; now it is 07.59, and then 08.01."""
    clock.advance(minutes=-61)
    for position in (KASI, STAF):
        office.agree(DUE, in_charge=position)
    for bundle in office.over(tick.claim_due(office.tracker, "satu") or []):
        finish(office.tracker, begin(office.tracker, bundle, clock()), clock(), "sent")
        clock.advance(minutes=2)
    with office.tracker.kept.connect() as connection:
        counted = tally.read(connection)
    assert (counted["sent"], counted["late"]) == (2, 1)


def test_what_was_planned_and_became_of_it_is_counted_once(office: OfficeAtWork, clock: FixedClock) -> None:
    for position in (KASI, STAF, "sekcam"):
        office.agree(DUE, in_charge=position)
    for bundle, state in zip(
        office.over(tick.claim_due(office.tracker, "satu") or []),
        ("sent", "failed", "suppressed"),
        strict=True,
    ):
        rows = begin(office.tracker, bundle, clock())
        for _ in range(2):
            finish(office.tracker, rows, clock(), state)
    with office.tracker.kept.connect() as connection:
        assert tally.read(connection) == {"planned": 6, "sent": 1, "late": 1, "failed": 1, "suppressed": 1}
        assert connection.scalar(sa.select(sa.func.count()).select_from(kept.lease)) == 0
