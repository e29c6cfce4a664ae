"""Undoing through the use case: who may, the figures and reminders that follow it, and the past that stays as it was."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from projections import agenda
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, follow_ups, undoing
from tracker.application.actor import Actor, operator
from tracker.application.figure_basis import Question
from tracker.application.figures import figures
from tracker.domain.counting import CountsFrom
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.follow_up import FollowUp, Status, evolve
from tracker.domain.matter import Task
from tracker.domain.role import Role

DUE = date(2026, 3, 20)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(sqlite_database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path) as work:
        yield work


@pytest.fixture
def follow_up(office: OfficeAtWork) -> UUID:
    return office.agree(DUE, in_charge=STAF)


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


def start(office: OfficeAtWork, follow_up: UUID, by: Actor) -> int:
    started = follow_ups.start(office.tracker, by, office.asked(), follow_ups.Start(follow_up_id=follow_up))
    return started.version


def offered_to(office: OfficeAtWork, by: Actor, follow_up: UUID) -> undoing.Undoable | None:
    return undoing.undoable(office.tracker, by, office.tracker.store.history(follow_up))


def undo(office: OfficeAtWork, follow_up: UUID, step: int, by: Actor) -> None:
    undoing.undo(office.tracker, by, office.asked(), undoing.Undo(follow_up_id=follow_up, step=step))
    office.catch_up()


@pytest.mark.parametrize("role", [Role.CAMAT, Role.SEKCAM, Role.KASI, Role.NOTULIS, Role.STAF])
def test_whoever_may_report_undoes_their_own_step(office: OfficeAtWork, follow_up: UUID, role: Role) -> None:
    step = start(office, follow_up, office.by(role))
    undo(office, follow_up, step, office.by(role))
    assert state_of(office, follow_up).status is Status.BELUM_DITINDAKLANJUTI


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_whoever_only_reads_undoes_nothing(office: OfficeAtWork, follow_up: UUID, role: Role) -> None:
    step = start(office, follow_up, office.by(Role.STAF))
    with pytest.raises(Forbidden, match="tidak berwenang mengurungkan langkah"):
        undo(office, follow_up, step, office.by(role))


def test_nobody_undoes_anothers_step_and_another_office_does_not_see_it(
    office: OfficeAtWork, follow_up: UUID
) -> None:
    set_up_office(office.tracker, OTHER)
    step = start(office, follow_up, office.by(Role.STAF))
    with pytest.raises(Forbidden, match="Hanya yang mencatat"):
        undo(office, follow_up, step, office.by(Role.KASI))
    stranger = accounts.actor_of(office.tracker, username(Role.STAF, OTHER), "web")
    with pytest.raises(NotFound):
        undo(office, follow_up, step, stranger)
    assert state_of(office, follow_up).status is Status.DALAM_PROSES


def test_after_ten_minutes_or_another_step_it_stays(
    office: OfficeAtWork, follow_up: UUID, clock: FixedClock
) -> None:
    staff = office.by(Role.STAF)
    step = start(office, follow_up, staff)
    offered = offered_to(office, staff, follow_up)
    assert offered is not None
    assert (offered.step, offered.topic) == (step, "follow_up.started.1")
    assert offered_to(office, office.by(Role.KASI), follow_up) is None
    clock.advance(minutes=11)
    assert offered_to(office, staff, follow_up) is None
    with pytest.raises(Refused, match="Sudah lewat 10 menit"):
        undo(office, follow_up, step, staff)
    office.report_done(follow_up, Role.STAF)
    with pytest.raises(Refused, match="sudah ada perubahan lain"):
        undo(office, follow_up, step, staff)


@pytest.mark.parametrize("step", [0, 1, 7])
def test_a_step_that_is_none_is_named(office: OfficeAtWork, follow_up: UUID, step: int) -> None:
    with pytest.raises(Refused, match="Langkah itu tidak ada") as refused:
        undo(office, follow_up, step, office.by(Role.STAF))
    assert refused.value.field == "step"


def test_the_same_request_undoes_once(office: OfficeAtWork, follow_up: UUID) -> None:
    staff = office.by(Role.STAF)
    command = undoing.Undo(follow_up_id=follow_up, step=start(office, follow_up, staff))
    asked = office.asked()
    first = undoing.undo(office.tracker, staff, asked, command)
    assert undoing.undo(office.tracker, staff, asked, command) == first
    assert len(office.tracker.store.history(follow_up)) == first.version


def test_figures_and_reminders_follow_it_and_the_time_in_between_stays_as_it_was(
    office: OfficeAtWork, follow_up: UUID, clock: FixedClock
) -> None:
    def numerator(at: object = None) -> int:
        year = Question(office=CODE, year=2026, as_of=at, counts_from=CountsFrom.VERIFIED)  # type: ignore[arg-type]
        (found,) = figures(office.tracker, operator(), year)
        assert found.figure is not None
        return found.figure.numerator

    def planned() -> set[Task]:
        with office.tracker.views.connect() as connection:
            return set(agenda.of(connection, follow_up))

    office.report_done(follow_up, Role.STAF)
    reported = planned()
    assert (numerator(), Task.VERIFY in reported, Task.CARRY_OUT in reported) == (0, True, False)
    clock.advance(minutes=1)
    office.verify(follow_up, Role.KASI)
    step = len(office.tracker.store.history(follow_up))
    assert (numerator(), planned()) == (1, set())
    in_between = clock.now
    clock.advance(minutes=5)
    undo(office, follow_up, step, office.by(Role.KASI))
    assert (numerator(), planned()) == (0, reported)
    assert state_of(office, follow_up).status is Status.DILAPORKAN_SELESAI
    assert numerator(in_between) == 1
    office.verify(follow_up, Role.KASI)
    assert numerator() == 1
