"""All pages, behind the sign-in and the check of forms."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from tracker.web import csrf
from tracker.web.signing_in import signed_in


def pages_router(pages: Sequence[ControllerRouterHandler]) -> Router:
    return Router(
        "/",
        route_handlers=list(pages),
        dependencies={"actor": Provide(signed_in, sync_to_thread=True)},
        before_request=csrf.check,
        include_in_schema=False,
    )
