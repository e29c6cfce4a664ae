"""An indicator is defined once, with its name as the decree has it."""

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tracker.domain.counting import Rule, Scope, reading
from tracker.domain.errors import Conflict, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Withdrawn
from tracker.domain.indicator import IndicatorDefined, define, evolve

DEFINED = IndicatorDefined(
    office="35.09.31",
    code="pmks",
    number=2,
    official_name="Persentase hasil koordinasi yang ditinjaklanjuti",
    label="Persentase hasil koordinasi yang ditindaklanjuti",
    document="IKU 2022",
    rule=Rule.MEETING_ALL,
    sections=("pmks",),
    kinds=("rapat_koordinasi",),
)


def test_the_official_name_is_kept_word_for_word() -> None:
    assert define(None, DEFINED).official_name == "Persentase hasil koordinasi yang ditinjaklanjuti"
    with pytest.raises(Refused) as refusal:
        define(None, replace(DEFINED, official_name=" "))
    assert refusal.value.field == "official_name"


def test_a_code_is_taken_once() -> None:
    given(evolve, DEFINED).when(lambda i: define(i, DEFINED)).refused("sudah ada", "code", Conflict)


def test_it_counts_its_own_sections_and_kinds_by_its_own_rule() -> None:
    indicator = given(evolve, DEFINED).state
    assert indicator.scope == Scope(
        frozenset({"pmks"}), frozenset({"rapat_koordinasi"}), frozenset(EvidenceType)
    )
    assert indicator.default_reading == reading(Rule.MEETING_ALL)


def test_a_survey_has_no_reading_and_silence_means_everything() -> None:
    indicator = given(evolve, replace(DEFINED, rule=None, sections=None, kinds=None)).state
    assert indicator.default_reading is None
    assert indicator.scope == Scope(None, None, frozenset(EvidenceType))


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="not an event of an indicator"):
        evolve(None, Withdrawn())
