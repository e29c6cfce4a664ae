"""Who proposes a period, and what can be proposed: on both stores."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.freezing import QUARTER, STREAM, Freezing, add_general_kasubbag
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.reporting import add_planner, adopt
from tracker.application import accounts, freezes, offices
from tracker.application.actor import operator
from tracker.application.freezes import Propose
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.identity import person_id
from tracker.domain.office import Standing
from tracker.domain.role import Role


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as work:
        yield work


@pytest.fixture
def freezing(office: OfficeAtWork, clock: FixedClock) -> Freezing:
    return Freezing(office, clock)


def test_only_the_kasubbag_perencanaan_proposes(freezing: Freezing) -> None:
    others = [freezing.office.by(role) for role in Role if role is not Role.KASUBBAG]
    for by in (*others, add_general_kasubbag(freezing.office), operator()):
        with pytest.raises(Forbidden, match="Yang berwenang: Kepala Subbagian Perencanaan, atau yang"):
            freezing.propose(by=by)
    freezing.propose()


def test_whoever_acts_as_kasubbag_perencanaan_proposes_and_the_history_says_so(freezing: Freezing) -> None:
    office = freezing.office
    acting = offices.HoldPosition(
        office=CODE,
        position="kasubbag_perencanaan",
        person_id=person_id(CODE, "kasi_pemerintahan"),
        since=date(2026, 4, 1),
        standing=Standing.PLT,
    )
    offices.hold_position(office.tracker, operator(), office.asked(), acting)
    with pytest.raises(Forbidden):
        freezing.propose()
    freezing.propose(by=office.by(Role.KASI))
    assert (
        office.tracker.store.history(STREAM)[-1].context.on_behalf_of == "Plt. Kepala Subbagian Perencanaan"
    )


def test_an_account_of_the_inspektorat_proposes_nothing_whoever_it_belongs_to(freezing: Freezing) -> None:
    office = freezing.office
    account = accounts.AddUser(
        username="inspektorat",
        name="Inspektorat",
        role=Role.AUDITOR,
        office=CODE,
        person_id=person_id(CODE, "kasubbag_perencanaan"),
    )
    accounts.add(office.tracker, operator(), office.asked(), account)
    with pytest.raises(Forbidden, match="Yang berwenang"):
        freezing.propose(by=accounts.actor_of(office.tracker, "inspektorat", "web"))


def test_where_no_kasubbag_is_for_planning_any_kasubbag_proposes(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    by = add_general_kasubbag(office)
    adopt(office.tracker)
    clock.advance(days=30)
    with pytest.raises(Forbidden, match="Yang berwenang: Kepala Subbagian Umum"):
        freezes.propose(office.tracker, office.by(Role.SEKCAM), office.asked(), QUARTER)
    office.catch_up()
    freezes.propose(office.tracker, by, office.asked(), QUARTER)


def test_a_cut_off_before_the_periods_end_is_refused(freezing: Freezing) -> None:
    with pytest.raises(Refused, match="antara akhir periode dan hari ini") as refusal:
        freezing.propose(msgspec.structs.replace(QUARTER, cut_off=date(2026, 3, 30)))
    assert refusal.value.field == "cut_off"


def test_a_running_period_is_refused(freezing: Freezing) -> None:
    with pytest.raises(Refused, match="Triwulan II 2026 belum berakhir"):
        freezing.propose(Propose(office=CODE, year=2026, period="TW2"))


def test_without_an_adopted_definition_there_is_nothing_to_freeze(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    planner = add_planner(office.tracker)
    clock.advance(days=30)
    office.catch_up()
    with pytest.raises(Refused, match=r"koordinasi.*definisi operasional belum ditetapkan"):
        freezes.propose(office.tracker, planner, office.asked(), QUARTER)
