"""`/api/v1/live`: the figures of an office as they change, as server-sent events."""

from collections.abc import AsyncIterator, Callable

from litestar import get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent, ServerSentEventMessage

from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.web.api.access import authorised, office_of
from tracker.web.page import TheActor, TheTracker
from tracker.web.signing_in import SignInNeeded
from tracker.web.site import WebRequest, site_of


@get(
    "/live",
    sync_to_thread=True,
    summary="Capaian yang berubah, sebagai server-sent events",
    tags=["Indikator"],
)
def stream(
    request: WebRequest, tracker: TheTracker, actor: TheActor, office: FromQuery[str | None] = None
) -> ServerSentEvent:
    code, still_allowed = _viewed(request, tracker, actor, office)
    return _answer(site_of(request).live.stream(code, still_allowed))


@get(
    "/live/changes",
    sync_to_thread=True,
    summary="Bahwa ada yang berubah di kecamatan, sebagai server-sent events",
    tags=["Indikator"],
)
def changes(
    request: WebRequest, tracker: TheTracker, actor: TheActor, office: FromQuery[str | None] = None
) -> ServerSentEvent:
    code, still_allowed = _viewed(request, tracker, actor, office)
    return _answer(site_of(request).live.changes(code, still_allowed))


def _viewed(
    request: WebRequest, tracker: Tracker, actor: Actor, office: str | None
) -> tuple[str, Callable[[], bool]]:
    """Whose changes they are, and whether their reader may see them still. Raises Forbidden, NotFound."""
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    tracker.office(code)

    def still_allowed() -> bool:
        try:
            return authorised(request).office == code
        except SignInNeeded:
            return False

    return code, still_allowed


def _answer(messages: AsyncIterator[ServerSentEventMessage]) -> ServerSentEvent:
    return ServerSentEvent(messages, headers={"X-Accel-Buffering": "no"})
