"""Several readers at the same pages: whoever opens the next one sees what was saved before."""

import httpx
import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tracker.application.tracker import Tracker
from tracker.domain.role import Role


@pytest.fixture
def signed_in(signed_in: SignIn, tracker: Tracker) -> SignIn:
    """As in the other tests of the web; after each form the fold catches up before anybody goes on."""

    def settle(response: httpx.Response) -> None:
        if response.status_code == 303:
            assert tracker.views.wait_for(tracker.store.head(), 5)

    def sign_in(role: Role = Role.NOTULIS) -> Client:
        client = signed_in(role)
        client.event_hooks = {"request": [], "response": [settle]}
        return client

    return sign_in
