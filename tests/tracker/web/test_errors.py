"""Errors of the store and defects of our own, as a person and a program see them."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa

from tests.tracker.web.browsing import Client, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.settings import Settings
from tracker.web.page import render


def test_a_page_that_does_not_exist_says_so_in_indonesian(client: Client) -> None:
    answer = client.get("/tidak-ada")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Tidak ditemukan" in answer.text


def test_what_was_just_saved_is_waited_for_and_never_called_missing(signed_in: SignIn) -> None:
    """The read models are behind: the browser comes back by itself, with or without script."""
    browser = signed_in()
    missing = "/kegiatan/00000000-0000-0000-0000-000000000001"
    assert browser.get(missing).status_code == 404
    browser.cookies.set("posisi", "999999", domain="testserver.local")
    answer = browser.get(missing)
    assert (answer.status_code, answer.headers["refresh"], answer.headers["retry-after"]) == (503, "1", "1")
    assert "sudah tersimpan dan sedang disiapkan" in answer.text
    assert "Tidak ditemukan" not in answer.text


def test_a_page_that_cannot_be_shown_now_says_when_to_come_back(
    client: Client, settings: Settings, signed_in: SignIn
) -> None:
    browser = signed_in()
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("ALTER TABLE session RENAME TO session_away")
    answer = browser.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_a_database_that_is_gone_is_one_line_and_503(
    client: Client, settings: Settings, bearer: Callable[[Role], dict[str, str]]
) -> None:
    headers = bearer(Role.CAMAT)
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("ALTER TABLE api_token RENAME TO api_token_away")
    answer = client.get("/api/v1/indicators", headers=headers)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "tidak dapat dihubungi" in answer.json()["detail"]


def test_a_full_disk_is_called_so_at_the_sign_in_too(client: Client, tracker: Tracker) -> None:
    with tracker.kept.connect() as connection:
        pages = connection.scalar(sa.text("PRAGMA page_count"))

    def let_it_grow_no_further(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(tracker.kept, "checkout", let_it_grow_no_further)
    for number in range(100):
        answer = post_sign_in(client, f"{number:064}", "salah-sekali")
        if answer.status_code != 422:
            break
    assert answer.status_code == 503
    assert "Penyimpanan di server penuh: belum tersimpan. Hubungi admin." in answer.text


def test_a_defect_is_answered_with_a_number_that_the_log_knows(
    signed_in: SignIn, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    browser = signed_in()
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("UPDATE session SET data = x'00'")
        connection.commit()
    caplog.set_level(logging.ERROR)
    answer = browser.get("/api/v1/indicators")
    assert answer.status_code == 500
    incident = answer.json()["incident"]
    assert re.fullmatch("[0-9a-f]{8}", incident)
    assert incident in answer.json()["detail"]
    assert any(incident in record.getMessage() for record in caplog.records)
    assert "Traceback" not in answer.text


def test_who_may_not_is_told_who_of_the_own_office_can_give_access(signed_in: SignIn) -> None:
    answer = signed_in(Role.NOTULIS).get("/pengaturan/kontak")
    assert answer.status_code == 403
    assert "Yang berwenang:" in answer.text
    for role in (Role.CAMAT, Role.SEKCAM, Role.ADMIN):
        assert f"Akun {role.value}" in answer.text
    assert "Akun auditor" not in answer.text


def test_an_expired_form_is_no_question_of_access(signed_in: SignIn) -> None:
    answer = signed_in().post("/keluar", follow_redirects=False)
    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.text
    assert "memberi akses" not in answer.text


def test_a_missing_page_offers_the_search_to_whoever_may_search(client: Client, signed_in: SignIn) -> None:
    assert 'action="/cari"' in signed_in().get("/kegiatan/tidak-ada").text
    assert 'action="/cari"' not in client.get("/tidak-ada").text


def test_a_form_that_failed_for_want_of_the_database_can_be_sent_again(
    signed_in: SignIn, settings: Settings
) -> None:
    browser = signed_in(Role.NOTULIS)
    data = form_of(browser.get("/kegiatan/baru"), "/kegiatan/baru") | {"title": "Rapat yang tertunda"}
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("ALTER TABLE session RENAME TO session_away")
    failed = browser.post("/kegiatan/baru", data=data)
    assert failed.status_code == 503
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("ALTER TABLE session_away RENAME TO session")
    again = form_of(failed, "/kegiatan/baru")
    assert again["title"] == "Rapat yang tertunda"
    assert again["request_id"] == data["request_id"]
    assert browser.post("/kegiatan/baru", data=again, follow_redirects=False).status_code == 303


def test_a_sending_that_is_too_large_is_told_the_limit(client: Client) -> None:
    answer = client.post("/masuk", data={"username": "x" * 300_000})
    assert answer.status_code == 413
    assert "paling besar 256 KB" in answer.text
    assert "Perkecil fotonya" in answer.text


def test_a_page_of_what_went_wrong_is_drawn_outside_the_event_loop(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks who reads it; every stream would wait with it for a locked store."""
    inside: list[bool] = []

    def noted(*given: Any, **named: Any) -> Any:
        inside.append(_in_event_loop())
        return render(*given, **named)

    monkeypatch.setattr("tracker.web.error_page.render", noted)
    assert signed_in().get("/tidak-ada").status_code == 404
    assert inside == [False]


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
