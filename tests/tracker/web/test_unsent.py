"""Signed out in mid-form: nothing typed is lost, and nothing is sent that its author did not see."""

import re
from collections.abc import Callable

import httpx
import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE, PASSWORD, username
from tests.tracker.web.browsing import Client, give_password, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, words
from tracker.application import coordinations, one_tap
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.outcomes import OutcomeInput
from tracker.application.tracker import Tracker
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.role import Role
from tracker.web.pages.acting import LOOK_AGAIN
from tracker.web.unsent import LIFE, MOST

PAGE = "/kegiatan/baru"
_IDS = re.compile(r'href="/kegiatan/([0-9a-f-]{36})')
TITLE = 'Rapat <b>"kilat"</b> & panjang'


def filled(browser: Client, **more: str) -> dict[str, str]:
    return form_of(browser.get(PAGE), PAGE) | {"title": TITLE, "section": "pemerintahan"} | more


def post(browser: Client, data: dict[str, str], **headers: str) -> httpx.Response:
    return browser.post(PAGE, data=data, headers=headers, follow_redirects=False)


def sign_in_with(browser: Client, page: httpx.Response, role: Role) -> httpx.Response:
    typed = {"username": username(role), "password": PASSWORD}
    return browser.post("/masuk", data=form_of(page, "/masuk") | typed, follow_redirects=False)


def logged(tracker: Tracker, before: int) -> bool:
    return tracker.store.head() > before


def end_session(browser: Client, how: str, clock: FixedClock) -> None:
    """By hand in another tab, by the browser that let its cookies go, or by time."""
    if how == "signed out":
        token = form_of(browser.get("/"), "/keluar")
        browser.post("/keluar", data=token, follow_redirects=False)
    elif how == "no cookie":
        browser.cookies.clear()
    else:
        clock.advance(hours=13)


@pytest.mark.parametrize("how", ["signed out", "no cookie", "expired"])
def test_a_form_sent_too_late_is_sent_after_signing_in(
    signed_in: SignIn, tracker: Tracker, clock: FixedClock, how: str
) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    end_session(browser, how, clock)
    before = tracker.store.head()
    refused = post(browser, data)
    assert refused.status_code == 403
    assert "Isian tadi tidak hilang" in words(refused)
    wrong = browser.post("/masuk", data=form_of(refused, "/masuk") | {"username": "x", "password": "salah"})
    assert wrong.status_code == 422
    asked = sign_in_with(browser, wrong, Role.NOTULIS)
    assert asked.status_code == 200
    assert "Isian Anda masih ada" in words(asked)
    shown = post(browser, form_of(asked, PAGE) | {LOOK_AGAIN: "ya"})
    assert shown.status_code == 409
    assert "Sesi Anda berakhir sebelum isian ini terkirim." in words(shown)
    again = form_of(shown, PAGE)
    assert (again["title"], again["section"]) == (TITLE, "pemerintahan")
    assert LOOK_AGAIN not in again
    assert not logged(tracker, before)
    sent = post(browser, again)
    assert sent.status_code == 303, words(sent)
    assert logged(tracker, before)
    once = tracker.store.head()
    assert post(browser, form_of(asked, PAGE)).status_code == 303
    assert tracker.store.head() == once


def test_a_form_of_an_earlier_session_is_offered_again_to_the_same_account(
    signed_in: SignIn, tracker: Tracker
) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    assert post_sign_in(browser, username(Role.NOTULIS), PASSWORD).status_code == 303
    before = tracker.store.head()
    asked = post(browser, data)
    assert asked.status_code == 403
    assert not logged(tracker, before)
    assert post(browser, form_of(asked, PAGE)).status_code == 303
    assert logged(tracker, before)


def test_a_step_is_shown_again_with_what_changed_meanwhile(signed_in: SignIn, tracker: Tracker) -> None:
    browser = signed_in(Role.NOTULIS)
    assert post(browser, filled(browser)).status_code == 303
    page = next(f"/kegiatan/{one}" for one in _IDS.findall(browser.get("/kegiatan").text))
    action = f"{page}/betulkan"
    data = form_of(browser.get(page), action)
    other = data | {"title": "Judul lain", "request_id": "lain", "reason": "Salah"}
    browser.post(action, data=other, follow_redirects=False)
    browser.cookies.clear()
    typed = data | {"title": TITLE, "reason": "Salah ketik"}
    asked = sign_in_with(browser, browser.post(action, data=typed), Role.NOTULIS)
    before = tracker.store.head()
    shown = browser.post(action, data=form_of(asked, action) | {LOOK_AGAIN: "ya"}, follow_redirects=False)
    assert "catatan ini diubah oleh Anda sendiri, di tempat lain" in words(shown)
    assert form_of(shown, action)["title"] == TITLE
    assert not logged(tracker, before)


def test_what_somebody_else_typed_is_let_go(signed_in: SignIn, tracker: Tracker) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    browser.cookies.clear()
    refused = post(browser, data)
    give_password(tracker, Role.KASI)
    answer = sign_in_with(browser, refused, Role.KASI)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "milik akun lain" in browser.get("/").text
    later = post(browser, data)
    assert later.status_code == 403
    assert TITLE not in words(later)


def test_another_site_plants_nothing(signed_in: SignIn, open_client: Callable[[], Client]) -> None:
    """Its forms come without cookies, as if the reader had signed out."""
    data = filled(signed_in(Role.NOTULIS))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://jahat.example"}):
        assert post(open_client(), data, **headers).status_code == 303
    stranger = open_client()
    for token in ("", "x", "~~~", data["_csrf_token"] + "x", data["_csrf_token"].replace("~", "~0", 1)):
        assert post(stranger, data | {"_csrf_token": token}).status_code == 303, token


def test_loading_the_question_anew_asks_it_again(signed_in: SignIn, tracker: Tracker) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    browser.cookies.clear()
    sign_in_page = post(browser, data)
    assert sign_in_with(browser, sign_in_page, Role.NOTULIS).status_code == 200
    again = sign_in_with(browser, sign_in_page, Role.NOTULIS)
    assert post(browser, form_of(again, PAGE)).status_code == 303


@pytest.mark.parametrize("sealed", ["x", "é", "====", "A" * 400, "A" * 401])
def test_a_form_that_we_did_not_seal_is_passed_over(client: Client, tracker: Tracker, sealed: str) -> None:
    give_password(tracker, Role.KASI)
    answer = post_sign_in(client, username(Role.KASI), PASSWORD, unsent=sealed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_sign_in_page_that_stood_open_for_too_long_lets_the_form_go(
    signed_in: SignIn, clock: FixedClock
) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    browser.cookies.clear()
    refused = post(browser, data)
    clock.advance(LIFE, minutes=1)
    assert sign_in_with(browser, refused, Role.NOTULIS).status_code == 303


def test_a_form_from_before_the_longest_session_is_not_carried(signed_in: SignIn, clock: FixedClock) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    browser.cookies.clear()
    clock.advance(hours=7 * 24 + 1)
    assert post(browser, data).status_code == 303


def test_files_are_named_and_chosen_again(signed_in: SignIn) -> None:
    browser = signed_in(Role.NOTULIS)
    token = filled(browser)["_csrf_token"]
    browser.cookies.clear()
    path = "/survei/00000000-0000-0000-0000-000000000001/impor"
    refused = browser.post(
        path,
        data={"_csrf_token": token, "note": "Hasil survei"},
        files={"file": ("jawaban.csv", b"a,b\n")},
        follow_redirects=False,
    )
    asked = sign_in_with(browser, refused, Role.NOTULIS)
    assert "jawaban.csv" in words(asked)
    assert 'type="file"' in asked.text
    assert 'enctype="multipart/form-data"' in asked.text


def test_more_than_can_be_carried_is_answered_as_before(signed_in: SignIn) -> None:
    browser = signed_in(Role.NOTULIS)
    token = filled(browser)["_csrf_token"]
    browser.cookies.clear()
    path = "/survei/00000000-0000-0000-0000-000000000001/impor"
    data = {"_csrf_token": token, "note": "x" * (MOST + 1)}
    answer = browser.post(path, data=data, follow_redirects=False)
    assert answer.status_code == 413 or answer.headers["location"].startswith("/masuk?sesi=berakhir")


def test_the_sign_in_page_of_a_shared_computer_holds_no_password(signed_in: SignIn) -> None:
    browser = signed_in(Role.NOTULIS)
    data = filled(browser)
    browser.cookies.clear()
    refused = post(browser, data)
    assert refused.headers["cache-control"] == "no-store"
    assert PASSWORD not in refused.text


def test_a_link_in_a_letter_asks_anew_where_the_browser_lost_its_cookie(
    tracker: Tracker, open_client: Callable[[], Client]
) -> None:
    """As telephones do when they close a page to make room for the camera."""
    outcome = OutcomeInput(
        text="Data warga diperbarui", in_charge_kind="body", in_charge_code="kades_uji", due_on=None
    )
    meeting = coordinations.LogCoordination(
        office=CODE,
        kind="rapat_koordinasi",
        title="Rapat",
        held_on=tracker.clock().date(),
        section="pemerintahan",
        outcomes=(outcome,),
    )
    logged = coordinations.log(tracker, operator(), Asked(request_id="rapat"), meeting)
    assert tracker.views.wait_for(logged.position, 5)
    task = follow_up_id(nth_outcome_id(logged.id, 1))
    path = one_tap.link(tracker, task, "kades_uji", tracker.clock()).removeprefix(tracker.base_url)
    browser, action = open_client(), f"{path}/bukan-saya"
    data = form_of(browser.get(path), action) | {"reason": "Ini tugas desa tetangga"}
    browser.cookies.clear()
    before = tracker.store.head()
    assert (
        browser.post(action, data=data, headers={"Sec-Fetch-Site": "cross-site"}).text.count("tetangga") == 0
    )
    asked = browser.post(action, data=data, follow_redirects=False)
    assert asked.status_code == 403
    assert "Ini tugas desa tetangga" in words(asked)
    assert tracker.store.head() == before
    assert browser.post(action, data=form_of(asked, action), follow_redirects=False).status_code == 303
    assert tracker.store.head() > before
