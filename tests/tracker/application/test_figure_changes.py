"""Why did it change: between two instants each coordination that counts otherwise is named, with the event that did it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import coordinations, follow_ups, indicators
from tracker.application.actor import operator
from tracker.application.figure_basis import Question
from tracker.application.figure_changes import Changes, changes
from tracker.domain.comparison import Course
from tracker.domain.counting import Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
DUE = date(2026, 3, 20)
YEAR = Question(office=CODE, year=2026)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as work:
        yield work


def an_instant(clock: FixedClock) -> datetime:
    """Behind all that was recorded so far, and before all that will be."""
    clock.advance(days=1)
    since = clock()
    clock.advance(days=1)
    return since


def why(office: OfficeAtWork, since: datetime, question: Question = YEAR) -> Changes:
    office.catch_up()
    return changes(office.tracker, operator(), "koordinasi", question, since)


def courses(found: Changes) -> list[tuple[Course, list[str]]]:
    return [(one.difference.course, [event.topic for event in one.events]) for one in found.changes]


def coordination_of(office: OfficeAtWork, follow_up: UUID) -> UUID:
    from tracker.domain import follow_up as domain

    state, _ = office.tracker.store.load(follow_up, domain.evolve)
    assert state is not None
    return state.coordination_id


def test_what_was_verified_meanwhile_is_named_with_its_verification(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE, held_on=HELD)
    office.agree(DUE, held_on=HELD)
    since = an_instant(clock)
    office.report_done(follow_up, Role.STAF)
    office.verify(follow_up, Role.SEKCAM)
    found = why(office, since)
    assert courses(found) == [(Course.FULFILLED, ["follow_up.verified.1"])]
    assert found.changes[0].before == "belum ada hasilnya yang ditindaklanjuti (0 dari 1)"
    assert found.changes[0].after == (
        "seluruh hasil yang perlu tindak lanjut sudah ditindaklanjuti (1 dari 1)"
    )


def test_what_was_logged_meanwhile_entered(office: OfficeAtWork, clock: FixedClock) -> None:
    since = an_instant(clock)
    office.agree(DUE, held_on=HELD)
    assert courses(why(office, since)) == [(Course.ENTERED, ["coordination.recorded.1"])]


def test_what_was_reopened_fell_back(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE, held_on=HELD)
    office.report_done(follow_up, Role.STAF)
    office.verify(follow_up, Role.SEKCAM)
    since = an_instant(clock)
    reopen = follow_ups.Reopen(follow_up_id=follow_up)
    follow_ups.reopen(office.tracker, office.by(Role.CAMAT), office.asked("Belum tuntas"), reopen)
    assert courses(why(office, since)) == [(Course.FELL_BACK, ["follow_up.reopened.1"])]


def test_what_was_moved_to_another_year_left_and_an_earlier_instant_still_has_it(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE, held_on=HELD)
    since = an_instant(clock)
    moved = coordinations.Correct(
        coordination_id=coordination_of(office, follow_up), held_on=date(2025, 12, 30)
    )
    coordinations.correct(office.tracker, operator(), office.asked("Salah tanggal"), moved)
    found = why(office, since)
    assert courses(found) == [(Course.LEFT, ["coordination.corrected.1"])]
    assert found.before.figure is not None
    assert found.after.figure is not None
    assert (found.before.figure.denominator, found.after.figure.denominator) == (1, 0)


def test_a_course_that_was_taken_back_explains_nothing(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE, held_on=HELD)
    since = an_instant(clock)
    office.report_done(follow_up, Role.STAF)
    office.verify(follow_up, Role.SEKCAM)
    reopen = follow_ups.Reopen(follow_up_id=follow_up)
    follow_ups.reopen(office.tracker, office.by(Role.CAMAT), office.asked("Belum tuntas"), reopen)
    assert why(office, since).changes == ()


def test_another_definition_is_told_beside_the_coordinations_that_it_moved(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE, held_on=HELD)
    since = an_instant(clock)
    stated = IndicatorRevised(from_year=2026, rule=Rule.EVIDENCED_OUTPUT)
    revise = indicators.Revise(office=CODE, code="koordinasi", stated=stated)
    indicators.revise(office.tracker, office.by(Role.ADMIN), office.asked("Sesuai SK"), revise)
    found = why(office, since)
    assert courses(found) == [(Course.LEFT, [])]
    assert [entry.topic for entry in found.stated] == ["indicator.revised.1"]
    assert found.before.reading is not None
    assert found.before.reading.rule is Rule.MEETING_ALL


def test_two_instants_in_the_wrong_order_are_refused(office: OfficeAtWork, clock: FixedClock) -> None:
    with pytest.raises(Refused, match="Saat awal harus sebelum saat akhir") as refusal:
        why(office, clock())
    assert refusal.value.field == "since"


def test_nobody_sees_why_figures_of_another_office_changed(office: OfficeAtWork, clock: FixedClock) -> None:
    office.catch_up()
    since = an_instant(clock)
    with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
        changes(
            office.tracker,
            office.by(Role.AUDITOR),
            "koordinasi",
            Question(office=OTHER, year=2026),
            since,
        )
