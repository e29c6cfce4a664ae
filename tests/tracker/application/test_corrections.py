"""What a correction may not do to what hangs on the record: its follow-ups, its place in the figures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from msgspec import UNSET, UnsetType

from projections.figures import facts
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.meetings import Meetings, agreed
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import coordinations, extensions, offices
from tracker.application import follow_ups as use_cases
from tracker.application.actor import operator
from tracker.domain import coordination as domain
from tracker.domain import follow_up as follow_ups
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.office import Standing
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


def correct_follow_up(
    office: OfficeAtWork,
    by: Role,
    follow_up: UUID,
    *,
    due_on: date | UnsetType = UNSET,
    section: str | UnsetType = UNSET,
    text: str | UnsetType = UNSET,
) -> follow_ups.FollowUp:
    command = use_cases.Correct(follow_up_id=follow_up, due_on=due_on, section=section, text=text)
    use_cases.correct(office.tracker, office.by(by), office.asked("Salah catat"), command)
    state, _ = office.tracker.store.load(follow_up, follow_ups.evolve)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("in_charge", "entitled", "who"),
    [(STAF, Role.CAMAT, "Camat"), ("camat", Role.SEKCAM, "Sekretaris Kecamatan")],
)
def test_what_was_agreed_and_its_section_stand_once_the_minutes_are_ratified(
    office: OfficeAtWork, in_charge: str, entitled: Role, who: str
) -> None:
    add_section(office, "pmks")
    meetings = Meetings(office)
    meeting = meetings.hold(HELD, "Satu", due_on=DUE, in_charge=in_charge, series=None)
    follow_up = agreed(meeting)
    assert correct_follow_up(office, Role.NOTULIS, follow_up, text="Satu dusun").text == "Satu dusun"
    meetings.ratified(meeting)
    for role in {Role.CAMAT, Role.SEKCAM, Role.KASI, Role.NOTULIS} - {entitled}:
        with pytest.raises(Forbidden, match=f"dibetulkan oleh {who}"):
            correct_follow_up(office, role, follow_up, section="pmks")
        with pytest.raises(Forbidden, match=f"dibetulkan oleh {who}"):
            correct_follow_up(office, role, follow_up, text="Hal lain yang mudah")
    assert correct_follow_up(office, Role.NOTULIS, follow_up, due_on=date(2026, 3, 9)).due_on == date(
        2026, 3, 9
    )
    assert correct_follow_up(office, entitled, follow_up, section="pmks", text="Dua").section == "pmks"


def test_a_plt_camat_corrects_ratified_work_as_such_and_a_mandate_does_not_do(office: OfficeAtWork) -> None:
    add_section(office, "pmks")
    meetings = Meetings(office)
    meeting = meetings.hold(HELD, "Satu", due_on=DUE, in_charge=STAF, series=None)
    meetings.ratified(meeting)
    office.mandate("camat", KASI, TODAY)
    with pytest.raises(Forbidden, match="dibetulkan oleh Camat"):
        correct_follow_up(office, Role.KASI, agreed(meeting), section="pmks")
    office.vacate("camat", TODAY)
    office.hold("camat", KASI, TODAY, Standing.PLT)
    correct_follow_up(office, Role.KASI, agreed(meeting), section="pmks")
    *_, last = office.tracker.store.history(agreed(meeting))
    assert last.context.on_behalf_of == "Plt. Camat"


@pytest.mark.parametrize(
    ("in_charge", "beside", "entitled"),
    [
        (STAF, "sekcam", Role.KASI),
        (KASI, STAF, Role.CAMAT),
        (STAF, KASI, Role.SEKCAM),
        ("camat", STAF, Role.SEKCAM),
    ],
)
def test_a_later_due_date_is_set_by_whoever_grants_an_extension(
    office: OfficeAtWork, in_charge: str, beside: str, entitled: Role
) -> None:
    follow_up = office.agree(DUE, in_charge=in_charge, alongside=(("position", beside),))
    later = date(2026, 4, 10)
    for role in {Role.CAMAT, Role.SEKCAM, Role.KASI, Role.NOTULIS} - {entitled}:
        with pytest.raises(Forbidden, match="hanya diundur oleh"):
            correct_follow_up(office, role, follow_up, due_on=later)
    assert correct_follow_up(office, entitled, follow_up, due_on=later).slips == 1
    assert correct_follow_up(office, Role.NOTULIS, follow_up, due_on=DUE).due_on == DUE


def test_whoever_asked_for_the_extension_does_not_set_it_by_correction(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    asked = extensions.RequestExtension(follow_up_id=follow_up, due_on=date(2026, 4, 10))
    extensions.request_extension(office.tracker, office.by(Role.KASI), office.asked("Menunggu"), asked)
    with pytest.raises(Forbidden, match="hanya diundur oleh Sekretaris Kecamatan"):
        correct_follow_up(office, Role.KASI, follow_up, due_on=date(2026, 4, 10))
    assert correct_follow_up(office, Role.KASI, follow_up, text="Dua dusun").extension is not None


def test_a_date_that_was_only_proposed_is_anybodys_to_set(office: OfficeAtWork) -> None:
    meeting = Meetings(office).hold(HELD, "Satu", in_charge=STAF, series=None)
    set_ = correct_follow_up(office, Role.NOTULIS, agreed(meeting), due_on=date(2026, 5, 29))
    assert (set_.due_on, set_.due_proposed) == (date(2026, 5, 29), False)
    with pytest.raises(Forbidden, match="hanya diundur oleh"):
        correct_follow_up(office, Role.NOTULIS, agreed(meeting), due_on=date(2026, 6, 30))
