"""Penetapan capaian through the use cases, on both stores: who may, what is kept, and what shows as a difference later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import msgspec
import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.freezing import HELD, QUARTER, STREAM, Freezing
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.reporting import DOCUMENT
from tracker.application import accounts, freezes, indicators, offices
from tracker.application.actor import operator
from tracker.application.figure_basis import Question
from tracker.application.figures import figures
from tracker.application.freeze_figures import compared, frozen
from tracker.application.freezes import Confirm, Propose, Return
from tracker.domain.counting import Rule
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.identity import person_id
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.office import Standing
from tracker.domain.period_freeze import Stage
from tracker.domain.role import Role


def test_the_frozen_figure_keeps_definition_counts_cut_off_and_position(freezing: Freezing) -> None:
    freezing.propose()
    freezing.confirm()
    freeze = freezing.the_freeze()
    figure = freeze.frozen("koordinasi")
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (2, 3)
    assert figure.definition.document == DOCUMENT
    assert figure.definition.reading is not None
    assert figure.balance is not None
    assert figure.balance.held == figure.balance.counted == 3
    assert (str(figure.target), str(figure.achievement), figure.predicate) == (
        "65",
        "102.57",
        "Sangat Tinggi",
    )
    assert freeze.proposal.cut_off == date(2026, 3, 31)
    recorded_at = freezing.office.tracker.store.recorded_at
    position = freeze.proposal.position
    assert recorded_at(position) <= freeze.proposal.as_of < recorded_at(position + 1) + timedelta(seconds=1)
    assert freezing.office.tracker.store.history(STREAM)[0].position == position + 1


def test_the_frozen_figure_can_be_made_again_from_its_instant(
    freezing: Freezing, freezing_clock: FixedClock
) -> None:
    freezing.propose()
    proposal = freezing.the_freeze().proposal
    freezing_clock.advance(days=1)
    freezing.office.withdraw(freezing.follow_ups[0])
    question = Question(office=CODE, year=2026, period="TW1", cut_off=proposal.cut_off, as_of=proposal.as_of)
    (again,) = figures(freezing.office.tracker, operator(), question)
    assert again.position in {proposal.position, proposal.position + 1}, (
        "the next event is the proposal itself"
    )
    assert frozen(again) == proposal.figures[0]


def test_what_is_recorded_later_shows_as_a_difference_and_never_alters_the_frozen_figure(
    freezing: Freezing,
) -> None:
    freezing.propose()
    freezing.confirm()
    before = freezing.the_freeze()
    (unchanged,) = freezing.compared(before)
    assert not unchanged.changed
    assert unchanged.sentence == "ditetapkan 66,67 %; kini 66,67 %; selisih 0,00 poin"
    late = freezing.office.agree(date(2026, 3, 20), held_on=HELD)
    freezing.office.withdraw(freezing.follow_ups[2])
    assert freezing.the_freeze() == before
    (moved,) = freezing.compared(before)
    assert moved.changed
    assert moved.sentence == "ditetapkan 66,67 %; kini 50,00 %; selisih −16,67 poin"
    freezing.office.withdraw(late)
    (again,) = freezing.compared(before)
    assert (again.now.numerator, again.now.denominator) == (2, 4)


def test_work_done_after_the_frozen_cut_off_is_no_difference(freezing: Freezing) -> None:
    freezing.propose()
    freezing.confirm()
    freezing.finish(freezing.follow_ups[2])
    (same,) = freezing.compared(freezing.the_freeze())
    assert not same.changed


def test_a_definition_that_is_no_longer_adopted_is_not_confirmed(freezing: Freezing) -> None:
    freezing.propose()
    office = freezing.office
    changed = indicators.Revise(
        office=CODE,
        code="koordinasi",
        stated=IndicatorRevised(from_year=2026, rule=Rule.MEETING_ANY),
    )
    indicators.revise(office.tracker, operator(), office.asked("Salah"), changed)
    with pytest.raises(
        Refused, match=r"definisinya berubah sejak diusulkan; kembalikan usulan ini\.$"
    ) as refusal:
        freezing.confirm()
    assert "Persentase hasil koordinasi" in refusal.value.message
    assert freezing.the_freeze().stage is Stage.DIUSULKAN


def test_the_freezes_of_a_year_are_compared_with_one_reading_of_it(freezing: Freezing) -> None:
    queries: list[str] = []

    @contextmanager
    def counted() -> Iterator[None]:
        def note(_: object, __: object, statement: str, *___: object) -> None:
            queries.append(statement)

        queries.clear()
        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        yield
        sa.event.remove(sa.Engine, "before_cursor_execute", note)

    def read() -> int:
        tracker = freezing.office.tracker
        with counted():
            found = freezes.freezes(tracker, operator(), CODE, 2026)
            told = compared(tracker, operator(), found)
        assert len(told) == len(found)
        return len(queries)

    freezing.propose(Propose(office=CODE, year=2026, period="01"))
    one = read()
    for command in (QUARTER, Propose(office=CODE, year=2026, period="02")):
        freezing.propose(command)
    assert len(freezes.freezes(freezing.office.tracker, operator(), CODE, 2026)) == 3
    assert read() == one > 0


def test_only_the_camat_decides(freezing: Freezing) -> None:
    freezing.propose()
    others = [freezing.office.by(role) for role in Role if role is not Role.CAMAT]
    for by in (*others, operator()):
        with pytest.raises(Forbidden, match="Hanya Camat"):
            freezing.confirm(by=by)
        with pytest.raises(Forbidden, match="Hanya Camat"):
            freezing.reopen("Salah", by=by)


def test_whoever_acts_as_camat_confirms_and_the_history_says_so(freezing: Freezing) -> None:
    office = freezing.office
    freezing.propose()
    acting = offices.HoldPosition(
        office=CODE,
        position="camat",
        person_id=person_id(CODE, "sekcam"),
        since=date(2026, 4, 1),
        standing=Standing.PLT,
    )
    offices.hold_position(office.tracker, operator(), office.asked(), acting)
    with pytest.raises(Forbidden):
        freezing.confirm()
    freezing.confirm(by=office.by(Role.SEKCAM))
    last = office.tracker.store.history(STREAM)[-1]
    assert last.context.on_behalf_of == "Plt. Camat"


def test_a_planner_who_acts_as_camat_does_not_confirm_the_own_proposal(freezing: Freezing) -> None:
    office = freezing.office
    freezing.propose()
    acting = offices.HoldPosition(
        office=CODE,
        position="camat",
        person_id=person_id(CODE, "kasubbag_perencanaan"),
        since=date(2026, 4, 1),
        standing=Standing.PLH,
    )
    offices.hold_position(office.tracker, operator(), office.asked(), acting)
    with pytest.raises(Forbidden, match="tidak dapat menetapkannya sendiri"):
        freezing.confirm(by=freezing.planner)


def test_a_returned_proposal_needs_a_reason_and_may_come_again(freezing: Freezing) -> None:
    freezing.propose()
    command = Return(office=CODE, year=2026, period="TW1")
    tracker, asked = freezing.office.tracker, freezing.office.asked
    with pytest.raises(Refused, match="alasan"):
        freezes.return_(tracker, freezing.camat, asked(), command)
    freezes.return_(tracker, freezing.camat, asked("Periksa lagi rapat ke-3"), command)
    freezing.office.catch_up()
    assert freezing.the_freeze().stage is Stage.DIKEMBALIKAN
    freezing.propose()
    freezing.confirm()
    assert freezing.the_freeze().stage is Stage.DITETAPKAN


def test_reopening_needs_a_reason_and_the_past_state_stays_readable(freezing: Freezing) -> None:
    freezing.propose()
    freezing.confirm()
    then = freezing.office.tracker.store.head()
    with pytest.raises(Refused, match="alasan"):
        freezing.reopen(" ")
    freezing.reopen("Satu rapat terlewat")
    assert freezing.the_freeze().stage is Stage.DIBUKA
    (past,) = freezes.freezes(freezing.office.tracker, operator(), CODE, 2026, at=then)
    assert past.stage is Stage.DITETAPKAN
    freezing.propose()
    assert freezing.the_freeze().stage is Stage.DIUSULKAN
    assert [type(one.event).__name__ for one in freezing.office.tracker.store.history(STREAM)] == [
        "FreezeProposed",
        "FreezeConfirmed",
        "FreezeReopened",
        "FreezeProposed",
    ]


def test_a_period_without_coordinations_is_frozen_as_not_applicable(freezing: Freezing) -> None:
    freezing.propose(Propose(office=CODE, year=2026, period="01"))
    figure = freezing.the_freeze().proposal.figures[0]
    assert (figure.value, figure.denominator, figure.achievement) == (None, 0, None)


def test_the_camat_confirms_the_version_that_was_on_the_page(freezing: Freezing) -> None:
    freezing.propose()
    tracker = freezing.office.tracker
    command = Confirm(office=CODE, year=2026, period="TW1")
    stale = freezing.office.asked()
    with pytest.raises(Conflict):
        freezes.confirm(tracker, freezing.camat, msgspec.structs.replace(stale, expected_version=7), command)


def test_sending_a_proposal_twice_proposes_once(freezing: Freezing) -> None:
    freezing.office.catch_up()
    tracker, asked = freezing.office.tracker, freezing.office.asked()
    first = freezes.propose(tracker, freezing.planner, asked, QUARTER)
    assert freezes.propose(tracker, freezing.planner, asked, QUARTER) == first


def test_nothing_of_another_office_can_be_seen_or_frozen(freezing: Freezing) -> None:
    tracker = freezing.office.tracker
    set_up_office(tracker, OTHER)
    freezing.office.catch_up()
    stranger = accounts.actor_of(tracker, username(Role.CAMAT, OTHER), "web")
    freezing.propose()
    for attempt in (
        lambda: freezes.freezes(tracker, stranger, CODE, 2026),
        lambda: compared(tracker, stranger, [freezing.the_freeze()]),
        lambda: freezing.confirm(by=stranger),
        lambda: freezing.propose(by=stranger),
    ):
        with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
            attempt()
    assert freezes.freezes(tracker, freezing.office.by(Role.AUDITOR), CODE, 2026)
