"""Who is signed in, and for how long."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from tests.support.clock import FixedClock
from tests.support.office import PASSWORD, username
from tests.tracker.web.browsing import Client, form_token, give_password, post_sign_in
from tests.tracker.web.conftest import SignIn
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.store.kept import session
from tracker.web.signing_in import local_path

READ = "/api/v1/indicators"


def rows(tracker: Tracker) -> int:
    with tracker.kept.connect() as connection:
        return connection.scalar(select(func.count()).select_from(session)) or 0


def test_a_page_asks_a_stranger_to_sign_in_and_comes_back_afterwards(
    client: Client, tracker: Tracker
) -> None:
    answer = client.get("/tindak-lanjut?status=selesai", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/masuk?lanjut=/tindak-lanjut%3Fstatus%3Dselesai"
    accounts.set_password(tracker, operator(), username(Role.KASI), PASSWORD)
    signed = post_sign_in(client, username(Role.KASI), PASSWORD, next="/tindak-lanjut?status=selesai")
    assert (signed.status_code, signed.headers["location"]) == (303, "/tindak-lanjut?status=selesai")


def test_a_form_sent_after_the_session_leads_back_to_the_page_that_showed_it(
    client: Client, signed_in: SignIn
) -> None:
    browser = signed_in(Role.NOTULIS)
    browser.cookies.clear()
    sent = browser.post(
        "/kegiatan/baru",
        data={"title": "Rapat"},
        headers={"Referer": "http://testserver/kegiatan/baru"},
        follow_redirects=False,
    )
    assert sent.status_code == 303
    assert sent.headers["location"] == "/masuk?sesi=berakhir&lanjut=/kegiatan/baru"
    assert "belum tersimpan" in client.get(sent.headers["location"]).text


def test_a_wrong_password_keeps_the_name_and_signs_nobody_in(client: Client, tracker: Tracker) -> None:
    give_password(tracker, Role.KASI)
    answer = post_sign_in(client, username(Role.KASI), "bukan-itu-sandinya")
    assert answer.status_code == 422
    assert username(Role.KASI) in answer.text
    assert "bukan-itu-sandinya" not in answer.text
    assert client.get(READ).status_code == 401
    assert rows(tracker) == 0


def test_visitors_leave_no_session_behind(client: Client, tracker: Tracker) -> None:
    for path in ("/masuk", "/", "/health/live", "/tidak-ada"):
        client.get(path)
    assert rows(tracker) == 0


def test_a_planted_session_id_is_worth_nothing(client: Client, tracker: Tracker) -> None:
    client.cookies.set("sesi", "planted-by-an-attacker")
    give_password(tracker, Role.KASI)
    assert post_sign_in(client, username(Role.KASI), PASSWORD).status_code == 303
    assert client.get(READ).status_code == 200
    client.cookies.clear()
    client.cookies.set("sesi", "planted-by-an-attacker")
    assert client.get(READ).status_code == 401


def test_signing_in_anew_ends_the_session_before(client: Client, tracker: Tracker, signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    before = browser.cookies["sesi"]
    assert post_sign_in(browser, username(Role.KASI), PASSWORD).status_code == 303
    assert browser.cookies["sesi"] != before
    client.cookies.set("sesi", before)
    assert client.get(READ).status_code == 401
    assert rows(tracker) == 1


def test_the_database_does_not_hold_what_the_browser_sends(tracker: Tracker, signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    with tracker.kept.connect() as connection:
        stored = connection.scalars(select(session.c.id)).all()
    assert browser.cookies["sesi"] not in stored
    assert len(stored) == 1


def test_signing_out_ends_the_session_on_the_server(
    client: Client, tracker: Tracker, signed_in: SignIn
) -> None:
    browser = signed_in(Role.KASI)
    identifier = browser.cookies["sesi"]
    token = form_token(browser, "/masuk")
    assert browser.post("/keluar", data={"_csrf_token": token}, follow_redirects=False).status_code == 303
    assert "sesi" not in browser.cookies
    client.cookies.set("sesi", identifier)
    assert client.get(READ).status_code == 401


def test_a_session_unused_for_twelve_hours_has_ended(clock: FixedClock, signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    clock.advance(hours=11, minutes=59)
    assert browser.get(READ).status_code == 200
    clock.advance(hours=12, minutes=1)
    assert browser.get(READ).status_code == 401


def test_a_session_in_use_ends_after_seven_days(clock: FixedClock, signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    for _ in range(27):
        clock.advance(hours=6)
        assert browser.get(READ).status_code == 200
    clock.advance(hours=6)
    assert browser.get(READ).status_code == 401


def test_reading_again_and_again_writes_nothing(
    tracker: Tracker, clock: FixedClock, signed_in: SignIn
) -> None:
    browser = signed_in(Role.KASI)
    with tracker.kept.connect() as connection:
        before = connection.execute(select(session)).all()
    for _ in range(5):
        clock.advance(minutes=5)
        browser.get(READ)
    with tracker.kept.connect() as connection:
        assert connection.execute(select(session)).all() == before


def test_a_disabled_account_is_signed_out_at_once(tracker: Tracker, signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    command = accounts.DisableUser(username=username(Role.KASI))
    accounts.disable(tracker, operator(), Asked(request_id="disable"), command)
    assert browser.get(READ).status_code == 401


def test_too_many_wrong_passwords_lock_the_account_for_a_while(
    client: Client, clock: FixedClock, tracker: Tracker
) -> None:
    give_password(tracker, Role.KASI)
    for _ in range(accounts.MAX_ATTEMPTS):
        post_sign_in(client, username(Role.KASI), "salah-sekali")
    refused = post_sign_in(client, username(Role.KASI), PASSWORD)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    clock.advance(minutes=16)
    assert post_sign_in(client, username(Role.KASI), PASSWORD).status_code == 303


def test_one_persons_mistakes_do_not_shut_the_office_out(client: Client, tracker: Tracker) -> None:
    give_password(tracker, Role.NOTULIS)
    for _ in range(accounts.MAX_ATTEMPTS):
        post_sign_in(client, username(Role.KASI), "salah-sekali")
    assert post_sign_in(client, username(Role.NOTULIS), PASSWORD).status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client, tracker: Tracker) -> None:
    give_password(tracker, Role.KASI)
    answer = post_sign_in(client, username(Role.KASI), PASSWORD)
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("sesi="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "text",
    [
        "//jahat.example",
        "https://jahat.example",
        "/\\jahat.example",
        "javascript:alert(1)",
        "",
        "/\tjahat",
        "/é",
    ],
)
def test_signing_in_leads_nowhere_but_here(text: str) -> None:
    assert local_path(text) == "/"


def test_an_address_that_is_none_is_not_come_back_to(client: Client) -> None:
    answer = client.post("/kegiatan/baru", headers={"Referer": "http://["}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?sesi=berakhir")


def test_signing_in_leads_to_the_page_asked_for() -> None:
    assert local_path("/tindak-lanjut?status=selesai#e4") == "/tindak-lanjut?status=selesai#e4"


def test_each_browser_has_a_session_of_its_own(signed_in: SignIn, open_client: Callable[[], Client]) -> None:
    assert signed_in(Role.KASI).get(READ).status_code == 200
    assert open_client().get(READ).status_code == 401


def test_signing_in_twice_from_two_tabs_leads_on(signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    data = {"username": "x", "password": "y", "next": "/kegiatan", "_csrf_token": "of an older page"}
    answer = browser.post("/masuk", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kegiatan")


def test_a_sign_in_page_that_stood_open_for_too_long_is_drawn_anew(client: Client, tracker: Tracker) -> None:
    give_password(tracker, Role.KASI)
    data = {"username": username(Role.KASI), "password": PASSWORD, "_csrf_token": "of an older page"}
    answer = client.post("/masuk", data=data, follow_redirects=False)
    assert answer.status_code == 403
    assert username(Role.KASI) in answer.text
    assert PASSWORD not in answer.text
    assert "sesi" not in client.cookies


def test_whoever_has_signed_out_already_may_do_so_again(signed_in: SignIn) -> None:
    browser = signed_in(Role.KASI)
    token = form_token(browser, "/masuk")
    browser.cookies.clear()
    answer = browser.post("/keluar", data={"_csrf_token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
