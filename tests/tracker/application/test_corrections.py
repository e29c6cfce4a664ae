"""What a correction may not do to what hangs on the record: its follow-ups, its place in the figures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from projections.figures import facts
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import coordinations, offices
from tracker.application import follow_ups as use_cases
from tracker.application.actor import operator
from tracker.domain import coordination as domain
from tracker.domain import follow_up as follow_ups
from tracker.domain.errors import Refused
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
DUE = date(2026, 3, 12)
TODAY = date(2026, 3, 16)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(), tmp_path) as work:
        yield work


def coordination_of(office: OfficeAtWork, follow_up: UUID) -> UUID:
    state, _ = office.tracker.store.load(follow_up, follow_ups.evolve)
    assert state is not None
    return state.coordination_id


def corrected(office: OfficeAtWork, command: coordinations.Correct) -> domain.Coordination:
    coordinations.correct(office.tracker, office.by(Role.KASI), office.asked("Salah catat"), command)
    state, _ = office.tracker.store.load(command.coordination_id, domain.evolve)
    assert state is not None
    return state


def test_a_meeting_is_not_moved_behind_what_came_of_it(office: OfficeAtWork) -> None:
    follow_up = office.agree(TODAY, held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    coordination = coordination_of(office, follow_up)
    moved = corrected(office, coordinations.Correct(coordination_id=coordination, held_on=TODAY))
    assert moved.held_on == TODAY
    due_before = office.agree(DUE, held_on=HELD)
    with pytest.raises(Refused, match="Batas waktu hasil 1") as refusal:
        corrected(
            office,
            coordinations.Correct(
                coordination_id=coordination_of(office, due_before), held_on=date(2026, 3, 13)
            ),
        )
    assert refusal.value.field == "held_on"


def test_a_meeting_is_not_moved_behind_work_that_was_begun(office: OfficeAtWork) -> None:
    clock = office.tracker.clock
    assert isinstance(clock, FixedClock)
    follow_up = office.agree(date(2026, 4, 30), held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    clock.advance(days=2)
    with pytest.raises(Refused, match="sudah ditindaklanjuti sebelum tanggal itu") as refusal:
        corrected(
            office,
            coordinations.Correct(
                coordination_id=coordination_of(office, follow_up), held_on=date(2026, 3, 17)
            ),
        )
    assert refusal.value.field == "held_on"


def test_an_organiser_or_number_of_blanks_is_none(office: OfficeAtWork) -> None:
    coordination = coordination_of(office, office.agree(TODAY))
    state = corrected(
        office,
        coordinations.Correct(coordination_id=coordination, title="  Rapat  ", organiser="  ", number=" "),
    )
    assert (state.details.title, state.details.organiser, state.details.number) == ("Rapat", None, None)


def test_the_camat_decides_and_so_does_not_ask(office: OfficeAtWork) -> None:
    follow_up = office.agree(TODAY)
    with pytest.raises(Refused, match="Camat memutuskan usulan, tidak mengajukannya"):
        office.ask_to_give_up(follow_up, Role.CAMAT)
    office.ask_to_give_up(follow_up, Role.KASI)


def add_section(office: OfficeAtWork, code: str) -> None:
    command = offices.AddSection(office=CODE, code=code, name=f"Seksi {code}")
    offices.add_section(office.tracker, operator(), office.asked(), command)


def test_follow_ups_go_along_to_the_section_that_a_meeting_should_have_had(office: OfficeAtWork) -> None:
    add_section(office, "pmks")
    follow_up = office.agree(TODAY, held_on=HELD)
    coordination = coordination_of(office, follow_up)
    corrected(office, coordinations.Correct(coordination_id=coordination, section="pmks"))
    state, _ = office.tracker.store.load(follow_up, follow_ups.evolve)
    assert state is not None
    assert (state.section, state.corrected_section) == ("pmks", None)
    assert [told.context.reason for told in office.tracker.store.history(follow_up)] == [None, "Salah catat"]


def test_a_follow_up_whose_own_section_was_right_stays_there(office: OfficeAtWork) -> None:
    add_section(office, "pmks")
    add_section(office, "trantibum")
    follow_up = office.agree(TODAY, held_on=HELD)
    moved = use_cases.Correct(follow_up_id=follow_up, section="pmks")
    use_cases.correct(office.tracker, office.by(Role.KASI), office.asked("Bidang lain"), moved)
    coordination = coordination_of(office, follow_up)
    corrected(office, coordinations.Correct(coordination_id=coordination, section="trantibum"))
    state, _ = office.tracker.store.load(follow_up, follow_ups.evolve)
    assert state is not None
    assert state.section == "pmks"


def test_an_outcome_without_a_section_of_its_own_follows_the_coordination_to_none_and_back(
    office: OfficeAtWork,
) -> None:
    add_section(office, "pmks")
    follow_up = office.agree(TODAY, held_on=HELD)
    coordination = coordination_of(office, follow_up)

    def stands(section: str | None) -> tuple[str | None, str | None]:
        """The section of the follow-up, and that for which the outcome counts."""
        corrected(office, coordinations.Correct(coordination_id=coordination, section=section))
        office.catch_up()
        state, _ = office.tracker.store.load(follow_up, follow_ups.evolve)
        with office.tracker.views.connect() as connection:
            (fact,) = facts(connection, CODE, HELD, HELD)
        assert state is not None
        return state.section, fact.outcomes[0].section or fact.section

    assert [stands(section) for section in ("pmks", None, "pemerintahan")] == [
        ("pmks", "pmks"),
        (None, None),
        ("pemerintahan", "pemerintahan"),
    ]
