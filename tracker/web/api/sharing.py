"""Who carries a follow-up out alongside the one in charge; and `/api/v1/hand-overs` of a whole basket."""

from uuid import UUID

from litestar import Router, post
from litestar.params import FromPath, JSONBody

from tracker.application import hand_overs, sharing
from tracker.application.command import Answer
from tracker.application.permissions import Action, require
from tracker.web.api.access import office_of
from tracker.web.api.write import InChargeGiven, Write, asked, in_charge
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class AlongsideBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them from now on: codes of positions or bodies; an empty list: nobody."""

    alongside: tuple[InChargeGiven, ...]


class HandOverBody(
    Write,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"giver": "from", "taker": "to"},
):
    """All open follow-ups of `from` become those of `to`: codes of positions or bodies. Needs a `reason`.

    `expected`: how many there were when the sender looked; left out: all there are. The answer's `id` is the hand-over's.
    """

    giver: InChargeGiven
    taker: InChargeGiven
    office: str | None = None
    expected: int | None = None


@post(
    "/{follow_up_id:uuid}/name-alongside",
    sync_to_thread=True,
    status_code=200,
    summary="Tetapkan pelaksana bersama",
)
def name_alongside(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[AlongsideBody],
) -> Answer:
    office = office_of(actor, None)
    command = sharing.NameAlongside(
        follow_up_id=follow_up_id,
        alongside=tuple(in_charge(tracker, office, given) for given in data.alongside),
    )
    return sharing.name_alongside(tracker, actor, asked(request, data), command)


@post("/", sync_to_thread=True, summary="Serah terima tugas: semua tindak lanjut terbuka sekaligus")
def hand_over(
    request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[HandOverBody]
) -> Answer:
    office = office_of(actor, data.office)
    require(actor, Action.HAND_OVER, office)
    giver_kind, giver_code = in_charge(tracker, office, data.giver)
    taker_kind, taker_code = in_charge(tracker, office, data.taker)
    command = hand_overs.HandOver(
        office=office,
        giver_kind=giver_kind,
        giver_code=giver_code,
        taker_kind=taker_kind,
        taker_code=taker_code,
        expected=data.expected,
    )
    return hand_overs.hand_over(tracker, actor, asked(request, data), command)


ACTIONS = [name_alongside]
ROUTES = Router("/hand-overs", route_handlers=[hand_over], tags=["Tindak lanjut"])
