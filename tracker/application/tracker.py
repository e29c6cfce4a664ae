"""What every use case is handed: the log, the read models, the kept tables, the files, the clock and the source of new ids."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from projections.engine.read_models import ReadModels
from tracker.clock import Clock
from tracker.domain import office as offices
from tracker.domain.errors import NotFound
from tracker.domain.identity import office_id
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.store.event_store import EventStore
from tracker.store.files import Files


@dataclass(frozen=True, slots=True)
class Tracker:
    """`base_url` has no trailing slash; `secret` signs what leaves the house."""

    store: EventStore
    views: ReadModels
    kept: Engine
    files: Files
    clock: Clock
    new_id: Callable[[], UUID]
    base_url: str
    secret: bytes

    def office(self, code: str) -> Office:
        """The office as the log has it now. Raises NotFound."""
        return self.office_at(code)[0]

    def office_at(self, code: str) -> tuple[Office, int]:
        """The same with its version, for who decides something about it. Raises NotFound."""
        state, version = self.store.load(office_id(code), offices.evolve)
        if state is None:
            raise NotFound(say("Kecamatan {code} tidak dikenal.", code=code), "office")
        return state, version

    def today(self, office: Office) -> date:
        """The office's own calendar day."""
        return local_day(self.clock(), office.zone)


def local_day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """The last instant of the office's day: *keadaan per tanggal* reads all that was recorded on it."""
    return datetime.combine(day, time.max, ZoneInfo(zone))
