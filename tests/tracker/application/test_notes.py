"""Who writes beside a follow-up: the checklist and comments, per role and per office."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import OTHER, set_up_office, username
from tests.support.office_at_work import STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, notes
from tracker.application.actor import Actor
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.follow_up import FollowUp, evolve
from tracker.domain.follow_up_comment import Comment
from tracker.domain.role import Role

DUE = date(2026, 3, 20)
TODAY = date(2026, 3, 16)
WRITERS = {Role.CAMAT, Role.SEKCAM, Role.KASI, Role.NOTULIS, Role.STAF}


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


@pytest.fixture
def follow_up(office: OfficeAtWork) -> UUID:
    return office.agree(DUE, in_charge=STAF)


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


def write(office: OfficeAtWork, follow_up: UUID, by: Actor, text: str = "Menunggu desa") -> None:
    command = notes.WriteComment(follow_up_id=follow_up, text=text)
    notes.write_comment(office.tracker, by, office.asked(), command)


def take_back(office: OfficeAtWork, follow_up: UUID, comment: Comment, by: Actor) -> None:
    command = notes.WithdrawComment(follow_up_id=follow_up, comment=comment.id)
    notes.withdraw_comment(office.tracker, by, office.asked("Keliru"), command)


def test_an_item_goes_through_its_life(office: OfficeAtWork, follow_up: UUID) -> None:
    tracker, staff = office.tracker, office.by(Role.STAF)
    notes.add_item(tracker, staff, office.asked(), notes.AddItem(follow_up_id=follow_up, text="Konsep"))
    (item,) = state_of(office, follow_up).checklist
    given = {"follow_up_id": follow_up, "item": item.id}
    notes.tick_item(tracker, staff, office.asked(), notes.TickItem(**given))
    (ticked,) = state_of(office, follow_up).checklist
    assert (ticked.ticked_by, ticked.ticked_on) == (username(Role.STAF), TODAY)
    notes.untick_item(tracker, staff, office.asked(), notes.UntickItem(**given))
    notes.remove_item(tracker, staff, office.asked(), notes.RemoveItem(**given))
    assert state_of(office, follow_up).checklist == ()


def test_an_open_item_stops_no_report(office: OfficeAtWork, follow_up: UUID) -> None:
    command = notes.AddItem(follow_up_id=follow_up, text="Konsep")
    notes.add_item(office.tracker, office.by(Role.STAF), office.asked(), command)
    office.report_done(follow_up, Role.STAF)
    office.verify(follow_up, Role.KASI)


def test_readers_and_strangers_write_nothing(office: OfficeAtWork, follow_up: UUID) -> None:
    set_up_office(office.tracker, OTHER)
    stranger = accounts.actor_of(office.tracker, username(Role.STAF, OTHER), "web")
    item = notes.AddItem(follow_up_id=follow_up, text="Konsep")
    steps: tuple[Callable[[Actor], object], ...] = (
        lambda actor: notes.add_item(office.tracker, actor, office.asked(), item),
        lambda actor: write(office, follow_up, actor),
    )
    for step in steps:
        for role in (Role.AUDITOR, Role.ADMIN):
            with pytest.raises(Forbidden):
                step(office.by(role))
        with pytest.raises(NotFound):
            step(stranger)
    for role in WRITERS:
        write(office, follow_up, office.by(role), f"Komentar {role}")
    assert len(state_of(office, follow_up).comments) == len(WRITERS)


def test_a_comment_is_taken_back_by_its_writer_or_by_somebody_above(
    office: OfficeAtWork, follow_up: UUID
) -> None:
    for _ in range(2):
        write(office, follow_up, office.by(Role.NOTULIS))
    first, second = state_of(office, follow_up).comments
    with pytest.raises(Forbidden, match="Hanya penulisnya"):
        take_back(office, follow_up, first, office.by(Role.STAF))
    take_back(office, follow_up, first, office.by(Role.NOTULIS))
    take_back(office, follow_up, second, office.by(Role.KASI))
    assert all(comment.withdrawn for comment in state_of(office, follow_up).comments)


def test_what_was_withdrawn_takes_no_comment(office: OfficeAtWork, follow_up: UUID) -> None:
    office.withdraw(follow_up)
    with pytest.raises(Refused, match="tidak menerima komentar"):
        write(office, follow_up, office.by(Role.STAF))
