"""What the web was started with, for the handlers and pages of one application."""

from dataclasses import dataclass

from jinja2 import Environment
from litestar import Request
from litestar.datastructures import State

from tracker.application.tracker import Tracker
from tracker.application.trials import Send
from tracker.settings import Settings
from tracker.web.live import Live
from tracker.web.sessions import Sessions

WebRequest = Request[object, object, State]


@dataclass(frozen=True, slots=True)
class Site:
    """`send` is the way out of the house for a trial message. `demo`: an installation of invented data, said so on every page."""

    tracker: Tracker
    settings: Settings
    sessions: Sessions
    templates: Environment
    live: Live
    send: Send
    demo: bool

    @property
    def secure(self) -> bool:
        return self.settings.base_url.startswith("https://")

    def cookie(self, name: str) -> str:
        """`__Host-` binds a cookie to this host and to TLS, so that no sibling domain can plant one."""
        return f"__Host-{name}" if self.secure else name


def site_of(request: WebRequest) -> Site:
    site = request.app.state.site
    assert isinstance(site, Site)
    return site
