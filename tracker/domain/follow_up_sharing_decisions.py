"""Who carries a follow-up out alongside the one in charge, and its hand-over to somebody else."""

from uuid import UUID

from tracker.domain.errors import Refused
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_checks import check_open, check_reason, check_unreported
from tracker.domain.follow_up_sharing import AlongsideNamed, HandedOver, beside, same
from tracker.domain.in_charge import InCharge
from tracker.domain.phrase import say

MAX_ALONGSIDE = 20


def name_alongside(follow_up: FollowUp, alongside: tuple[InCharge, ...]) -> AlongsideNamed:
    """Raises Refused where nobody is in charge yet, or nothing would change."""
    check_open(follow_up)
    check_unreported(follow_up)
    if follow_up.in_charge is None and alongside:
        raise Refused("Tetapkan dahulu penanggung jawabnya.", "alongside")
    named = beside(follow_up.in_charge, alongside)
    if len(named) > MAX_ALONGSIDE:
        raise Refused(say("Pelaksana bersama paling banyak {most}.", most=MAX_ALONGSIDE), "alongside")
    if {(one.kind, one.code) for one in named} == {(one.kind, one.code) for one in follow_up.alongside}:
        raise Refused("Tidak ada yang berubah; pilih pelaksana bersama yang lain.", "alongside")
    return AlongsideNamed(alongside=named)


def hand_over(
    follow_up: FollowUp, *, hand_over_id: UUID, giver: InCharge, taker: InCharge, reason: str
) -> HandedOver:
    """Raises Refused where the giver has no part in it."""
    check_open(follow_up)
    check_reason(reason)
    if same(giver, taker):
        raise Refused("Penerima harus lain dari yang menyerahkan.", "to")
    if not is_in(follow_up, giver):
        raise Refused(say("{giver} bukan penanggung jawab atau pelaksana bersama.", giver=giver.name), "from")
    return HandedOver(hand_over_id=hand_over_id, giver=giver, taker=taker)


def is_in(follow_up: FollowUp, one: InCharge) -> bool:
    """In charge of it, or alongside."""
    return same(follow_up.in_charge, one) or any(same(other, one) for other in follow_up.alongside)
