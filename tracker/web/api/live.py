"""`/api/v1/live`: the figures of an office as they change, as server-sent events."""

from litestar import get
from litestar.params import FromQuery
from litestar.response import ServerSentEvent

from tracker.application.permissions import Action, require
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
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    tracker.office(code)

    def still_allowed() -> bool:
        try:
            return authorised(request).office == code
        except SignInNeeded:
            return False

    figures = site_of(request).live.stream(code, still_allowed)
    return ServerSentEvent(figures, headers={"X-Accel-Buffering": "no"})
