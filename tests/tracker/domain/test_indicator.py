"""An indicator from year to year: what is restated holds from its year on, what is signed holds while it is said."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tracker.domain.achievement import Better
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule, Scope, reading
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Withdrawn
from tracker.domain.indicator import (
    Indicator,
    IndicatorAdopted,
    IndicatorDefined,
    IndicatorRevised,
    IndicatorTargetSet,
    changes,
    evolve,
    in_document_order,
)

DEFINED = IndicatorDefined(
    office="35.09.31",
    code="pmks",
    number=2,
    official_name="Persentase hasil koordinasi yang ditinjaklanjuti",
    label="Persentase hasil koordinasi yang ditindaklanjuti",
    document="IKU 2022",
    year=2022,
    rule=Rule.MEETING_ALL,
    sections=("pmks",),
    kinds=("rapat_koordinasi",),
)
REVISED = IndicatorRevised(
    from_year=2025, official_name="Nama baru", rule=Rule.PER_RESULT, counts_from=CountsFrom.REPORTED
)
ADOPTED = IndicatorAdopted(
    from_year=2022,
    rule=Rule.MEETING_ALL,
    counts_from=CountsFrom.VERIFIED,
    cannot_follow_up=CannotFollowUp.EXCLUDED,
    informational=Informational.IN_DENOMINATOR_ONLY,
    sections=("pmks",),
    kinds=("rapat_koordinasi",),
    evidence=tuple(EvidenceType),
    document_number="188.45/7/2022",
    document_date=date(2022, 2, 1),
    position="camat",
    adopted_by=UUID(int=1),
)


def test_it_counts_its_own_sections_and_kinds_by_its_own_rule() -> None:
    edition = given(evolve, DEFINED).state.for_year(2022)
    assert edition.scope == Scope(
        frozenset({"pmks"}), frozenset({"rapat_koordinasi"}), frozenset(EvidenceType)
    )
    assert edition.reading == reading(Rule.MEETING_ALL)


def test_a_survey_has_no_reading_and_silence_means_everything() -> None:
    edition = given(evolve, replace(DEFINED, rule=None, sections=None, kinds=None)).state.newest
    assert edition.reading is None
    assert edition.scope == Scope(None, None, frozenset(EvidenceType))


def test_a_figure_of_last_year_keeps_last_years_definition() -> None:
    indicator = given(evolve, DEFINED, REVISED).state
    names = [indicator.for_year(year).official_name for year in (2021, 2022, 2024, 2025, 2030)]
    assert names == [DEFINED.official_name] * 3 + ["Nama baru"] * 2
    assert indicator.for_year(2024).reading == reading(Rule.MEETING_ALL)
    assert indicator.for_year(2025).reading == reading(Rule.PER_RESULT, CountsFrom.REPORTED)
    assert indicator.newest.label == DEFINED.label


def test_what_is_restated_for_a_year_in_between_leaves_later_editions_alone() -> None:
    between = IndicatorRevised(from_year=2024, better=Better.LOWER, unit="persen")
    indicator = given(evolve, DEFINED, REVISED, between).state
    assert [e.from_year for e in indicator.editions] == [2022, 2024, 2025]
    assert [e.better for e in indicator.editions] == [Better.HIGHER, Better.LOWER, Better.HIGHER]


def test_the_same_year_is_restated_in_place() -> None:
    indicator = given(evolve, DEFINED, REVISED, IndicatorRevised(from_year=2025, label="Label baru")).state
    assert [(e.official_name, e.label) for e in indicator.editions[1:]] == [("Nama baru", "Label baru")]


def test_an_adoption_holds_while_what_was_signed_is_what_the_definition_says() -> None:
    past: tuple[IndicatorDefined | IndicatorAdopted, ...] = (DEFINED, ADOPTED)
    indicator = given(evolve, *past).state
    assert indicator.adopted(2021) is None
    signed = indicator.adopted(2024)
    assert signed is not None
    assert (signed.document_number, signed.operational.reading) == (
        "188.45/7/2022",
        reading(Rule.MEETING_ALL),
    )
    renamed = given(evolve, *past, IndicatorRevised(from_year=2023, label="Lain", unit="%")).state
    assert renamed.adopted(2023) == signed


@pytest.mark.parametrize(
    "change",
    [
        IndicatorRevised(from_year=2024, rule=Rule.MEETING_ANY),
        IndicatorRevised(from_year=2024, counts_from=CountsFrom.REPORTED),
        IndicatorRevised(from_year=2024, cannot_follow_up=CannotFollowUp.IN_DENOMINATOR),
        IndicatorRevised(from_year=2024, informational=Informational.EXCLUDED),
        IndicatorRevised(from_year=2024, sections=("pmks", "trantibum")),
        IndicatorRevised(from_year=2024, kinds=None),
        IndicatorRevised(from_year=2024, evidence=(EvidenceType.SK_CAMAT,)),
    ],
    ids=lambda change: next(iter(changes(change))),
)
def test_whatever_changes_how_it_is_counted_ends_the_adoption_from_that_year_on(
    change: IndicatorRevised,
) -> None:
    indicator = given(evolve, DEFINED, ADOPTED, change).state
    assert indicator.adopted(2023) is not None
    assert indicator.adopted(2024) is None


def test_writing_a_default_out_or_another_order_is_the_same_definition() -> None:
    two = replace(DEFINED, sections=("pmks", "trantibum"))
    signed = replace(ADOPTED, sections=("trantibum", "pmks"))
    stated = IndicatorRevised(from_year=2022, counts_from=CountsFrom.VERIFIED)
    assert given(evolve, two, signed, stated).state.adopted(2022) is not None


def test_a_later_adoption_takes_over_from_its_year_on() -> None:
    later = replace(ADOPTED, from_year=2025, rule=Rule.PER_RESULT, counts_from=CountsFrom.REPORTED)
    later = replace(later, cannot_follow_up=CannotFollowUp.IN_DENOMINATOR, document_number="188.45/2/2025")
    indicator = given(evolve, DEFINED, ADOPTED, REVISED, later).state
    numbers = {year: a.document_number for year in (2024, 2025) if (a := indicator.adopted(year))}
    assert numbers == {2024: "188.45/7/2022", 2025: "188.45/2/2025"}


def test_each_quarter_has_its_own_target_and_a_cleared_one_is_gone() -> None:
    indicator = given(
        evolve,
        DEFINED,
        IndicatorTargetSet(year=2026, period=None, target=Decimal(80)),
        IndicatorTargetSet(year=2026, period="TW1", target=Decimal("20.5")),
        IndicatorTargetSet(year=2026, period="TW2", target=Decimal(40)),
        IndicatorTargetSet(year=2026, period="TW2", target=None),
        IndicatorTargetSet(year=2026, period=None, target=Decimal("82.5")),
    ).state
    asked = [(2026, None), (2026, "TW1"), (2026, "TW2"), (2025, None), (2026, "S1")]
    assert [indicator.target(*one) for one in asked] == [Decimal("82.5"), Decimal("20.5"), None, None, None]


def test_a_table_goes_by_the_numbers_of_its_own_year() -> None:
    def indicator(code: str, number: int | None, from_2025: int | None) -> Indicator:
        defined = replace(DEFINED, code=code, number=number)
        return given(evolve, defined, IndicatorRevised(from_year=2025, number=from_2025)).state

    three = [indicator("goal", None, None), indicator("a", 1, 2), indicator("b", 2, 1)]
    assert [i.code for i in in_document_order(three, 2024)] == ["a", "b", "goal"]
    assert [i.code for i in in_document_order(three, 2025)] == ["b", "a", "goal"]


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    for state in (None, given(evolve, DEFINED).state):
        with pytest.raises(ValueError, match="not an event of an indicator"):
            evolve(state, Withdrawn())
    with pytest.raises(ValueError, match="before it was defined"):
        evolve(None, REVISED)
