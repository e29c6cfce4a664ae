"""What may be stated of an indicator, by whom it is signed, and one line for each no."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import fold, given
from tests.tracker.domain.test_indicator import DEFINED
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule, can_pass_hundred
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.indicator import (
    Indicator,
    IndicatorAdopted,
    IndicatorDefined,
    IndicatorRevised,
    IndicatorTargetSet,
    changes,
    evolve,
)
from tracker.domain.indicator_decisions import adopt, define, revise, set_targets, signing_capacity
from tracker.domain.mandate import MandateGiven
from tracker.domain.office import (
    Office,
    OfficeRegistered,
    PersonAdded,
    PositionAdded,
    PositionHeld,
    SectionAdded,
    Standing,
)
from tracker.domain.office import evolve as evolve_office
from tracker.domain.role import Rank

TODAY = date(2026, 3, 16)
SRI, AGUS, STRANGER = UUID(int=1), UUID(int=2), UUID(int=3)
OFFICE: Office = fold(
    evolve_office,
    [
        OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta"),
        SectionAdded(code="pmks", name="Pemberdayaan"),
        SectionAdded(code="trantibum", name="Ketenteraman"),
        PositionAdded(code="camat", title="Camat", rank=Rank.CAMAT),
        PositionAdded(code="sekcam", title="Sekretaris Kecamatan", rank=Rank.SEKCAM),
        PersonAdded(person_id=SRI, name="Ibu Sri"),
        PersonAdded(person_id=AGUS, name="Bapak Agus"),
        PositionHeld(position="camat", person_id=SRI, since=date(2022, 1, 1)),
        PositionHeld(position="sekcam", person_id=AGUS, since=date(2022, 1, 1)),
    ],
)
OUTPUT = replace(DEFINED, rule=Rule.EVIDENCED_OUTPUT, sections=None, kinds=None)
SURVEY = replace(DEFINED, rule=None)


def revising(
    defined: IndicatorDefined, stated: IndicatorRevised, *, other_nature: bool = False
) -> IndicatorRevised:
    indicator = given(evolve, defined).state
    return revise(indicator, stated, OFFICE, today=TODAY, other_nature=other_nature)


def adopting(
    stated: IndicatorRevised,
    *,
    number: str = "188.45/7/2026",
    dated: date = TODAY,
    person: UUID | None = SRI,
    office: Office = OFFICE,
    past: tuple[IndicatorDefined | IndicatorAdopted, ...] = (DEFINED,),
) -> tuple[IndicatorRevised | IndicatorAdopted, ...]:
    return adopt(
        given(evolve, *past).state,
        stated,
        office,
        document_number=number,
        document_date=dated,
        signer=signing_capacity(office, person, TODAY),
        today=TODAY,
    )


def test_the_official_name_is_kept_word_for_word() -> None:
    assert define(None, DEFINED, OFFICE).official_name == "Persentase hasil koordinasi yang ditinjaklanjuti"


def test_a_code_is_taken_once() -> None:
    given(evolve, DEFINED).when(lambda i: define(i, DEFINED, OFFICE)).refused("sudah ada", "code", Conflict)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(DEFINED, code="PMKS 1"), "code"),
        (replace(DEFINED, official_name=" "), "official_name"),
        (replace(DEFINED, label=""), "label"),
        (replace(DEFINED, document=""), "document"),
        (replace(DEFINED, official_name="x" * 301), "official_name"),
        (replace(DEFINED, explanation="x" * 5001), "explanation"),
        (replace(DEFINED, number=0), "number"),
        (replace(DEFINED, year=1999), "year"),
        (replace(DEFINED, sections=()), "sections"),
        (replace(DEFINED, sections=("pertanian",)), "sections"),
        (replace(DEFINED, kinds=()), "kinds"),
        (replace(DEFINED, kinds=("arisan",)), "kinds"),
        (replace(DEFINED, evidence=()), "evidence"),
        (replace(OUTPUT, evidence=()), "evidence"),
        (replace(OUTPUT, evidence=(EvidenceType.RAPAT_KOORDINASI,)), "evidence"),
    ],
)
def test_a_wrong_field_of_a_definition_is_named(wrong: IndicatorDefined, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        define(None, wrong, OFFICE)
    assert (refusal.value.field, "\n" in refusal.value.message) == (field, False)


def test_only_what_differs_is_stated_and_an_emptied_text_is_not_mentioned_any_more() -> None:
    stated = IndicatorRevised(
        from_year=2026,
        official_name=f" {DEFINED.official_name} ",
        label="Label baru",
        objective="  ",
        responsible=" Seksi Umum ",
        rule=Rule.MEETING_ALL,
        kinds=DEFINED.kinds,
    )
    assert changes(revising(DEFINED, stated)) == {"label": "Label baru", "responsible": "Seksi Umum"}
    two = replace(DEFINED, sections=("trantibum", "pmks"), explanation="Satu.\n")
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        revising(two, IndicatorRevised(from_year=2026, sections=("pmks", "trantibum"), explanation="Satu."))
    event = revising(replace(DEFINED, objective="Sasaran"), IndicatorRevised(from_year=2026, objective=""))
    assert changes(event) == {"objective": None}


@pytest.mark.parametrize(
    ("defined", "stated", "field"),
    [
        (DEFINED, IndicatorRevised(from_year=2026), ""),
        (DEFINED, IndicatorRevised(from_year=2026, label=DEFINED.label), ""),
        (DEFINED, IndicatorRevised(from_year=1999, label="L"), "from_year"),
        (DEFINED, IndicatorRevised(from_year=2032, label="L"), "from_year"),
        (DEFINED, IndicatorRevised(from_year=2026, label=""), "label"),
        (DEFINED, IndicatorRevised(from_year=2026, official_name=" "), "official_name"),
        (DEFINED, IndicatorRevised(from_year=2026, sections=()), "sections"),
        (DEFINED, IndicatorRevised(from_year=2026, sections=("pertanian",)), "sections"),
        (DEFINED, IndicatorRevised(from_year=2026, kinds=("arisan",)), "kinds"),
        (DEFINED, IndicatorRevised(from_year=2026, unit="x" * 61), "unit"),
        (DEFINED, IndicatorRevised(from_year=2026, document_year=1999), "document_year"),
        (DEFINED, IndicatorRevised(from_year=2026, rule=Rule.EVIDENCED_OUTPUT, evidence=()), "evidence"),
        (OUTPUT, IndicatorRevised(from_year=2026, counts_from=CountsFrom.REPORTED), "counts_from"),
        (OUTPUT, IndicatorRevised(from_year=2026, informational=Informational.EXCLUDED), "informational"),
        (
            SURVEY,
            IndicatorRevised(from_year=2026, cannot_follow_up=CannotFollowUp.EXCLUDED),
            "cannot_follow_up",
        ),
        (SURVEY, IndicatorRevised(from_year=2026, rule=Rule.PER_RESULT), "rule"),
        (DEFINED, IndicatorRevised(from_year=2026, rule=None), "rule"),
    ],
)
def test_a_wrong_field_of_a_revision_is_named(
    defined: IndicatorDefined, stated: IndicatorRevised, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        revising(defined, stated)
    assert (refusal.value.field, "\n" in refusal.value.message) == (field, False)


def test_a_survey_becomes_a_share_of_coordinations_only_when_that_is_said() -> None:
    stated = IndicatorRevised(from_year=2026, rule=Rule.PER_RESULT)
    assert revising(SURVEY, stated, other_nature=True) == stated


def test_the_camat_signs_the_whole_reading_with_its_defaults_written_out() -> None:
    (signed,) = adopting(IndicatorRevised(from_year=2026))
    assert signed == IndicatorAdopted(
        from_year=2026,
        rule=Rule.MEETING_ALL,
        counts_from=CountsFrom.VERIFIED,
        cannot_follow_up=CannotFollowUp.EXCLUDED,
        informational=Informational.IN_DENOMINATOR_ONLY,
        sections=("pmks",),
        kinds=("rapat_koordinasi",),
        evidence=tuple(sorted(EvidenceType)),
        document_number="188.45/7/2026",
        document_date=TODAY,
        position="camat",
        adopted_by=SRI,
    )
    assert given(evolve, DEFINED, signed).state.adopted(2026) is not None


def test_signing_may_change_the_rule_at_once() -> None:
    stated = IndicatorRevised(from_year=2026, rule=Rule.SEED_LITERAL, counts_from=CountsFrom.REPORTED)
    changed, signed = adopting(stated)
    assert changed == stated
    assert isinstance(signed, IndicatorAdopted)
    assert (signed.rule, signed.counts_from) == (Rule.SEED_LITERAL, CountsFrom.REPORTED)
    assert given(evolve, DEFINED, changed, signed).state.adopted(2026) is not None


def test_a_survey_is_signed_without_a_rule() -> None:
    (signed,) = adopting(IndicatorRevised(from_year=2026), past=(SURVEY,))
    indicator = given(evolve, SURVEY, signed).state
    adoption = indicator.adopted(2026)
    assert adoption is not None
    assert adoption.operational.reading is None


@pytest.mark.parametrize(
    ("number", "dated", "from_year", "field"),
    [
        (" ", TODAY, 2026, "document_number"),
        ("x" * 301, TODAY, 2026, "document_number"),
        ("1", date(2026, 3, 17), 2026, "document_date"),
        ("1", date(1999, 12, 31), 2026, "document_date"),
        ("1", TODAY, 2099, "from_year"),
    ],
)
def test_a_signature_needs_a_document_of_today_or_before(
    number: str, dated: date, from_year: int, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        adopting(IndicatorRevised(from_year=from_year), number=number, dated=dated)
    assert refusal.value.field == field


def test_the_same_document_signs_the_same_definition_once() -> None:
    (signed,) = adopting(IndicatorRevised(from_year=2026))
    assert isinstance(signed, IndicatorAdopted)
    with pytest.raises(Refused, match="sudah ditetapkan"):
        adopting(IndicatorRevised(from_year=2026), past=(DEFINED, signed))
    (again,) = adopting(IndicatorRevised(from_year=2026), past=(DEFINED, signed), number="188.45/8/2026")
    assert isinstance(again, IndicatorAdopted)


@pytest.mark.parametrize("person", [AGUS, STRANGER, None])
def test_nobody_but_the_holder_of_the_camats_position_signs(person: UUID | None) -> None:
    with pytest.raises(Forbidden, match="pemegang jabatan Camat"):
        adopting(IndicatorRevised(from_year=2026), person=person)


def test_who_acts_as_camat_signs_and_who_was_camat_does_not() -> None:
    acting = evolve_office(
        OFFICE,
        PositionHeld(position="camat", person_id=AGUS, since=date(2026, 3, 1), standing=Standing.PLT),
    )
    (signed,) = adopting(IndicatorRevised(from_year=2026), person=AGUS, office=acting)
    assert isinstance(signed, IndicatorAdopted)
    assert signed.adopted_by == AGUS
    assert signing_capacity(acting, AGUS, TODAY).on_behalf_of == "Plt. Camat"
    with pytest.raises(Forbidden):
        adopting(IndicatorRevised(from_year=2026), person=SRI, office=acting)


def test_a_mandate_does_not_reach_to_the_definition() -> None:
    mandated = evolve_office(OFFICE, MandateGiven(position="camat", person_id=AGUS, since=TODAY))
    with pytest.raises(Forbidden):
        adopting(IndicatorRevised(from_year=2026), person=AGUS, office=mandated)


def test_a_year_that_is_over_is_restated_with_a_reason_alone() -> None:
    indicator = given(evolve, DEFINED).state
    stated = IndicatorRevised(from_year=2025, label="Label baru")
    for restate in (
        lambda reason: revise(indicator, stated, OFFICE, today=TODAY, reason=reason),
        lambda reason: set_targets(indicator, 2025, {None: Decimal(80)}, today=TODAY, reason=reason),
        lambda reason: adopt(
            indicator,
            stated,
            OFFICE,
            document_number="1",
            document_date=TODAY,
            signer=signing_capacity(OFFICE, SRI, TODAY),
            today=TODAY,
            reason=reason,
        ),
    ):
        with pytest.raises(Refused) as refusal:
            restate(" ")
        assert refusal.value.field == "reason"
        assert restate("Salah ketik dalam dokumen")


def test_only_the_documents_own_formula_can_pass_a_hundred() -> None:
    assert [rule for rule in Rule if can_pass_hundred(rule)] == [Rule.SEED_LITERAL]


def targets(indicator: Indicator, stated: Mapping[str | None, str | None]) -> tuple[IndicatorTargetSet, ...]:
    asked = {period: None if text is None else Decimal(text) for period, text in stated.items()}
    return set_targets(indicator, 2026, asked, today=TODAY)


def test_the_targets_of_a_year_are_set_together_and_only_those_that_differ() -> None:
    past = IndicatorTargetSet(year=2026, period=None, target=Decimal(80))
    indicator = given(evolve, DEFINED, past).state
    stated = {None: "80.00", "TW1": "20", "TW2": "40.25", "TW3": None}
    assert targets(indicator, stated) == (
        IndicatorTargetSet(year=2026, period="TW1", target=Decimal(20)),
        IndicatorTargetSet(year=2026, period="TW2", target=Decimal("40.25")),
    )
    assert targets(indicator, {None: None}) == (IndicatorTargetSet(year=2026, period=None, target=None),)


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({None: "-3"}, "target"),
        ({None: "0"}, "target"),
        ({"TW2": "100.01"}, "target_tw2"),
        ({"TW1": "NaN"}, "target_tw1"),
        ({None: "Infinity"}, "target"),
        ({None: "82.125"}, "target"),
        ({"S1": "50"}, "period"),
        ({"TW5": "50"}, "period"),
        ({None: None}, ""),
        ({}, ""),
    ],
)
def test_a_target_that_cannot_be_is_named(stated: dict[str | None, str | None], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        targets(given(evolve, DEFINED).state, stated)
    assert refusal.value.field == field


@pytest.mark.parametrize("year", [1999, 2032])
def test_a_target_is_for_a_year_within_reach(year: int) -> None:
    with pytest.raises(Refused) as refusal:
        set_targets(given(evolve, DEFINED).state, year, {None: Decimal(50)}, today=TODAY)
    assert refusal.value.field == "year"


def test_an_unknown_section_is_not_found() -> None:
    with pytest.raises(NotFound, match="pertanian"):
        revising(DEFINED, IndicatorRevised(from_year=2026, sections=("pertanian",)))


def test_the_target_of_a_surveys_index_lies_where_an_index_can_lie() -> None:
    survey = given(evolve, SURVEY).state
    assert targets(survey, {None: "25"}) == (IndicatorTargetSet(year=2026, period=None, target=Decimal(25)),)
    with pytest.raises(Refused, match="25–100") as refusal:
        targets(survey, {None: "10"})
    assert refusal.value.field == "target"
