"""A form is accepted only from a page of ours, drawn for this very session."""

import pytest

from tests.support.office import PASSWORD, username
from tests.tracker.web.browsing import Client, form_token, give_password
from tests.tracker.web.conftest import SignIn
from tracker.application.tracker import Tracker
from tracker.domain.role import Role


def sign_out(client: Client, token: str, **headers: str) -> int:
    answer = client.post("/keluar", data={"_csrf_token": token}, headers=headers, follow_redirects=False)
    return answer.status_code


def test_a_form_without_its_token_is_refused(signed_in: SignIn) -> None:
    assert signed_in().post("/keluar", follow_redirects=False).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é", "\ud83d\ude00", "0" * 64])
def test_a_token_that_we_did_not_give_is_refused(signed_in: SignIn, token: str) -> None:
    assert sign_out(signed_in(), token.encode("utf-16", "surrogatepass").decode("utf-16")) == 403


def test_the_token_of_another_session_is_refused(signed_in: SignIn) -> None:
    foreign = form_token(signed_in(Role.KASI), "/masuk")
    assert sign_out(signed_in(Role.NOTULIS), foreign) == 403


def test_signing_in_needs_a_token_too(client: Client, tracker: Tracker) -> None:
    give_password(tracker, Role.KASI)
    data = {"username": username(Role.KASI), "password": PASSWORD}
    assert client.post("/masuk", data=data, follow_redirects=False).status_code == 403
    assert "sesi" not in client.cookies


def test_a_form_sent_by_another_site_is_refused_even_with_the_token(signed_in: SignIn) -> None:
    browser = signed_in()
    token = form_token(browser, "/masuk")
    assert sign_out(browser, token, **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert sign_out(browser, token, **{"Sec-Fetch-Site": "same-site"}) == 403
    for stranger in ("https://jahat.example", "null", "http://["):
        assert sign_out(browser, token, Origin=stranger) == 403
    assert sign_out(browser, token, **{"Sec-Fetch-Site": "same-origin"}) == 303


def test_a_browser_that_tells_the_origin_alone_is_believed(signed_in: SignIn) -> None:
    browser = signed_in()
    assert sign_out(browser, form_token(browser, "/masuk"), Origin="http://testserver.local") == 303


def test_the_api_does_not_write_for_a_cookie(signed_in: SignIn) -> None:
    browser = signed_in()
    answer = browser.post("/api/v1/coordinations", json={"kind": "rapat_koordinasi", "title": "x"})
    assert answer.status_code == 401


def test_a_text_that_cannot_be_stored_is_the_senders_mistake(client: Client) -> None:
    data = {"username": "a\0b", "password": "x", "_csrf_token": form_token(client, "/masuk")}
    assert client.post("/masuk", data=data).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx"),
        ("application/x-www-form-urlencoded", b"%ff=%ff&=&&&%"),
        ("application/json", b"{"),
        ("text/plain; charset=x", b"\xff"),
        ("", b""),
    ],
)
def test_a_form_that_is_none_is_refused(client: Client, kind: str, body: bytes) -> None:
    answer = client.post("/masuk", content=body, headers={"Content-Type": kind})
    assert 400 <= answer.status_code < 500
