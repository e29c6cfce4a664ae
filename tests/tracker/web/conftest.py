"""The real application over a real SQLite store, with the fold running in its thread as in the product."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.support.clock import FixedClock
from tests.support.office import PASSWORD, set_up_office, username
from tests.tracker.web.browsing import Client, give_password, post_sign_in
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.bootstrap import close_tracker, is_demo, open_projector, open_tracker
from tracker.domain.role import Role
from tracker.settings import Settings
from tracker.store.event_store import open_store
from tracker.store.known_events import KNOWN_EVENTS
from tracker.web.app import create_app
from tracker.web.live import Live
from tracker.web.sessions import Sessions
from workers import trial

SignIn = Callable[..., Client]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path,
        database=f"sqlite:///{tmp_path / 'store.sqlite'}",
        base_url="http://testserver.local",
        secret="a secret for tests alone",
    )


@pytest.fixture
def tracker(settings: Settings, clock: FixedClock) -> Iterator[Tracker]:
    opened = open_tracker(settings)
    opened.store.close()
    store = open_store(settings.database, mapping=KNOWN_EVENTS, clock=clock, create=False)
    timed = replace(opened, store=store, clock=clock)
    set_up_office(timed)
    engine = open_projector(settings, timed)
    fold = threading.Thread(target=engine.run)
    engine.on_commit(timed.views.folded)
    assert engine.catch_up(10)
    fold.start()
    yield timed
    engine.stop()
    fold.join()
    engine.close()
    close_tracker(timed)


@pytest.fixture(scope="session")
def serve() -> Callable[[Tracker, Settings], Litestar]:
    """One application for the site of one test after the other: putting its routes together takes a fifth of a second."""
    made: list[Litestar] = []

    def at(tracker: Tracker, settings: Settings) -> Litestar:
        if not made:
            made.append(create_app(tracker, settings, send=trial.sender(settings, tracker)))
        (app,) = made
        app.state.site = replace(
            app.state.site,
            tracker=tracker,
            settings=settings,
            sessions=Sessions(tracker.kept, tracker.clock),
            live=Live(tracker),
            send=trial.sender(settings, tracker),
            demo=is_demo(tracker.kept),
        )
        return app

    return at


@pytest.fixture
def open_client(
    tracker: Tracker, settings: Settings, serve: Callable[[Tracker, Settings], Litestar]
) -> Callable[[], Client]:
    """Browsers with cookies of their own, at the same application."""
    app = serve(tracker, settings)

    def client() -> Client:
        return TestClient(app, base_url=settings.base_url, raise_server_exceptions=False)

    return client


@pytest.fixture
def client(open_client: Callable[[], Client]) -> Client:
    return open_client()


@pytest.fixture
def signed_in(tracker: Tracker, open_client: Callable[[], Client]) -> SignIn:
    """A browser in which that role has signed in, through the form."""

    def sign_in(role: Role = Role.NOTULIS) -> Client:
        give_password(tracker, role)
        browser = open_client()
        response = post_sign_in(browser, username(role), PASSWORD)
        assert response.status_code == 303
        return browser

    return sign_in


@pytest.fixture
def bearer(tracker: Tracker) -> Callable[[Role], dict[str, str]]:
    """The header of a valid token of that role."""

    def header(role: Role) -> dict[str, str]:
        until = tracker.clock() + timedelta(days=30)
        return {"Authorization": f"Bearer {accounts.issue_token(tracker, operator(), username(role), until)}"}

    return header
