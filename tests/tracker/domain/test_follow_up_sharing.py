"""One is responsible, others carry it out too; and all of it can be handed over."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from tests.support.given import given
from tests.tracker.domain.test_follow_up import (
    DONE,
    KASI,
    KASI_POSITION,
    OPENED,
    PAPER,
    REPORTED,
    STAF,
    TODAY,
    VERIFIED,
    VILLAGE,
    opening,
    verifies,
)
from tracker.domain.errors import Forbidden
from tracker.domain.follow_up import FollowUp, Reassigned, ReportedDone, evolve
from tracker.domain.follow_up_decisions import open_, report_done
from tracker.domain.follow_up_sharing import AlongsideNamed, HandedOver
from tracker.domain.follow_up_sharing_decisions import MAX_ALONGSIDE, hand_over, name_alongside
from tracker.domain.in_charge import InCharge

STAF_POSITION = InCharge("position", "staf_pmks", "Staf PMKS")
SEKCAM = InCharge("position", "sekcam", "Sekretaris Kecamatan")
TOGETHER = replace(OPENED, alongside=(STAF_POSITION, VILLAGE))
ID = UUID(int=7)


def hands(
    giver: InCharge = KASI_POSITION, taker: InCharge = SEKCAM, reason: str = "Pensiun"
) -> Callable[[FollowUp], HandedOver]:
    return lambda s: hand_over(s, hand_over_id=ID, giver=giver, taker=taker, reason=reason)


def test_it_opens_with_each_of_them_once_and_the_responsible_one_apart() -> None:
    wanted = replace(
        opening(date(2026, 3, 31)), alongside=(STAF_POSITION, KASI_POSITION, STAF_POSITION, VILLAGE)
    )
    assert open_(wanted, proposed=TODAY).alongside == (STAF_POSITION, VILLAGE)


def test_who_carries_it_out_alongside_can_be_named_later_and_taken_back() -> None:
    past = given(evolve, OPENED)
    named = AlongsideNamed(alongside=(STAF_POSITION,))
    state = past.when(lambda s: name_alongside(s, (STAF_POSITION, KASI_POSITION))).then(named)
    assert (state.in_charge, state.alongside) == (KASI_POSITION, (STAF_POSITION,))
    past.when(lambda s: name_alongside(s, (KASI_POSITION,))).refused("Tidak ada yang berubah", "alongside")
    given(evolve, OPENED, named).when(lambda s: name_alongside(s, ())).then(AlongsideNamed())
    crowd = tuple(InCharge("body", f"kades_{n}", f"Kepala Desa {n}") for n in range(MAX_ALONGSIDE + 1))
    past.when(lambda s: name_alongside(s, crowd)).refused("paling banyak", "alongside")
    given(evolve, replace(OPENED, in_charge=None)).when(lambda s: name_alongside(s, (VILLAGE,))).refused(
        "Tetapkan dahulu", "alongside"
    )
    given(evolve, OPENED, REPORTED, VERIFIED).when(lambda s: name_alongside(s, (VILLAGE,))).refused(
        "sudah berstatus", "status"
    )


def test_who_becomes_responsible_is_not_alongside_any_more() -> None:
    state = given(evolve, TOGETHER, Reassigned(in_charge=STAF_POSITION)).state
    assert (state.in_charge, state.alongside) == (STAF_POSITION, (VILLAGE,))


def test_all_who_did_it_are_barred_from_verifying_it() -> None:
    done = ReportedDone(
        done_on=DONE,
        note="Sudah",
        evidence=(PAPER,),
        done_by=STAF,
        typed_by="notulis",
        done_with=(KASI,),
        doers=(STAF_POSITION, KASI_POSITION),
    )

    def report(s: FollowUp) -> ReportedDone:
        return report_done(
            s,
            done_on=DONE,
            note="Sudah",
            evidence=(PAPER,),
            done_by=STAF,
            typed_by="notulis",
            today=TODAY,
            done_with=(KASI,),
            doers=(STAF_POSITION, KASI_POSITION),
        )

    state = given(evolve, TOGETHER).when(report).then(done)
    assert state.report is not None
    assert state.report.doers == {STAF, KASI}
    given(evolve, TOGETHER, done).when(verifies(person=KASI)).refused("Pekerjaan sendiri", kind=Forbidden)
    given(evolve, TOGETHER, done).when(verifies(person=UUID(int=9))).then(
        replace(VERIFIED, verified_by=UUID(int=9))
    )
    given(evolve, OPENED).when(report).refused("bukan penanggung jawab", "done_by")


def test_a_hand_over_replaces_the_giver_wherever_it_stands() -> None:
    event = HandedOver(hand_over_id=ID, giver=KASI_POSITION, taker=SEKCAM)
    state = given(evolve, TOGETHER).when(hands()).then(event)
    assert (state.in_charge, state.alongside) == (SEKCAM, (STAF_POSITION, VILLAGE))
    beside = HandedOver(hand_over_id=ID, giver=VILLAGE, taker=SEKCAM)
    state = given(evolve, TOGETHER).when(hands(giver=VILLAGE)).then(beside)
    assert (state.in_charge, state.alongside) == (KASI_POSITION, (STAF_POSITION, SEKCAM))


def test_who_takes_over_what_they_already_share_has_it_once() -> None:
    state = given(evolve, TOGETHER, HandedOver(hand_over_id=ID, giver=KASI_POSITION, taker=VILLAGE)).state
    assert (state.in_charge, state.alongside) == (VILLAGE, (STAF_POSITION,))
    state = given(
        evolve, TOGETHER, HandedOver(hand_over_id=ID, giver=STAF_POSITION, taker=KASI_POSITION)
    ).state
    assert (state.in_charge, state.alongside) == (KASI_POSITION, (VILLAGE,))


def test_a_hand_over_has_a_reason_and_goes_from_who_has_it_to_somebody_else() -> None:
    past = given(evolve, TOGETHER)
    past.when(hands(reason=" ")).refused("alasan", "reason")
    past.when(hands(taker=replace_name(KASI_POSITION))).refused("harus lain", "to")
    past.when(hands(giver=SEKCAM, taker=VILLAGE)).refused("bukan penanggung jawab", "from")
    given(evolve, TOGETHER, REPORTED, VERIFIED).when(hands()).refused("sudah berstatus", "status")


def replace_name(one: InCharge) -> InCharge:
    """The same position under the title that it has now."""
    return InCharge(one.kind, one.code, "Kepala Seksi Pemberdayaan")
