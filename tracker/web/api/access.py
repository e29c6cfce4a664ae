"""Who asks over the API: a bearer token; for reading also the session of a page."""

from tracker.application import accounts
from tracker.application.actor import Actor, of_user
from tracker.web.csrf import SAFE_METHODS
from tracker.web.signing_in import WAIT_SECONDS, SignInNeeded, signed_in
from tracker.web.site import WebRequest, site_of

BEARER = "bearer "


def authorised(request: WebRequest) -> Actor:
    """Raises SignInNeeded, which the API answers with 401.

    A write needs a token: a cookie is sent along by the browser whoever wrote the page. A program has no cookie for
    its last position: whatever it reads waits for all that was stored before it asked.
    """
    header = request.headers.get("authorization", "")
    if not header:
        if request.method in SAFE_METHODS:
            return signed_in(request)
        raise SignInNeeded
    if not header.lower().startswith(BEARER):
        raise SignInNeeded
    tracker = site_of(request).tracker
    user = accounts.user_of_token(tracker, header[len(BEARER) :].strip())
    if user is None:
        raise SignInNeeded
    actor = of_user(user, "api")
    request.state.actor = actor
    if request.method in SAFE_METHODS:
        tracker.views.wait_for(tracker.store.head(), WAIT_SECONDS)
    return actor


def office_of(actor: Actor, asked_for: str | None) -> str:
    """The office asked for, else the account's own; what may be seen of it is decided by the permissions."""
    return asked_for or actor.office or ""
