"""What a person does in a browser, said in one line."""

import re

import httpx
from litestar import Litestar
from litestar.testing import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import delete, insert

from tests.support.office import PASSWORD, username
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.store.kept import credential

Client = TestClient[Litestar]
_QUICK_HASH = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(PASSWORD)
_TOKEN = re.compile(r'name="_csrf_token"[^>]*value="([^"]+)"')


def give_password(tracker: Tracker, role: Role) -> None:
    """Kept with a hash that is quick to check: signing in takes the cost of checking out of the hash itself."""
    row = {"username": username(role), "password_hash": _QUICK_HASH, "changed_at": tracker.clock()}
    with tracker.kept.begin() as connection:
        connection.execute(delete(credential).where(credential.c.username == row["username"]))
        connection.execute(insert(credential).values(row))


def form_token(client: Client, path: str) -> str:
    """The token in the form of that page, as the browser will send it."""
    found = _TOKEN.search(client.get(path).text)
    assert found is not None
    return found[1]


def post_sign_in(client: Client, name: str, password: str, **more: str) -> httpx.Response:
    data = {"username": name, "password": password, "_csrf_token": form_token(client, "/masuk"), **more}
    return client.post("/masuk", data=data, follow_redirects=False)
