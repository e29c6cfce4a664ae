"""What surrounds every page: the reader's own last change, and one message told once."""

import time
from datetime import timedelta

import msgspec
import pytest
from litestar.testing import TestClient
from sqlalchemy import insert

from tests.support.clock import FixedClock
from tests.support.office import CODE, PASSWORD, username
from tests.tracker.web.browsing import Client, give_password, post_sign_in
from tests.tracker.web.conftest import SignIn
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.settings import Settings
from tracker.store.kept import dispatch
from tracker.web.app import create_app
from workers import trial

BEHIND = "sedang diperbarui"


def test_a_page_waits_a_moment_for_the_readers_own_change_then_says_so(
    tracker: Tracker, signed_in: SignIn
) -> None:
    browser = signed_in()
    browser.cookies.set("posisi", str(tracker.store.head()))
    assert BEHIND not in browser.get("/").text
    browser.cookies.set("posisi", str(tracker.store.head() + 1000))
    started = time.monotonic()
    page = browser.get("/")
    assert page.status_code == 200
    assert BEHIND in page.text
    assert 0.3 <= time.monotonic() - started < 2


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 400, "1e9", "²"])
def test_a_position_that_we_did_not_give_is_passed_over(signed_in: SignIn, value: str) -> None:
    browser = signed_in()
    page = browser.get(
        "/", headers={b"Cookie": f"sesi={browser.cookies['sesi']}; posisi={value}".encode("latin-1")}
    )
    assert page.status_code == 200
    assert BEHIND not in page.text


def test_who_runs_the_office_is_told_of_reminders_that_failed(
    tracker: Tracker, clock: FixedClock, signed_in: SignIn
) -> None:
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(dispatch).values(
                key=tracker.new_id(),
                subject=tracker.new_id(),
                task="carry_out",
                on_day=tracker.clock().date(),
                late=0,
                policy=0,
                because="in_charge",
                planned_at=tracker.clock(),
                office=CODE,
                step="due",
                due_on=clock().date(),
                channel="mail",
                state="failed",
                try_at=clock(),
                created_at=clock(),
                finished_at=clock() - timedelta(hours=1),
            )
        )
    assert "1 pengingat gagal dikirim" in signed_in(Role.CAMAT).get("/").text
    assert "pengingat gagal dikirim" not in signed_in(Role.STAF).get("/").text


def test_over_tls_cookies_are_bound_to_this_host(tracker: Tracker, settings: Settings) -> None:
    give_password(tracker, Role.KASI)
    secure = msgspec.structs.replace(settings, base_url="https://testserver.local")
    client: Client = TestClient(
        create_app(tracker, secure, send=trial.sender(secure, tracker)), base_url=secure.base_url
    )
    answer = post_sign_in(client, username(Role.KASI), PASSWORD)
    assert answer.status_code == 303
    cookie = next(
        value for value in answer.headers.get_list("set-cookie") if value.startswith("__Host-sesi=")
    )
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert answer.headers["strict-transport-security"]
