"""Actions of a follow-up's extension: ask for a later due date, decide about it."""

from datetime import date
from uuid import UUID

from litestar import post
from litestar.params import FromPath, JSONBody

from tracker.application import extensions
from tracker.application.command import Answer
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class RequestExtensionBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Later than the due date that stands. Needs a `reason`."""

    due_on: date


class DecideExtensionBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`due_on` left out: the date that was asked for. Refusing needs a `reason`."""

    accepted: bool
    due_on: date | None = None


@post(
    "/{follow_up_id:uuid}/request-extension",
    sync_to_thread=True,
    status_code=200,
    summary="Minta perpanjangan batas waktu",
)
def request_extension(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[RequestExtensionBody],
) -> Answer:
    command = extensions.RequestExtension(follow_up_id=follow_up_id, due_on=data.due_on)
    return extensions.request_extension(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/decide-extension",
    sync_to_thread=True,
    status_code=200,
    summary="Putuskan perpanjangan batas waktu",
)
def decide_extension(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[DecideExtensionBody],
) -> Answer:
    command = extensions.DecideExtension(
        follow_up_id=follow_up_id, accepted=data.accepted, due_on=data.due_on
    )
    return extensions.decide_extension(tracker, actor, asked(request, data), command)


ACTIONS = [request_extension, decide_extension]
