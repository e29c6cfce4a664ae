"""Pages behind the sign-in, with the check of every form that they post."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from tracker.web import csrf
from tracker.web.signing_in import signed_in


def behind_sign_in(pages: Sequence[ControllerRouterHandler]) -> Router:
    return Router(
        "/",
        route_handlers=list(pages),
        dependencies={"actor": Provide(signed_in, sync_to_thread=True)},
        before_request=csrf.check,
        include_in_schema=False,
    )
