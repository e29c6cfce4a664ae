"""Who proposes a period, and what can be proposed: on both stores."""

from datetime import date

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.freezing import QUARTER, STREAM, Freezing, add_general_kasubbag
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tests.support.reporting import add_planner, adopt
from tests.support.surveys import GOOD, given, opened
from tracker.application import accounts, freezes, indicators, offices, surveys
from tracker.application.actor import operator
from tracker.application.freezes import Propose
from tracker.application.surveys import OpenSurvey
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.identity import person_id
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.office import Standing
from tracker.domain.period_freeze import Stage
from tracker.domain.role import Role


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
    freezing_office: OfficeAtWork, freezing_clock: FixedClock
) -> None:
    office = freezing_office
    by = add_general_kasubbag(office)
    adopt(office.tracker)
    freezing_clock.advance(days=30)
    with pytest.raises(Forbidden, match="Yang berwenang: Kepala Subbagian Umum"):
        freezes.propose(office.tracker, office.by(Role.SEKCAM), office.asked(), QUARTER)
    office.catch_up()
    freezes.propose(office.tracker, by, office.asked(), QUARTER)


def test_a_proposal_is_taken_back_by_the_position_that_made_it_with_a_reason(freezing: Freezing) -> None:
    freezing.propose()
    for by in (freezing.camat, freezing.office.by(Role.SEKCAM), operator()):
        with pytest.raises(Forbidden, match="Hanya Kasubbag Perencanaan"):
            freezing.take_back("Salah", by=by)
    with pytest.raises(Refused, match="alasan"):
        freezing.take_back(" ")
    freezing.take_back("Satu rapat belum dicatat")
    assert freezing.the_freeze().stage is Stage.DITARIK
    with pytest.raises(Refused, match="Tidak ada usulan"):
        freezing.confirm()
    with pytest.raises(Refused, match="Tidak ada usulan"):
        freezing.take_back("Lagi")
    freezing.propose()
    freezing.confirm()
    with pytest.raises(Refused, match="Tidak ada usulan"):
        freezing.take_back("Terlambat")


def test_a_period_that_was_never_proposed_is_not_taken_back(freezing: Freezing) -> None:
    with pytest.raises(NotFound, match="belum pernah diusulkan"):
        freezing.take_back("Salah")


def test_no_period_is_proposed_while_its_survey_is_open(
    freezing_office: OfficeAtWork, freezing_clock: FixedClock
) -> None:
    office = freezing_office
    planner = add_planner(office.tracker)
    skm = IndicatorDefined(
        office=CODE, code="skm", number=2, official_name="Nilai Surve", label="Nilai Survei", document="Uji", rule=None,
    )  # fmt: skip
    indicators.define(office.tracker, operator(), office.asked(), skm)
    adopt(office.tracker, "skm")
    survey = opened(office, OpenSurvey(office=CODE, name="SKM TW I", year=2026, period="TW1"))
    given(office, survey, GOOD)
    freezing_clock.advance(days=30)
    with pytest.raises(Refused, match="Survei “SKM TW I” masih dibuka"):
        freezes.propose(office.tracker, planner, office.asked(), QUARTER)
    surveys.close(office.tracker, office.by(Role.KASI), office.asked(), surveys.Close(survey_id=survey))
    office.catch_up()
    freezes.propose(office.tracker, planner, office.asked(), QUARTER)


def test_a_cut_off_before_the_periods_end_is_refused(freezing: Freezing) -> None:
    with pytest.raises(Refused, match="antara akhir periode dan hari ini") as refusal:
        freezing.propose(msgspec.structs.replace(QUARTER, cut_off=date(2026, 3, 30)))
    assert refusal.value.field == "cut_off"


def test_a_running_period_is_refused(freezing: Freezing) -> None:
    with pytest.raises(Refused, match="Triwulan II 2026 belum berakhir"):
        freezing.propose(Propose(office=CODE, year=2026, period="TW2"))


def test_without_an_adopted_definition_there_is_nothing_to_freeze(
    freezing_office: OfficeAtWork, freezing_clock: FixedClock
) -> None:
    office = freezing_office
    planner = add_planner(office.tracker)
    freezing_clock.advance(days=30)
    office.catch_up()
    with pytest.raises(Refused, match=r"koordinasi.*definisi operasional belum ditetapkan"):
        freezes.propose(office.tracker, planner, office.asked(), QUARTER)
