"""Indicators are edited in the office's own house, by those whose task it is; the Camat's position signs."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import conventions, indicators
from tracker.application.actor import Actor, operator
from tracker.application.figure_basis import Question
from tracker.application.figure_records import as_record
from tracker.application.figures import IndicatorFigure, explain, figures
from tracker.domain import indicator as domain
from tracker.domain import office as offices
from tracker.domain.achievement import Better
from tracker.domain.conventions import CapaianFrom, Conventions, Rung
from tracker.domain.counting import CountsFrom, Rule
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.identity import indicator_id, office_id, person_id
from tracker.domain.indicator import Indicator, IndicatorRevised
from tracker.domain.office import PositionHeld, Standing
from tracker.domain.percent import Rounding
from tracker.domain.role import Role
from tracker.store.envelope import Change, Context

TODAY = date(2026, 3, 16)
AS_IT_IS = IndicatorRevised(from_year=2026)
STATED = IndicatorRevised(from_year=2026, label="Nama baru")


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, FixedClock(), tmp_path) as work:
        yield work


def revise(office: OfficeAtWork, actor: Actor, stated: IndicatorRevised = STATED, reason: str = "") -> None:
    command = indicators.Revise(office=CODE, code="koordinasi", stated=stated)
    indicators.revise(office.tracker, actor, office.asked(reason), command)


def adopt(office: OfficeAtWork, actor: Actor, stated: IndicatorRevised = AS_IT_IS) -> None:
    command = indicators.Adopt(
        office=CODE, code="koordinasi", stated=stated, document_number="188/7/2026", document_date=TODAY
    )
    indicators.adopt(office.tracker, actor, office.asked(), command)


def set_target(office: OfficeAtWork, actor: Actor, period: str | None = None, value: str = "65") -> None:
    target = indicators.TargetStated(period, Decimal(value))
    command = indicators.SetTargets(office=CODE, code="koordinasi", year=2026, targets=(target,))
    indicators.set_targets(office.tracker, actor, office.asked(), command)


def state_conventions(office: OfficeAtWork, actor: Actor, from_year: int = 2026, reason: str = "") -> None:
    own = Conventions(
        ladder=(Rung(Decimal(85), "Baik"), Rung(Decimal(0), "Kurang")),
        rounding=Rounding.TRUNCATE,
        capaian_from=CapaianFrom.EXACT,
    )
    command = conventions.StateConventions(office=CODE, from_year=from_year, conventions=own)
    conventions.state_conventions(office.tracker, actor, office.asked(reason), command)


def state(office: OfficeAtWork) -> Indicator:
    found, _ = office.tracker.store.load(indicator_id(CODE, "koordinasi"), domain.evolve)
    assert found is not None
    return found


def answer(office: OfficeAtWork, **asked: object) -> IndicatorFigure:
    office.catch_up()
    (found,) = figures(office.tracker, operator(), Question(office=CODE, year=2026, **asked))  # type: ignore[arg-type]  # options of the question
    return found


EDITS: list[Callable[[OfficeAtWork, Actor], None]] = [revise, set_target, state_conventions]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.SEKCAM])
def test_admin_and_sekcam_edit(
    office: OfficeAtWork, role: Role, edit: Callable[[OfficeAtWork, Actor], None]
) -> None:
    edit(office, office.by(role))


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("role", [Role.CAMAT, Role.KASI, Role.STAF, Role.NOTULIS, Role.AUDITOR])
def test_others_are_told_who_edits(
    office: OfficeAtWork, role: Role, edit: Callable[[OfficeAtWork, Actor], None]
) -> None:
    with pytest.raises(Forbidden, match="Sekretaris Kecamatan, Kepala Subbagian, Admin"):
        edit(office, office.by(role))
    assert len(office.tracker.store.history(indicator_id(CODE, "koordinasi"))) == 1


def test_nobody_edits_or_signs_for_another_office(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    tracker, asked = office.tracker, office.asked
    revision = indicators.Revise(office=OTHER, code="koordinasi", stated=STATED)
    targets = indicators.SetTargets(office=OTHER, code="koordinasi", year=2026, targets=())
    signature = indicators.Adopt(
        office=OTHER, code="koordinasi", stated=STATED, document_number="1", document_date=TODAY
    )
    reaches: list[Callable[[], object]] = [
        lambda: indicators.revise(tracker, office.by(Role.ADMIN), asked(), revision),
        lambda: indicators.set_targets(tracker, office.by(Role.ADMIN), asked(), targets),
        lambda: indicators.adopt(tracker, office.by(Role.CAMAT), asked(), signature),
    ]
    for reach in reaches:
        with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
            reach()


def test_only_who_holds_the_camats_position_signs(office: OfficeAtWork) -> None:
    for actor in (*(office.by(role) for role in Role if role not in {Role.CAMAT, Role.KASUBBAG}), operator()):
        with pytest.raises(Forbidden, match="pemegang jabatan Camat"):
            adopt(office, actor)
    adopt(office, office.by(Role.CAMAT))
    assert state(office).adopted(2026) is not None


def test_who_acts_as_camat_signs_as_such(office: OfficeAtWork) -> None:
    acting = PositionHeld(
        position="camat", person_id=person_id(CODE, "sekcam"), since=TODAY, standing=Standing.PLT
    )
    change(office, acting)
    adopt(office, office.by(Role.SEKCAM))
    *_, last = office.tracker.store.history(indicator_id(CODE, "koordinasi"))
    assert (last.topic, last.context.on_behalf_of) == ("indicator.adopted.1", "Plt. Camat")
    with pytest.raises(Forbidden):
        adopt(office, office.by(Role.CAMAT))


def change(office: OfficeAtWork, held: PositionHeld) -> None:
    _, version = office.tracker.store.load(office_id(CODE), offices.evolve)
    context = Context(actor="operator", via="cli", request_id="acting", correlation_id="acting")
    office.tracker.store.append(
        [Change(office_id(CODE), version, (held,))], context=context, occurred_on=TODAY
    )


def test_a_figure_is_a_simulation_until_its_reading_is_signed_and_again_with_any_other(
    office: OfficeAtWork,
) -> None:
    assert answer(office).simulation
    adopt(office, office.by(Role.CAMAT))
    signed = answer(office)
    assert not signed.simulation
    assert signed.adoption is not None
    assert signed.adoption.document_number == "188/7/2026"
    assert not answer(office, rule=Rule.MEETING_ALL, counts_from=CountsFrom.VERIFIED).simulation
    assert answer(office, rule=Rule.PER_RESULT).simulation
    assert answer(office, counts_from=CountsFrom.REPORTED).simulation
    otherwise = IndicatorRevised(from_year=2026, counts_from=CountsFrom.REPORTED)
    with pytest.raises(Refused, match="menggugurkan definisi operasional nomor 188/7/2026") as refusal:
        revise(office, office.by(Role.ADMIN), otherwise)
    assert refusal.value.field == "reason"
    revise(office, office.by(Role.ADMIN), otherwise, "Sesuai arahan kabupaten")
    assert answer(office).simulation


def test_signing_with_another_rule_is_one_append(office: OfficeAtWork) -> None:
    adopt(office, office.by(Role.CAMAT), IndicatorRevised(from_year=2026, rule=Rule.PER_RESULT))
    told = office.tracker.store.history(indicator_id(CODE, "koordinasi"))
    assert [one.topic for one in told] == [
        "indicator.defined.1",
        "indicator.revised.1",
        "indicator.adopted.1",
    ]
    found = answer(office)
    assert found.reading is not None
    assert (found.reading.rule, found.simulation) == (Rule.PER_RESULT, False)


def test_a_target_gives_capaian_and_predikat(office: OfficeAtWork) -> None:
    done = [office.agree(date(2026, 3, 20)) for _ in range(3)][:2]
    for follow_up in done:
        office.report_done(follow_up, Role.STAF)
        office.verify(follow_up, Role.SEKCAM)
    assert (answer(office).target, answer(office).achievement, answer(office).predicate) == (None, None, None)
    set_target(office, office.by(Role.SEKCAM))
    set_target(office, office.by(Role.SEKCAM), "TW1", "90")
    record = as_record(answer(office))
    assert (record["percentage"], record["target"]) == ("66.67", "65.00")
    assert (record["achievement"], record["predicate"]) == ("102.57", "Sangat Tinggi")
    quarter = answer(office, period="TW1")
    assert (quarter.target, quarter.achievement, quarter.predicate) == (
        Decimal(90),
        Decimal("74.08"),
        "Sedang",
    )
    assert answer(office, period="TW1", cumulative=True).target == Decimal(90)
    assert answer(office, period="TW2").target is None
    assert answer(office, period="S1").target is None
    revise(office, office.by(Role.ADMIN), IndicatorRevised(from_year=2026, better=Better.LOWER))
    assert answer(office).achievement == Decimal("97.43")


def test_an_office_has_its_own_ladder_and_rounding(office: OfficeAtWork) -> None:
    for follow_up in [office.agree(date(2026, 3, 20)) for _ in range(3)][:2]:
        office.report_done(follow_up, Role.STAF)
        office.verify(follow_up, Role.SEKCAM)
    set_target(office, office.by(Role.SEKCAM))
    state_conventions(office, office.by(Role.ADMIN))
    found = answer(office)
    assert (found.achievement, found.predicate) == (Decimal("102.56"), "Baik")
    with pytest.raises(Refused) as refusal:
        state_conventions(office, office.by(Role.ADMIN), 2025)
    assert refusal.value.field == "reason"
    state_conventions(office, office.by(Role.ADMIN), 2025, "Mengikuti LKjIP tahun lalu")


def test_last_years_figure_keeps_last_years_definition(office: OfficeAtWork) -> None:
    revise(
        office,
        office.by(Role.ADMIN),
        IndicatorRevised(from_year=2026, official_name="Baru", kinds=("fasilitasi",)),
    )
    office.catch_up()
    (last,) = figures(office.tracker, operator(), Question(office=CODE, year=2025))
    assert last.edition.official_name == "Persentase hasil koordinasi yang ditindaklanjuti"
    assert (
        explain(
            office.tracker, operator(), "koordinasi", Question(office=CODE, year=2025)
        ).figure.edition.kinds
        is None
    )
    assert answer(office).edition.kinds == ("fasilitasi",)


def test_a_form_that_shows_an_older_version_is_told(office: OfficeAtWork) -> None:
    revise(office, office.by(Role.ADMIN))
    command = indicators.Revise(
        office=CODE, code="koordinasi", stated=IndicatorRevised(from_year=2026, label="Lain")
    )
    with pytest.raises(Conflict):
        indicators.revise(
            office.tracker, office.by(Role.ADMIN), replace(office.asked(), expected_version=1), command
        )


def test_an_unknown_indicator_is_not_found(office: OfficeAtWork) -> None:
    command = indicators.Revise(office=CODE, code="tidak-ada", stated=STATED)
    with pytest.raises(NotFound, match="tidak-ada"):
        indicators.revise(office.tracker, office.by(Role.ADMIN), office.asked(), command)
