from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.clock import FixedClock
from tests.tracker.store.notes import OTHER_STREAM, STREAM, TODAY, NoteRenamed, NoteTaken, by, take, texts
from tracker.domain.event import Event
from tracker.store.envelope import Change
from tracker.store.errors import ClaimTaken, RequestReused, UnknownTopic, VersionConflict
from tracker.store.event_store import EventStore


def test_a_stream_without_events_loads_as_nothing_at_version_0(store: EventStore) -> None:
    assert store.load(STREAM, texts) == (None, 0)
    assert store.head() == 0


def test_what_was_appended_is_loaded_in_order_with_its_version(store: EventStore) -> None:
    take(store, "satu", "dua")
    take(store, "tiga", at=2)

    assert store.load(STREAM, texts) == (("satu", "dua", "tiga"), 3)


def test_an_event_is_read_with_everything_that_the_log_keeps_around_it(
    store: EventStore, clock: FixedClock
) -> None:
    context = by("r-1")
    note = NoteTaken(text="rapat", due_on=date(2026, 4, 1))
    store.append([Change(STREAM, 0, (note,))], context=context, occurred_on=TODAY)

    [recorded] = store.read(0, 10)
    assert (recorded.position, recorded.stream, recorded.version) == (1, STREAM, 1)
    assert (recorded.topic, recorded.event, recorded.context) == ("note.taken.1", note, context)
    assert (recorded.recorded_at, recorded.occurred_on) == (clock.now, TODAY)
    assert recorded.body == (
        b'{"occurred_on":"2026-03-16",'
        b'"by":{"actor":"siti","via":"web","request_id":"r-1","correlation_id":"k-1"},'
        b'"data":{"text":"rapat","due_on":"2026-04-01"}}'
    )


def test_a_change_may_have_happened_on_another_day_than_the_rest_of_its_append(store: EventStore) -> None:
    earlier = date(2026, 1, 5)
    store.append(
        [
            Change(STREAM, 0, (NoteTaken(text="lama"),), occurred_on=earlier),
            Change(OTHER_STREAM, 0, (NoteTaken(text="baru"),)),
        ],
        context=by(),
        occurred_on=TODAY,
    )

    assert [recorded.occurred_on for recorded in store.read(0, 10)] == [earlier, TODAY]


def test_an_append_over_two_streams_happens_whole_or_not_at_all(store: EventStore) -> None:
    take(store, "sudah ada", stream=OTHER_STREAM)

    with pytest.raises(VersionConflict) as refused:
        store.append(
            [Change(STREAM, 0, (NoteTaken(text="a"),)), Change(OTHER_STREAM, 0, (NoteTaken(text="b"),))],
            context=by("r-9"),
            occurred_on=TODAY,
            claims=[("nama", STREAM)],
        )

    assert refused.value.stream == OTHER_STREAM
    assert store.head() == 1
    assert store.claimed("nama") is None
    assert store.answered("r-9", "") is None


def test_a_stream_cannot_be_given_a_hole(store: EventStore) -> None:
    take(store, "satu")

    with pytest.raises(VersionConflict):
        take(store, "tiga", at=2)


@pytest.mark.parametrize("changes", [[], [Change(STREAM, 0, ())]])
def test_an_append_of_nothing_is_refused(store: EventStore, changes: list[Change]) -> None:
    with pytest.raises(ValueError, match="at least one event"):
        store.append(changes, context=by(), occurred_on=TODAY)


def test_two_changes_of_one_stream_in_one_append_are_refused(store: EventStore) -> None:
    change = Change(STREAM, 0, (NoteTaken(text="a"),))

    with pytest.raises(ValueError, match="one change per stream"):
        store.append([change, change], context=by(), occurred_on=TODAY)


def test_an_event_that_the_mapping_does_not_name_is_not_stored(store: EventStore) -> None:
    class Stranger(Event, frozen=True):
        TOPIC = "note.strange.1"

    with pytest.raises(UnknownTopic, match=r"note\.strange\.1"):
        store.append([Change(STREAM, 0, (Stranger(),))], context=by(), occurred_on=TODAY)


def test_a_repeated_request_is_answered_as_before_and_writes_nothing(store: EventStore) -> None:
    first = take(store, "satu", "dua", request_id="r-1", fingerprint="f", answer=b"jawab")

    again = take(store, "satu", "dua", request_id="r-1", fingerprint="f", answer=b"lain")

    assert not first.repeated
    assert (again.position, again.answer, again.repeated) == (2, b"jawab", True)
    assert store.head() == 2


def test_a_request_can_be_looked_up_before_deciding(store: EventStore) -> None:
    assert store.answered("r-1", "f") is None

    take(store, "satu", request_id="r-1", fingerprint="f", answer=b"jawab")

    found = store.answered("r-1", "f")
    assert found is not None
    assert (found.position, found.answer, found.repeated) == (1, b"jawab", True)


def test_a_request_id_cannot_be_used_for_another_command(store: EventStore) -> None:
    take(store, "satu", request_id="r-1", fingerprint="f")

    with pytest.raises(RequestReused):
        take(store, "lain", stream=OTHER_STREAM, request_id="r-1", fingerprint="g")
    with pytest.raises(RequestReused):
        store.answered("r-1", "g")
    assert store.head() == 1


def test_a_claim_belongs_to_one_stream_only(store: EventStore) -> None:
    take(store, "satu", claims=(("nama:cibiru", STREAM),))

    with pytest.raises(ClaimTaken) as refused:
        take(store, "dua", stream=OTHER_STREAM, claims=(("nama:cibiru", OTHER_STREAM),))

    assert refused.value.key == "nama:cibiru"
    assert store.claimed("nama:cibiru") == STREAM
    assert store.load(OTHER_STREAM, texts) == (None, 0)


def test_a_stream_may_claim_again_what_it_holds(store: EventStore) -> None:
    take(store, "satu", claims=(("nama", STREAM),))

    take(store, "dua", at=1, claims=(("nama", STREAM), ("nama", STREAM)))

    assert store.claimed("nama") == STREAM


def test_two_streams_cannot_claim_one_name_in_the_same_append(store: EventStore) -> None:
    with pytest.raises(ClaimTaken):
        take(store, "satu", claims=(("nama", STREAM), ("nama", OTHER_STREAM)))


def test_each_append_is_recorded_later_than_the_one_before_even_if_the_clock_goes_back(
    store: EventStore, clock: FixedClock
) -> None:
    start = clock.now
    take(store, "satu", "dua")
    clock.advance(hours=-1)
    take(store, "tiga", at=2)
    take(store, "empat", at=3)
    clock.advance(hours=2)
    take(store, "lima", at=4)

    microsecond = timedelta(microseconds=1)
    instants = [recorded.recorded_at for recorded in store.history(STREAM)]
    assert instants == [
        start,
        start,
        start + microsecond,
        start + 2 * microsecond,
        start + timedelta(hours=1),
    ]


def test_an_instant_names_the_last_position_recorded_by_then(store: EventStore, clock: FixedClock) -> None:
    take(store, "satu", "dua")
    noon = clock.now
    clock.advance(minutes=1)
    take(store, "tiga", at=2)

    assert store.position_at(noon - timedelta(microseconds=1)) == 0
    assert store.position_at(noon) == 2
    assert store.position_at(noon + timedelta(seconds=59)) == 2
    assert store.position_at(datetime(2030, 1, 1, tzinfo=UTC)) == 3
    assert store.recorded_at(3) == noon + timedelta(minutes=1)


def test_a_position_that_nothing_has_was_not_recorded_at_any_time(store: EventStore) -> None:
    with pytest.raises(LookupError, match="position 1"):
        store.recorded_at(1)


def test_the_log_is_read_by_position_and_a_stream_by_version(store: EventStore) -> None:
    take(store, "a1")
    take(store, "b1", stream=OTHER_STREAM)
    take(store, "a2", at=1)

    assert [recorded.position for recorded in store.read(1, 10)] == [2, 3]
    assert [recorded.position for recorded in store.read(0, 2)] == [1, 2]
    assert [(r.position, r.version) for r in store.history(STREAM)] == [(1, 1), (3, 2)]
    assert [store.decode(row) for row in store.read_raw(0, 10)] == store.read(0, 10)


def test_whoever_wants_to_know_is_woken_after_the_commit_and_not_for_a_repeat(store: EventStore) -> None:
    heads: list[int] = []
    store.on_append(lambda: heads.append(store.head()))

    take(store, "satu", request_id="r-1")
    take(store, "satu", request_id="r-1")

    assert heads == [1]


def test_the_fold_sees_every_kind_of_event_of_the_stream(store: EventStore) -> None:
    take(store, "satu")
    store.append([Change(STREAM, 1, (NoteRenamed(text="uno"),))], context=by(), occurred_on=TODAY)

    assert store.load(STREAM, texts) == (("satu", "uno"), 2)
