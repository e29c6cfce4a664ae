"""The button that changes the language: it comes back to where it stood, for everybody, signed in or not."""

import pytest

from tests.tracker.web.browsing import Client, form_token
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of
from tracker.domain.role import Role
from tracker.web.language import COOKIE

FOOT = "Tindak Lanjut: catatan koordinasi dan tindak lanjut kecamatan."


def _choose(client: Client, language: str, back: str) -> str:
    data = {"language": language, "back": back, "_csrf_token": form_token(client, "/masuk")}
    answer = client.post("/bahasa", data=data, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_it_comes_back_to_the_page_it_stood_on_and_lasts(signed_in: SignIn) -> None:
    browser = signed_in()
    page = browser.get("/kegiatan?cari=a")
    assert '<html lang="id">' in page.text
    assert 'name="back" value="/kegiatan?cari=a"' in page.text
    token = page.text.partition('name="_csrf_token" value="')[2].partition('"')[0]
    data = {"language": "en", "back": "/kegiatan?cari=a", "_csrf_token": token}
    answer = browser.post("/bahasa", data=data)
    assert '<html lang="en">' in answer.text
    assert FOOT not in answer.text
    assert answer.url.path == "/kegiatan"
    assert '<html lang="en">' in browser.get("/").text
    assert '<html lang="en">' in browser.get("/no-such-page").text


@pytest.mark.parametrize("language", ["", "xx", "../../etc", "id"])
def test_a_language_that_nobody_speaks_is_indonesian(client: Client, language: str) -> None:
    assert _choose(client, language, "/masuk") == "/masuk"
    assert FOOT in client.get("/masuk").text


def test_it_never_leads_to_another_site(client: Client) -> None:
    assert _choose(client, "en", "//elsewhere.example/") == "/"
    assert _choose(client, "en", "https://elsewhere.example/") == "/"


def test_a_program_is_told_in_indonesian_and_a_page_of_ours_in_the_language_of_its_reader(
    client: Client,
) -> None:
    asked = "/api/v1/coordinations"
    assert client.get(asked).json()["title"] == "Belum masuk"
    client.cookies.set(COOKIE, "en")
    assert client.get(asked).json()["title"] == "Not signed in"


def test_what_is_confirmed_is_confirmed_in_the_language_in_which_it_was_asked(signed_in: SignIn) -> None:
    browser = signed_in(Role.CAMAT)
    browser.cookies.set(COOKIE, "en")
    form = form_of(browser.get("/seri"), "/seri") | {
        "code": "bulanan",
        "title": "Rapat bulanan",
        "rhythm": "bulanan",
    }
    assert "Series added." in browser.post("/seri", data=form).text


def test_a_file_is_the_offices_own_whoever_takes_it(signed_in: SignIn) -> None:
    browser = signed_in(Role.CAMAT)
    taken = [browser.get("/laporan.csv?tahun=2026").text]
    browser.cookies.set(COOKIE, "en")
    taken.append(browser.get("/laporan.csv?tahun=2026").text)
    assert taken[0] == taken[1]
    assert "kecamatan" in taken[0].partition("\n")[0]
