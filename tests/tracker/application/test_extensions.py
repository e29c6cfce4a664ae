"""Who asks for a later due date, who decides about it, and what becomes of the reminders."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from projections import agenda
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import OTHER, set_up_office, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, extensions
from tracker.application.actor import Actor
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.follow_up import FollowUp, evolve
from tracker.domain.matter import Task
from tracker.domain.office import Standing
from tracker.domain.role import Role

DUE = date(2026, 3, 20)
LATER = date(2026, 4, 10)
TODAY = date(2026, 3, 16)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


def ask(office: OfficeAtWork, follow_up: UUID, by: Actor) -> None:
    command = extensions.RequestExtension(follow_up_id=follow_up, due_on=LATER)
    extensions.request_extension(office.tracker, by, office.asked("Menunggu data desa"), command)
    office.catch_up()


def decide(
    office: OfficeAtWork, follow_up: UUID, by: Actor, *, accepted: bool = True, due_on: date | None = None
) -> None:
    command = extensions.DecideExtension(follow_up_id=follow_up, accepted=accepted, due_on=due_on)
    extensions.decide_extension(office.tracker, by, office.asked("Cukup beralasan"), command)
    office.catch_up()


def state_of(office: OfficeAtWork, follow_up: UUID) -> FollowUp:
    state, _ = office.tracker.store.load(follow_up, evolve)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("in_charge", "asker", "decider"),
    [
        (STAF, Role.STAF, Role.KASI),
        (STAF, Role.KASI, Role.SEKCAM),
        (KASI, Role.KASI, Role.CAMAT),
        (KASI, Role.STAF, Role.CAMAT),
        (KASI, Role.CAMAT, Role.SEKCAM),
        ("sekcam", Role.SEKCAM, Role.CAMAT),
        ("camat", Role.NOTULIS, Role.SEKCAM),
    ],
)
def test_one_alone_decides_and_never_who_asked(
    office: OfficeAtWork, in_charge: str, asker: Role, decider: Role
) -> None:
    follow_up = office.agree(DUE, in_charge=in_charge)
    ask(office, follow_up, office.by(asker))
    for role in {Role.CAMAT, Role.SEKCAM, Role.KASI, Role.STAF, Role.NOTULIS} - {decider}:
        with pytest.raises(Forbidden, match="diputuskan oleh"):
            decide(office, follow_up, office.by(role))
    for role in (Role.AUDITOR, Role.ADMIN):
        with pytest.raises(Forbidden, match="tidak berwenang"):
            decide(office, follow_up, office.by(role))
    decide(office, follow_up, office.by(decider))
    state = state_of(office, follow_up)
    assert (state.due_on, state.first_due_on, state.slips) == (LATER, DUE, 1)


def test_nobody_of_another_office_decides_or_asks(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    follow_up = office.agree(DUE, in_charge=STAF)
    stranger = accounts.actor_of(office.tracker, username(Role.KASI, OTHER), "web")
    with pytest.raises(NotFound):
        ask(office, follow_up, stranger)
    ask(office, follow_up, office.by(Role.STAF))
    with pytest.raises(NotFound):
        decide(office, follow_up, stranger)


def test_who_shares_the_work_does_not_extend_it(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF, alongside=(("position", KASI),))
    ask(office, follow_up, office.by(Role.NOTULIS))
    with pytest.raises(Forbidden, match="diputuskan oleh Sekretaris Kecamatan"):
        decide(office, follow_up, office.by(Role.KASI))
    decide(office, follow_up, office.by(Role.SEKCAM))


def test_a_vacant_post_passes_upward_and_a_plt_says_so(office: OfficeAtWork) -> None:
    office.vacate(KASI, TODAY)
    follow_up = office.agree(DUE, in_charge=STAF)
    ask(office, follow_up, office.by(Role.STAF))
    office.hold("sekcam", "camat", TODAY, Standing.PLT)
    decide(office, follow_up, office.by(Role.CAMAT), due_on=date(2026, 4, 3))
    *_, last = office.tracker.store.history(follow_up)
    assert last.context.on_behalf_of == "Plt. Sekretaris Kecamatan"
    assert state_of(office, follow_up).due_on == date(2026, 4, 3)


def test_only_a_granted_extension_moves_the_reminders(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)

    def planned() -> agenda.AgendaRow:
        with office.tracker.views.connect() as connection:
            return agenda.of(connection, follow_up)[Task.CARRY_OUT]

    before = planned()
    ask(office, follow_up, office.by(Role.STAF))
    assert planned() == before
    decide(office, follow_up, office.by(Role.KASI), accepted=False)
    assert planned() == before
    ask(office, follow_up, office.by(Role.STAF))
    decide(office, follow_up, office.by(Role.KASI))
    after = planned()
    assert after is not None
    assert before.next_at is not None
    assert after.next_at is not None
    assert (after.due_on, after.next_at > before.next_at) == (LATER, True)
