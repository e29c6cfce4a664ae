"""Pages behind the sign-in, with the check of every form that they post."""

from collections.abc import Sequence

from litestar import Router
from litestar.concurrency import sync_to_thread
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from tracker.web import csrf
from tracker.web.signing_in import SignInNeeded, signed_in
from tracker.web.site import WebRequest, site_of
from tracker.web.unsent import UnsentForm, unsent_of


def behind_sign_in(pages: Sequence[ControllerRouterHandler]) -> Router:
    return Router(
        "/",
        route_handlers=list(pages),
        dependencies={"actor": Provide(signed_in, sync_to_thread=True)},
        before_request=_check,
        include_in_schema=False,
    )


async def _check(request: WebRequest) -> None:
    """A form sent after signing out, or drawn in an earlier session, is not forged: its author is asked once more.

    Raises SignInNeeded, UnsentForm; FormExpired for all other forms that are not of this session.
    """
    if request.method in csrf.SAFE_METHODS:
        return
    site = site_of(request)
    request.state.unsent = unsent = await unsent_of(request)
    if site.cookie(csrf.SESSION_COOKIE) not in request.cookies:
        raise SignInNeeded
    try:
        await csrf.check(request)
    except csrf.FormExpired:
        if unsent is not None:
            actor = await sync_to_thread(signed_in, request)
            if actor.username == unsent.account:
                raise UnsentForm(unsent) from None
        raise
