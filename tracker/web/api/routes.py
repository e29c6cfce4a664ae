"""The JSON API, under `/api/v1`."""

from litestar import Router
from litestar.di import Provide

from tracker.web.api import coordinations, follow_ups, indicators
from tracker.web.api.access import authorised
from tracker.web.api.live import live_route
from tracker.web.api.write import refuse_control_characters
from tracker.web.live import Live


def api_routes(live: Live) -> Router:
    return Router(
        "/api/v1",
        route_handlers=[coordinations.ROUTES, follow_ups.ROUTES, indicators.ROUTES, live_route(live)],
        dependencies={"actor": Provide(authorised, sync_to_thread=True)},
        before_request=refuse_control_characters,
    )
