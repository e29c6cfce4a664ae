"""The history of one follow-up over the API, event by event as stored."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.params import FromPath, QueryParameter

from projections import board, timeline
from projections.board import FollowUpRow
from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.web.page import TheActor, TheTracker


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a history; `data` is its content as stored."""

    position: int
    event: str
    recorded_at: datetime
    occurred_on: date
    actor: str
    on_behalf_of: str | None
    via: str
    reason: str | None
    data: dict[str, Any]


@get("/{follow_up_id:uuid}/history", sync_to_thread=True, summary="Riwayat, dari awal; pengingat termasuk")
def history(
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    after: Annotated[int, QueryParameter(ge=0, le=2**62)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=1000)] = 200,
) -> list[Happened]:
    seen(tracker, actor, follow_up_id)
    with tracker.views.connect() as connection:
        entries = timeline.of(connection, [follow_up_id], after=after, limit=limit)
    return [_happened(entry) for entry in entries]


def seen(tracker: Tracker, actor: Actor, follow_up_id: UUID) -> FollowUpRow:
    """Raises NotFound also for what another office has."""
    with tracker.views.connect() as connection:
        found = board.follow_up(connection, follow_up_id)
    if found is None:
        raise NotFound("Tindak lanjut itu tidak ditemukan.")
    require(actor, Action.VIEW, found.office)
    return found


def _happened(entry: timeline.Entry) -> Happened:
    return Happened(
        position=entry.position,
        event=entry.topic,
        recorded_at=entry.recorded_at,
        occurred_on=entry.occurred_on,
        actor=entry.actor,
        on_behalf_of=entry.on_behalf_of,
        via=entry.via,
        reason=entry.reason,
        data=msgspec.json.decode(entry.body)["data"],
    )
