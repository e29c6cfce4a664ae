"""Penetapan capaian: proposed, confirmed by somebody else, reopened with a reason; what is frozen never changes."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

import msgspec
import pytest

from tests.support.given import given
from tracker.domain.counting import Rule, reading
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.identity import freeze_id
from tracker.domain.percent import percentage
from tracker.domain.period import period
from tracker.domain.period_freeze import (
    FreezeConfirmed,
    FreezeProposed,
    FreezeReopened,
    FreezeReturned,
    FreezeTakenBack,
    FrozenDefinition,
    FrozenFigure,
    LeftOut,
    PeriodFreeze,
    Quotient,
    Stage,
    confirm,
    evolve,
    propose,
    quotient,
    reopen,
    return_,
    take_back,
)

TODAY = date(2026, 4, 1)
QUARTER = period(2026, "TW1")
PLANNER, CAMAT = UUID(int=1), UUID(int=2)
DEFINITION = FrozenDefinition(
    document="188/12/2026",
    adopted_on=date(2026, 1, 5),
    reading=reading(Rule.MEETING_ALL),
    sections=("pmks",),
    evidence=(EvidenceType.SK_CAMAT,),
)


def figure(numerator: int, denominator: int, code: str = "pmks") -> FrozenFigure:
    share = percentage(numerator, denominator)
    return FrozenFigure(
        code=code,
        official_name=f"Persentase {code}",
        definition=DEFINITION,
        numerator=numerator,
        denominator=denominator,
        value=None if share is None else quotient(share),
        target=Decimal("65.00"),
        achievement=Decimal("102.57"),
        predicate="Sangat Tinggi",
    )


def proposal(*figures: FrozenFigure, **changes: object) -> Callable[[PeriodFreeze | None], FreezeProposed]:
    given_ = {
        "office": "35.09.31",
        "period": QUARTER,
        "cut_off": QUARTER.last,
        "as_of": datetime(2026, 4, 1, 2, tzinfo=UTC),
        "position": 70,
        "figures": figures or (figure(2, 3),),
        "left_out": (),
        "typed_by": "kasubbag",
        "proposed_by": PLANNER,
        "today": TODAY,
    }
    return lambda state: propose(state, **(given_ | changes))  # type: ignore[arg-type]


PROPOSED = proposal()(None)
CONFIRMED = FreezeConfirmed(confirmed_on=TODAY, confirmed_by=CAMAT, document="050/7/2026")


def confirmed_by(
    person: UUID,
    username: str,
    *,
    document: str = " 050/7/2026 ",
    adopted: Mapping[str, FrozenDefinition] = MappingProxyType({"pmks": DEFINITION}),
) -> Callable[[PeriodFreeze], FreezeConfirmed]:
    return lambda state: confirm(
        state, confirmed_by=person, username=username, document=document, today=TODAY, adopted=adopted
    )


def test_a_confirmed_proposal_is_frozen_with_all_that_it_was_made_of() -> None:
    state = given(evolve, PROPOSED).when(confirmed_by(CAMAT, "camat")).then(CONFIRMED)
    frozen = state.frozen("pmks")
    assert frozen == figure(2, 3)
    assert frozen is not None
    assert frozen.value is not None
    assert frozen.value.value == Fraction(200, 3)
    assert frozen.definition.scope.sections == frozenset({"pmks"})
    assert state.frozen("trantibum") is None
    assert state.confirmation == CONFIRMED


def test_nothing_is_frozen_before_it_is_confirmed() -> None:
    assert given(evolve, PROPOSED).state.frozen("pmks") is None


@pytest.mark.parametrize(
    ("person", "username"), [(PLANNER, "camat"), (CAMAT, "kasubbag")], ids=["same person", "same account"]
)
def test_who_proposed_does_not_confirm(person: UUID, username: str) -> None:
    given(evolve, PROPOSED).when(confirmed_by(person, username)).refused(
        "tidak dapat menetapkannya sendiri", kind=Forbidden
    )


@pytest.mark.parametrize(
    "adopted",
    [
        {},
        {"pmks": msgspec.structs.replace(DEFINITION, reading=reading(Rule.MEETING_ANY))},
        {"pmks": msgspec.structs.replace(DEFINITION, document="188/13/2026")},
    ],
    ids=["no longer adopted", "another rule", "signed anew"],
)
def test_a_definition_that_changed_since_the_proposal_stops_it(adopted: dict[str, FrozenDefinition]) -> None:
    given(evolve, PROPOSED).when(confirmed_by(CAMAT, "camat", adopted=adopted)).refused(
        "Persentase pmks: definisinya berubah sejak diusulkan; kembalikan usulan ini", "figures"
    )


def test_the_decisions_number_has_a_length() -> None:
    given(evolve, PROPOSED).when(confirmed_by(CAMAT, "camat", document="5" * 301)).refused(
        "paling panjang 300", "document"
    )


def test_a_returned_proposal_may_be_made_again() -> None:
    state = given(evolve, PROPOSED).when(return_).then(FreezeReturned())
    assert state.stage is Stage.DIKEMBALIKAN
    better = proposal(figure(3, 3))(state)
    again = given(evolve, PROPOSED, FreezeReturned()).when(proposal(figure(3, 3))).then(better)
    assert again.stage is Stage.DIUSULKAN
    assert again.proposal.figures[0].numerator == 3


def test_a_reopened_period_is_frozen_no_more_and_can_be_proposed_again() -> None:
    state = given(evolve, PROPOSED, CONFIRMED).when(reopen).then(FreezeReopened())
    assert state.frozen("pmks") is None
    assert state.confirmation is None
    assert proposal()(state).figures == (figure(2, 3),)


@pytest.mark.parametrize(
    ("past", "decide", "words"),
    [
        ((PROPOSED,), proposal(), "menunggu Camat"),
        ((PROPOSED, CONFIRMED), proposal(), "sudah ditetapkan"),
        ((PROPOSED,), reopen, "belum ditetapkan"),
        ((PROPOSED, FreezeReturned()), return_, "Tidak ada usulan"),
        ((PROPOSED, CONFIRMED), take_back, "Tidak ada usulan"),
        ((PROPOSED, FreezeTakenBack()), take_back, "Tidak ada usulan"),
        ((PROPOSED, CONFIRMED), confirmed_by(CAMAT, "camat"), "Tidak ada usulan"),
    ],
)
def test_each_step_has_its_stage(past: tuple[FreezeProposed, ...], decide: object, words: str) -> None:
    given(evolve, *past).when(decide).refused(words, "period")  # type: ignore[arg-type]


@pytest.mark.parametrize("today", [date(2026, 3, 31), date(2026, 2, 1)])
def test_a_period_that_is_not_over_cannot_be_frozen(today: date) -> None:
    with pytest.raises(Refused, match="belum berakhir") as refusal:
        proposal(today=today)(None)
    assert refusal.value.field == "period"


def test_above_a_hundred_the_whole_proposal_is_refused_and_names_the_indicator() -> None:
    with pytest.raises(Refused, match=r"Di atas 100 %.*Persentase trantibum \(150,00 %\)") as refusal:
        proposal(figure(2, 3), figure(3, 2, "trantibum"))(None)
    assert "Persentase pmks" not in refusal.value.message


def test_not_applicable_is_frozen_as_that() -> None:
    frozen = proposal(figure(0, 0))(None).figures[0]
    assert (frozen.value, frozen.denominator) == (None, 0)


def test_without_anything_to_freeze_it_says_what_was_left_out() -> None:
    left = LeftOut("skm", "Nilai Survey", "definisi operasional belum ditetapkan")
    with pytest.raises(Refused, match=r"Nilai Survey \(definisi operasional belum ditetapkan\)"):
        proposal(figures=(), left_out=(left,))(None)
    with pytest.raises(Refused, match="belum mempunyai indikator"):
        proposal(figures=())(None)


@pytest.mark.parametrize("cut_off", [date(2026, 1, 1), date(2026, 3, 30), date(2026, 4, 2)])
def test_a_cut_off_lies_between_the_periods_end_and_today(cut_off: date) -> None:
    with pytest.raises(Refused) as refusal:
        proposal(cut_off=cut_off)(None)
    assert refusal.value.field == "cut_off"


def test_a_value_is_kept_exactly() -> None:
    assert quotient(Fraction(200, 3)) == Quotient(200, 3)
    assert (
        msgspec.json.decode(msgspec.json.encode(quotient(Fraction(200, 3))), type=Quotient).value * 3 == 200
    )


def test_a_period_has_one_stream_and_the_whole_year_is_the_same_cumulative_or_not() -> None:
    assert freeze_id("1", 2026, "TW1", False) != freeze_id("1", 2026, "TW1", True)
    assert freeze_id("1", 2026, None, False) == freeze_id("1", 2026, None, True)


def test_a_proposal_taken_back_can_be_made_again() -> None:
    taken = given(evolve, PROPOSED).when(take_back).then(FreezeTakenBack())
    assert (taken.stage, taken.frozen("pmks")) == (Stage.DITARIK, None)
    assert given(evolve, PROPOSED, FreezeTakenBack(), PROPOSED).state.stage is Stage.DIUSULKAN
