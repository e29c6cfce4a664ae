"""*Bukan saya*: it is said once, stays open, and is answered by naming somebody."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tests.tracker.domain.test_follow_up import KASI, KASI_POSITION, OPENED, REPORTED, VERIFIED, VILLAGE
from tracker.domain.disowning import disown
from tracker.domain.event import Event
from tracker.domain.follow_up import Assigned, FollowUp, ProgressReported, Reassigned, Withdrawn, evolve
from tracker.domain.follow_up_decisions import reassign
from tracker.domain.follow_up_sharing import AlongsideNamed, Disowned, HandedOver

TOGETHER = replace(OPENED, alongside=(VILLAGE,))
BY_VILLAGE = Disowned(in_charge=VILLAGE)
BY_HEAD = Disowned(in_charge=KASI_POSITION, person_id=KASI)
WITH_SEKCAM = Reassigned(in_charge=replace(KASI_POSITION, code="sekcam"))


def disowns(reason: str = "Wewenang desa lain") -> Callable[[FollowUp], Event]:
    return lambda s: disown(s, in_charge=VILLAGE, person_id=None, reason=reason)


def test_it_is_said_with_a_reason_and_changes_nothing_else() -> None:
    before = given(evolve, TOGETHER).state
    state = given(evolve, TOGETHER).when(disowns()).then(BY_VILLAGE)
    assert state == replace(before, disowned_by=VILLAGE)
    given(evolve, TOGETHER).when(disowns(" ")).refused("Isi alasannya", "reason")


def test_it_is_said_once_and_not_of_what_is_reported_or_closed() -> None:
    given(evolve, TOGETHER, BY_HEAD).when(disowns()).refused("menunggu penetapan ulang", "status")
    given(evolve, TOGETHER, REPORTED).when(disowns()).refused("Sudah dilaporkan selesai", "status")
    given(evolve, TOGETHER, REPORTED, VERIFIED).when(disowns()).refused("berstatus selesai", "status")
    given(evolve, TOGETHER, Withdrawn()).when(disowns()).refused("berstatus ditarik", "status")


@pytest.mark.parametrize(
    "answer",
    [
        WITH_SEKCAM,
        Assigned(in_charge=KASI_POSITION),
        AlongsideNamed(),
        HandedOver(hand_over_id=UUID(int=7), giver=VILLAGE, taker=WITH_SEKCAM.in_charge),
        REPORTED,
        Withdrawn(),
    ],
)
def test_it_is_answered_by_naming_others_or_by_doing_it_all_the_same(answer: Event) -> None:
    assert given(evolve, TOGETHER, BY_VILLAGE, answer).state.disowned_by is None


@pytest.mark.parametrize(
    "other",
    [
        ProgressReported(note="Rapat", reported_on=date(2026, 3, 10)),
        AlongsideNamed(alongside=(VILLAGE, WITH_SEKCAM.in_charge)),
        HandedOver(hand_over_id=UUID(int=7), giver=KASI_POSITION, taker=WITH_SEKCAM.in_charge),
    ],
)
def test_nothing_else_answers_it(other: Event) -> None:
    assert given(evolve, TOGETHER, BY_VILLAGE, other).state.disowned_by == VILLAGE


def test_it_can_be_upheld_but_only_where_it_was_disowned() -> None:
    def uphold(state: FollowUp) -> Event:
        return reassign(state, KASI_POSITION, "Sesuai notulen")

    given(evolve, OPENED).when(uphold).refused("sudah Kasi PMKS", "in_charge")
    state = given(evolve, OPENED, BY_HEAD).when(uphold).then(Reassigned(in_charge=KASI_POSITION, upheld=True))
    assert (state.in_charge, state.disowned_by) == (KASI_POSITION, None)
