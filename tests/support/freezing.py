"""An office whose first quarter is over, and its penetapan capaian step by step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.reporting import add_planner, adopt, set_target
from tracker.application import accounts, freezes, offices
from tracker.application.actor import Actor, operator
from tracker.application.freeze_figures import Comparison, compared
from tracker.application.freezes import Confirm, Propose, Reopen, TakeBack
from tracker.domain.identity import freeze_id, person_id
from tracker.domain.period_freeze import PeriodFreeze
from tracker.domain.role import Rank, Role

HELD = date(2026, 3, 2)
QUARTER = Propose(office=CODE, year=2026, period="TW1")
STREAM = freeze_id(CODE, 2026, "TW1", False)


@pytest.fixture
def freezing_clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def freezing_office(database: Database, freezing_clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    """On both stores."""
    with office_at_work(database, freezing_clock, tmp_path) as work:
        yield work


@pytest.fixture
def freezing(freezing_office: OfficeAtWork, freezing_clock: FixedClock) -> "Freezing":
    return Freezing(freezing_office, freezing_clock)


class Freezing:
    """An office whose first quarter is over: three coordinations, two of them followed up."""

    def __init__(self, office: OfficeAtWork, clock: FixedClock) -> None:
        self.office = office
        self.planner = add_planner(office.tracker)
        adopt(office.tracker)
        set_target(office.tracker, "65", period="TW1")
        self.follow_ups = [office.agree(date(2026, 3, 20), held_on=HELD) for _ in range(3)]
        for follow_up in self.follow_ups[:2]:
            self.finish(follow_up)
        clock.advance(days=30)

    def finish(self, follow_up: UUID) -> None:
        self.office.report_done(follow_up, Role.STAF)
        self.office.verify(follow_up, Role.SEKCAM)

    @property
    def camat(self) -> Actor:
        return self.office.by(Role.CAMAT)

    def propose(self, command: Propose = QUARTER, by: Actor | None = None) -> None:
        self.office.catch_up()
        freezes.propose(self.office.tracker, by or self.planner, self.office.asked(), command)
        self.office.catch_up()

    def confirm(self, by: Actor | None = None, document: str = "050/7/2026") -> None:
        command = Confirm(office=CODE, year=2026, period="TW1", document=document)
        freezes.confirm(self.office.tracker, by or self.camat, self.office.asked(), command)
        self.office.catch_up()

    def take_back(self, reason: str, by: Actor | None = None) -> None:
        command = TakeBack(office=CODE, year=2026, period="TW1")
        freezes.take_back(self.office.tracker, by or self.planner, self.office.asked(reason), command)
        self.office.catch_up()

    def reopen(self, reason: str, by: Actor | None = None) -> None:
        command = Reopen(office=CODE, year=2026, period="TW1")
        freezes.reopen(self.office.tracker, by or self.camat, self.office.asked(reason), command)
        self.office.catch_up()

    def the_freeze(self) -> PeriodFreeze:
        (found,) = freezes.freezes(self.office.tracker, operator(), CODE, 2026)
        return found

    def compared(self, freeze: PeriodFreeze) -> list[Comparison]:
        ((_, found),) = compared(self.office.tracker, operator(), [freeze])
        return found


def add_general_kasubbag(office: OfficeAtWork) -> Actor:
    """The other Kasubbag of an office: *Umum dan Kepegawaian*."""
    position = offices.AddPosition(
        office=CODE, code="kasubbag_umum", title="Kepala Subbagian Umum", rank=Rank.KASUBBAG
    )
    offices.add_position(office.tracker, operator(), office.asked(), position)
    office.add_person("umum")
    office.hold("kasubbag_umum", "umum", date(2020, 1, 1))
    account = accounts.AddUser(
        username="kasubbag.umum",
        name="Kasubbag Umum",
        role=Role.KASUBBAG,
        office=CODE,
        person_id=person_id(CODE, "umum"),
    )
    accounts.add(office.tracker, operator(), office.asked(), account)
    return accounts.actor_of(office.tracker, "kasubbag.umum", "web")
