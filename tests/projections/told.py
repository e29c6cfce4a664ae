"""Records of two offices, told event by event through the real store."""

from datetime import date
from random import Random
from uuid import UUID

from tests.projections.history import OFFICES, History
from tests.projections.reading import TODAY, House
from tracker.domain.coordination import CoordinationRecorded, Details, OutcomeAdded
from tracker.domain.event import Event
from tracker.domain.follow_up import Opened
from tracker.domain.in_charge import InCharge
from tracker.store.envelope import Change

HERE, THERE = OFFICES
MEETING, ELSEWHERE, WORK, OUTCOME_ID = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)


class Told:
    """Two offices' records, told through the real store."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._versions: dict[UUID, int] = {}
        house.append(History(Random(0)).beginning())

    def tell(self, stream: UUID, *events: Event) -> None:
        version = self._versions.get(stream, 0)
        self.house.append([Change(stream, version, events)])
        self._versions[stream] = version + len(events)

    def meeting(self, stream: UUID, title: str, office: str = HERE, day: date = TODAY) -> None:
        details = Details(
            office=office, kind="rapat_koordinasi", title=title, number="005/17", place="Balai Desa Jambearum"
        )
        self.tell(stream, CoordinationRecorded(details=details, held_on=day))

    def work(self, text: str, due_on: date | None = None, in_charge: InCharge | None = None) -> None:
        self.tell(MEETING, OutcomeAdded(outcome_id=OUTCOME_ID, ordinal=1, text=text, follow_up_id=WORK))
        self.tell(
            WORK,
            Opened(
                office=HERE,
                coordination_id=MEETING,
                outcome_id=OUTCOME_ID,
                text=text,
                section="pmks",
                agreed_on=TODAY,
                due_on=due_on,
                in_charge=in_charge,
            ),
        )
