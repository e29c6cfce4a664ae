"""Consent after ratification: who gives it, and what is asked; an outcome that changes what it is."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tests.tracker.domain.test_minutes import CAMAT, HELD_ONE, OFFICE, POSITIONS, SEKCAM, TODAY
from tracker.domain.consent import (
    ConsentGiven,
    ConsentRefused,
    ConsentRequested,
    Wish,
    consenting_position,
)
from tracker.domain.consent_decisions import find_request, give, refuse, request
from tracker.domain.coordination import (
    CoordinationWithdrawn,
    OutcomeAdded,
    OutcomeReclassified,
    OutcomeWithdrawn,
    evolve,
)
from tracker.domain.coordination_decisions import reclassify, withdraw_outcome
from tracker.domain.errors import NotFound
from tracker.domain.identity import follow_up_id
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Holding, Standing

OUTCOME = UUID(int=2)
FIRST = follow_up_id(OUTCOME)
INFORMS = OutcomeAdded(outcome_id=OUTCOME, ordinal=1, text="Jadwal")
NEEDS = OutcomeAdded(outcome_id=OUTCOME, ordinal=1, text="Jadwal", follow_up_id=FIRST)
ASKED = ConsentRequested(number=1, wish=Wish.WITHDRAW, reason="Salah catat", asked_by="kasi")


def test_an_outcome_changes_whether_it_needs_follow_up_and_back() -> None:
    opened = OutcomeReclassified(outcome_id=OUTCOME, ordinal=1, follow_up_id=FIRST)
    state = given(evolve, HELD_ONE, INFORMS).when(lambda s: reclassify(s, OUTCOME, FIRST)).then(opened)
    assert (state.outcomes[0].follow_up_id, state.outcomes[0].openings) == (FIRST, 1)
    informs = OutcomeReclassified(outcome_id=OUTCOME, ordinal=1)
    state = given(evolve, HELD_ONE, NEEDS).when(lambda s: reclassify(s, OUTCOME, None)).then(informs)
    assert (state.outcomes[0].follow_up_id, state.outcomes[0].openings) == (None, 1)


def test_an_outcome_is_not_made_what_it_is() -> None:
    given(evolve, HELD_ONE, INFORMS).when(lambda s: reclassify(s, OUTCOME, None)).refused(
        "hanya informasi", "outcome_id"
    )
    given(evolve, HELD_ONE, NEEDS).when(lambda s: reclassify(s, OUTCOME, UUID(int=7))).refused(
        "memang perlu", "outcome_id"
    )
    given(evolve, HELD_ONE).when(lambda s: reclassify(s, OUTCOME, None)).refused(
        "tidak ditemukan", "outcome_id", NotFound
    )


def test_each_opening_of_an_outcome_has_a_follow_up_of_its_own() -> None:
    assert follow_up_id(OUTCOME, 1) == FIRST
    assert len({follow_up_id(OUTCOME, number) for number in (1, 2, 3)}) == 3


def test_an_outcome_is_withdrawn_for_good() -> None:
    gone = OutcomeWithdrawn(outcome_id=OUTCOME, ordinal=1)
    state = given(evolve, HELD_ONE, INFORMS).when(lambda s: withdraw_outcome(s, OUTCOME)).then(gone)
    assert state.outcomes[0].is_withdrawn
    over = given(evolve, HELD_ONE, INFORMS, gone)
    over.when(lambda s: withdraw_outcome(s, OUTCOME)).refused("sudah ditarik", "outcome_id")
    over.when(lambda s: reclassify(s, OUTCOME, FIRST)).refused("sudah ditarik", "outcome_id")


def asked_again(reason: str = "Salah catat") -> ConsentRequested:
    state = given(evolve, HELD_ONE, INFORMS, ASKED).state
    return request(
        state,
        Wish.WITHDRAW_OUTCOME,
        outcome=state.outcomes[0],
        in_charge=None,
        due_on=None,
        reason=reason,
        asked_by="kasi",
    )


def test_requests_are_numbered_and_wait_until_they_are_decided() -> None:
    assert asked_again() == ConsentRequested(
        number=2,
        wish=Wish.WITHDRAW_OUTCOME,
        outcome_id=OUTCOME,
        ordinal=1,
        reason="Salah catat",
        asked_by="kasi",
    )
    state = given(evolve, HELD_ONE, INFORMS, ASKED, asked_again()).state
    assert [one.number for one in state.requests.waiting] == [1, 2]
    assert find_request(state, 1).reason == "Salah catat"
    decided = given(
        evolve, HELD_ONE, INFORMS, ASKED, ConsentGiven(number=1, position="camat", given_by=CAMAT)
    )
    assert decided.state.requests.waiting == ()
    with pytest.raises(NotFound, match="sudah diputuskan"):
        find_request(decided.state, 1)


def test_the_same_is_not_asked_twice_and_never_without_a_reason() -> None:
    given(evolve, HELD_ONE, ASKED).when(
        lambda s: request(
            s, Wish.WITHDRAW, outcome=None, in_charge=None, due_on=None, reason="Lagi", asked_by="sekcam"
        )
    ).refused("sudah dimintakan persetujuan", "status")
    with pytest.raises(Exception, match="Isi alasannya"):
        asked_again(" ")


def test_refusing_needs_a_reason_and_changes_nothing_else() -> None:
    camat = POSITIONS["camat"]
    past = given(evolve, HELD_ONE, ASKED)
    past.when(lambda s: refuse(1, camat, CAMAT, "")).refused("alasan penolakannya", "reason")
    refused = ConsentRefused(number=1, position="camat", refused_by=CAMAT)
    state = past.when(lambda s: refuse(1, camat, CAMAT, "Rapatnya benar")).then(refused)
    assert state.requests.waiting == ()
    assert state.status == past.state.status
    assert give(1, camat, CAMAT) == ConsentGiven(number=1, position="camat", given_by=CAMAT)


def test_what_was_withdrawn_waits_for_nothing() -> None:
    assert given(evolve, HELD_ONE, ASKED, CoordinationWithdrawn()).state.requests.waiting == ()


def in_charge(code: str) -> InCharge:
    return InCharge("position", code, POSITIONS[code].title)


def test_the_camat_consents_and_about_the_camats_own_follow_up_the_sekcam() -> None:
    assert consenting_position(OFFICE, [None, in_charge("kasi")], TODAY) == POSITIONS["camat"]
    assert consenting_position(OFFICE, [in_charge("kasi"), in_charge("camat")], TODAY) == POSITIONS["sekcam"]
    assert consenting_position(OFFICE, [in_charge("camat"), in_charge("sekcam")], TODAY) == POSITIONS["camat"]


def test_who_acts_for_the_camat_does_not_consent_about_the_own_follow_up_either() -> None:
    acting = Holding("camat", SEKCAM, date(2026, 3, 10), Standing.PLT)
    office = replace(OFFICE, holdings=(*OFFICE.holdings, acting))
    assert consenting_position(office, [in_charge("kasi")], TODAY) == POSITIONS["camat"]
    assert consenting_position(office, [in_charge("sekcam")], TODAY) is None


def test_without_a_camat_nobody_consents() -> None:
    vacant = Holding("camat", None, date(2026, 3, 10), Standing.DEFINITIF)
    office = replace(OFFICE, holdings=(*OFFICE.holdings, vacant))
    assert consenting_position(office, [], TODAY) is None
