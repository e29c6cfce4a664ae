"""Folds batches of the log into every read model of one generation, in one transaction with the position."""

from collections.abc import Callable, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from projections.engine.errors import PASSING, LostLead
from projections.engine.parking import Parking
from projections.engine.state_cache import StateCache
from projections.engine.writer import DriverWriter
from projections.fold import Batch, Step
from projections.progress import position, progress
from projections.registry import READ_MODELS
from projections.states import KIND_OF_EVENT, KIND_OF_STATE, Kind
from tracker.domain.identity import office_id
from tracker.domain.office import Office
from tracker.domain.projection import EventSkipped
from tracker.domain.reminder import Outcome
from tracker.domain.reminder_retry import ReminderRetried
from tracker.store.envelope import Recorded
from tracker.store.event_log import Row
from tracker.store.event_store import EventStore


class Folder:
    """The writer's connection is the leader's, outside a transaction."""

    def __init__(self, store: EventStore, writer: DriverWriter) -> None:
        self._store = store
        self._connection = connection = writer.connection
        self._writer = writer
        self._states = StateCache()
        self._zones: dict[str, ZoneInfo] = {}
        with connection.begin():
            self.position = position(connection)
            self._parking = Parking(connection)

    def fold(self, rows: Sequence[Row]) -> frozenset[str]:
        """Folds what follows the position; gives the offices that it touched.

        A batch that fails is folded again event by event, and what still fails is parked. Raises one of
        PASSING, with nothing folded, where the database is at fault.
        """
        if any(row.topic == EventSkipped.TOPIC for row in rows):
            return self._commit(rows, self._fold_one_by_one)
        try:
            return self._commit(rows, self._fold)
        except PASSING:
            raise
        except Exception:  # noqa: BLE001 - whatever an event does to a fold, it must not stop the others
            return self._commit(rows, self._fold_one_by_one)

    def _commit(self, rows: Sequence[Row], fold: Callable[[Sequence[Row]], frozenset[str]]) -> frozenset[str]:
        with self._connection.begin():
            offices = fold(rows)
            self._advance(rows[-1].position)
        self.position = rows[-1].position
        return offices

    def _fold_one_by_one(self, rows: Sequence[Row]) -> frozenset[str]:
        """Also where events are skipped: each of those that are released then may fail again."""
        self._start_over()
        return frozenset().union(*[self._fold_or_park(row) for row in rows])

    def _fold(self, rows: Sequence[Row]) -> frozenset[str]:
        recorded = [self._store.decode(row) for row in rows if not self._waits(row)]
        self._states.load(
            self._connection,
            [_subject(r) for r in recorded if r.version > 1 or type(r.event) not in KIND_OF_EVENT],
        )
        batch = Batch(self._zone, self._office)
        for one in recorded:
            if (kind := KIND_OF_EVENT.get(type(one.event))) is not None:
                self._step(batch, one, kind)
            else:
                self._step_beside(batch, one)
        for model in READ_MODELS:
            model.fold(batch, self._writer)
        self._states.write(batch, self._writer)
        self._parking.write(self._writer)
        return frozenset([step.office for step in batch.all])

    def _step(self, batch: Batch, recorded: Recorded, kind: Kind) -> None:
        stream = recorded.stream
        before = self._states.get(stream)
        after = kind.evolve(before, recorded.event)
        self._states.put(stream, after)
        batch.add(Step(recorded, stream, kind.office(after), before, after))

    def _step_beside(self, batch: Batch, recorded: Recorded) -> None:
        subject = _subject(recorded)
        state = self._states.get(subject)
        if isinstance(recorded.event, Outcome) and state is None:
            raise ValueError(f"{recorded.topic} about nothing that is known")
        office = "" if state is None else KIND_OF_STATE[type(state)].office(state)
        batch.add_beside(Step(recorded, subject, office, state, state))

    def _waits(self, row: Row) -> bool:
        """Whether the event must wait for an earlier one of its stream; then it is parked."""
        waits = self._parking.holds(row.stream)
        if waits:
            self._parking.park(row, None)
        return waits

    def _fold_or_park(self, row: Row) -> frozenset[str]:
        try:
            with self._connection.begin_nested():
                offices = self._fold([row])
                released = self._released(row)
        except PASSING:
            raise
        except Exception as error:  # noqa: BLE001 - the same
            self._start_over()
            self._parking.park(row, f"{type(error).__name__}: {error}")
            self._parking.write(self._writer)
            return frozenset()
        return offices.union(*[self._fold_or_park(other) for other in released])

    def _released(self, row: Row) -> list[Row]:
        """The events that may be folded since `row` skipped the one that they waited for."""
        if row.topic != EventSkipped.TOPIC:
            return []
        event = self._store.decode(row).event
        assert isinstance(event, EventSkipped)
        positions = self._parking.release(event.position)
        self._parking.write(self._writer)
        return [self._store.read_raw(position - 1, 1)[0] for position in positions]

    def _start_over(self) -> None:
        """What is in memory may have been rolled back."""
        self._states.forget()
        self._parking = Parking(self._connection)

    def _advance(self, reached: int) -> None:
        """Raises LostLead where somebody else has moved the position."""
        moved = self._connection.execute(
            progress.update().where(progress.c.position == self.position).values(position=reached)
        )
        if moved.rowcount != 1:
            raise LostLead

    def _zone(self, code: str) -> ZoneInfo:
        if code not in self._zones:
            self._zones[code] = ZoneInfo(self._office(code).zone)
        return self._zones[code]

    def _office(self, code: str) -> Office:
        stream = office_id(code)
        self._states.load(self._connection, [stream])
        office = self._states.get(stream)
        if not isinstance(office, Office):
            raise ValueError(f"office {code} was never registered")  # noqa: TRY004 - the log is at fault
        return office


def _subject(recorded: Recorded) -> UUID:
    """The stream that the event is about: its own, or for an event beside the life cycle another."""
    event = recorded.event
    if isinstance(event, Outcome | ReminderRetried):
        return event.subject
    return event.stream if isinstance(event, EventSkipped) else recorded.stream
