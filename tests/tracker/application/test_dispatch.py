"""The queue: claimed together, fenced, put back and taken over, on both stores."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import dispatch, reminders
from tracker.application.dispatch import LEASE, Dispatch
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Because
from tracker.store import kept

DUE = date(2026, 3, 16)
"""A Monday, and the day on which the clock starts, 09.00 in Jakarta."""


@pytest.fixture
def clock() -> FixedClock:
    """A week before the due date."""
    return FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as office:
        yield office


def enqueue(office: OfficeAtWork, limit: int = 500) -> int:
    """Each is queued for the inbox and for mail."""
    new = reminders.enqueue(office.tracker, office.tracker.clock(), limit)
    assert new % 2 == 0
    return new // 2


def claim(office: OfficeAtWork, worker: str = "satu", limit: int = 10) -> list[dispatch.Bundle]:
    """What goes out by mail."""
    return office.claim(worker, limit)


def test_two_workers_never_claim_the_same_row(office: OfficeAtWork, clock: FixedClock) -> None:
    people = (KASI, STAF, "sekcam", "camat")
    for position in people:
        office.agree(DUE, in_charge=position)
    clock.advance(days=7)
    enqueue(office)
    first, second = claim(office, "satu", limit=1), claim(office, "dua", limit=100)
    assert (len(first), len(second)) != (4, 0), "one batch does not take all"
    assert len(first + second) == len({row.key for bundle in first + second for row in bundle}) == len(people)


def test_what_is_for_one_person_is_claimed_together_at_the_edge_of_a_batch_too(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    for number in range(5):
        for position in (KASI, STAF):
            office.agree(DUE, in_charge=position, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    enqueue(office)
    bundles = claim(office, "satu", limit=1) + claim(office, "dua", limit=9)
    assert [len(bundle) for bundle in bundles] == [5, 5]


def test_what_is_put_back_until_the_office_opens_goes_out_with_what_is_due_by_then(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (bundle,) = claim(office)
    dispatch.put_back(office.tracker, dispatch.begin(office.tracker, bundle, clock()), clock() + LEASE)
    assert claim(office) == []
    office.agree(DUE, text="Yang lain")
    enqueue(office)
    clock.advance(LEASE)
    (together,) = claim(office)
    rows = dispatch.begin(office.tracker, together, clock())
    assert [row.begun for row in rows] == [1, 1]
    assert len({row.message for row in rows}) == 1


def test_what_is_tried_again_is_the_same_message_and_takes_nothing_new_in(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (bundle,) = claim(office)
    (first,) = dispatch.begin(office.tracker, bundle, clock())
    dispatch.try_again(office.tracker, [first], clock(), "server surat tidak menjawab")
    office.agree(DUE, text="Yang lain")
    enqueue(office)
    messages = [dispatch.begin(office.tracker, bundle, clock())[0].message for bundle in claim(office)]
    assert len(messages) == 2
    assert first.message in messages


def test_a_row_whose_lease_has_run_out_is_claimed_anew_and_its_old_holder_can_do_nothing(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (stale,) = claim(office, "satu")
    assert claim(office, "dua") == []
    clock.advance(LEASE + timedelta(seconds=1))
    (fresh,) = claim(office, "dua")
    assert fresh == (dispatch.Claimed(stale[0].key, stale[0].attempt + 1),)
    assert dispatch.begin(office.tracker, stale, clock()) == []
    (begun,) = dispatch.begin(office.tracker, fresh, clock())
    overtaken = msgspec.structs.replace(begun, attempt=stale[0].attempt)
    dispatch.finish(office.tracker, [overtaken], clock(), "suppressed")
    assert [state for _, state, _ in office.queue()] == ["sending"]


def test_a_new_start_of_the_embedded_form_takes_over_without_waiting_for_the_lease(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    claim(office, "mulai-1")
    assert dispatch.take_over(office.tracker, "mulai-2") == 2
    assert len(claim(office, "mulai-2")) == 1
    assert dispatch.take_over(office.tracker, "mulai-2") == 0, "its own work is not taken away"


def test_no_address_stands_in_the_queue(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    with office.tracker.kept.connect() as connection:
        rows = connection.execute(sa.select(kept.dispatch)).all()
    assert rows
    assert "@" not in str(rows)


def test_however_many_are_due_at_once_no_statement_has_more_parameters_than_a_database_takes(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    one = Dispatch(
        key=uuid4(),
        subject=uuid4(),
        task=Task.CARRY_OUT,
        office=CODE,
        step="overdue",
        on_day=DUE,
        late=15,
        due_on=DUE,
        policy=1,
        person_id=person_id(CODE, KASI),
        because=Because.IN_CHARGE,
        channel="inbox",
        planned_at=clock(),
    )
    rows = [msgspec.structs.replace(one, key=uuid4()) for _ in range(4000)]
    parameters: list[int] = []

    def note(_: object, __: object, ___: object, given: Sequence[object], *____: object) -> None:
        parameters.append(len(given))

    sa.event.listen(office.tracker.kept, "before_cursor_execute", note)
    try:
        assert dispatch.put(office.tracker, [*rows, rows[0]], clock()) == len(rows)
    finally:
        sa.event.remove(office.tracker.kept, "before_cursor_execute", note)
    assert max(parameters) <= 32_766
