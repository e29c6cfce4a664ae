"""The JSON API, under `/api/v1`."""

from litestar import Router
from litestar.di import Provide

from tracker.web.api import coordinations, files, follow_ups, indicators, reports, series, sharing, surveys
from tracker.web.api.access import authorised
from tracker.web.api.live import changes, stream
from tracker.web.api.parameters import refuse_unknown_parameters
from tracker.web.api.write import refuse_control_characters
from tracker.web.site import WebRequest


async def _check(request: WebRequest) -> None:
    refuse_unknown_parameters(request)
    await refuse_control_characters(request)


API = Router(
    "/api/v1",
    route_handlers=[
        coordinations.ROUTES,
        follow_ups.ROUTES,
        files.ROUTES,
        sharing.ROUTES,
        indicators.ROUTES,
        reports.ROUTES,
        surveys.ROUTES,
        series.ROUTES,
        stream,
        changes,
    ],
    dependencies={"actor": Provide(authorised, sync_to_thread=True)},
    before_request=_check,
)
