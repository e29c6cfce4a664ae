"""Undoing over the API: within ten minutes, by whoever took the step."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath, JSONBody

from tracker.application import undoing
from tracker.application.command import Answer
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class UndoBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`step` is the `version` that the step answered."""

    step: int


@post(
    "/{follow_up_id:uuid}/undo",
    sync_to_thread=True,
    status_code=200,
    summary="Urungkan langkah terakhir Anda, dalam sepuluh menit",
)
def undo(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[UndoBody],
) -> Answer:
    command = undoing.Undo(follow_up_id=follow_up_id, step=data.step)
    return undoing.undo(tracker, actor, asked(request, data), command)


ACTIONS = [undo]
