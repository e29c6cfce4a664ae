"""What a person does in a browser, said in one line."""

import re

import httpx
from litestar import Litestar
from litestar.testing import TestClient

from tests.support.office import PASSWORD, username
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Client = TestClient[Litestar]
_TOKEN = re.compile(r'name="_csrf_token"[^>]*value="([^"]+)"')


def give_password(tracker: Tracker, role: Role) -> None:
    accounts.set_password(tracker, operator(), username(role), PASSWORD)


def form_token(client: Client, path: str) -> str:
    """The token in the form of that page, as the browser will send it."""
    found = _TOKEN.search(client.get(path).text)
    assert found is not None
    return found[1]


def post_sign_in(client: Client, name: str, password: str, **more: str) -> httpx.Response:
    data = {"username": name, "password": password, "_csrf_token": form_token(client, "/masuk"), **more}
    return client.post("/masuk", data=data, follow_redirects=False)
