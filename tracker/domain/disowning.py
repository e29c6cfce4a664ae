"""Saying that a follow-up is not one's own. Who may say so is checked by the application: whoever carries it out."""

from uuid import UUID

from tracker.domain.errors import Refused
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_checks import check_open, check_reason, check_unreported
from tracker.domain.follow_up_sharing import Disowned
from tracker.domain.in_charge import InCharge
from tracker.domain.phrase import say


def disown(follow_up: FollowUp, *, in_charge: InCharge, person_id: UUID | None, reason: str) -> Disowned:
    """Raises Refused without a reason, for what is reported or closed, and while an earlier word waits for its answer."""
    check_open(follow_up)
    check_unreported(follow_up)
    if follow_up.disowned_by is not None:
        raise Refused(
            say(
                "{name} sudah menyampaikan bahwa ini bukan tugasnya; menunggu penetapan ulang.",
                name=follow_up.disowned_by.name,
            ),
            "status",
        )
    check_reason(reason)
    return Disowned(in_charge=in_charge, person_id=person_id)
