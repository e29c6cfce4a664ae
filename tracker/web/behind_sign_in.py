"""Pages behind the sign-in, with the check of every form that they post."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from tracker.web import csrf
from tracker.web.signing_in import SignInNeeded, signed_in
from tracker.web.site import WebRequest, site_of


def behind_sign_in(pages: Sequence[ControllerRouterHandler]) -> Router:
    return Router(
        "/",
        route_handlers=list(pages),
        dependencies={"actor": Provide(signed_in, sync_to_thread=True)},
        before_request=_check,
        include_in_schema=False,
    )


async def _check(request: WebRequest) -> None:
    """A form sent after signing out is not forged: its sender is asked to sign in again."""
    if request.method not in csrf.SAFE_METHODS:
        site = site_of(request)
        if site.cookie(csrf.SESSION_COOKIE) not in request.cookies:
            raise SignInNeeded
    await csrf.check(request)
