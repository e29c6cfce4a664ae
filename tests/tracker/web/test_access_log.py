"""The access log says who did what, and never a secret."""

import json
import logging

import pytest

from tests.support.office import PASSWORD, username
from tests.tracker.web.browsing import Client, give_password, post_sign_in
from tests.tracker.web.conftest import SignIn
from tracker.application.tracker import Tracker
from tracker.domain.role import Role


def test_no_password_token_or_cookie_is_ever_logged(
    client: Client, tracker: Tracker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    give_password(tracker, Role.KASI)
    post_sign_in(client, username(Role.KASI), "sandi-yang-salah")
    post_sign_in(client, username(Role.KASI), PASSWORD)
    client.get("/api/v1/indicators?q=isi-pertanyaan", headers={"Authorization": "Bearer tl_tanda-rahasia"})
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore")))
    assert '"path":"/masuk"' in ours
    for secret in (
        PASSWORD,
        "sandi-yang-salah",
        "tl_tanda-rahasia",
        "isi-pertanyaan",
        client.cookies["sesi"],
    ):
        assert secret not in ours


def test_a_line_names_the_account_the_path_and_the_outcome(
    signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    browser = signed_in(Role.KASI)
    caplog.set_level(logging.INFO, "tindaklanjut.access")
    browser.get("/api/v1/indicators")
    line = json.loads(caplog.records[-1].getMessage())
    assert line.pop("ms") > 0
    assert line == {"method": "GET", "path": "/api/v1/indicators", "status": 200, "user": username(Role.KASI)}


def test_an_unknown_address_is_logged_too(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "tindaklanjut.access")
    client.get("/tidak-ada")
    assert json.loads(caplog.records[-1].getMessage())["status"] == 404
