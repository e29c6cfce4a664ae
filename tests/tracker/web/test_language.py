"""The button that changes the language: it comes back to where it stood, for everybody, signed in or not."""

import pytest

from tests.tracker.web.browsing import Client, form_token
from tests.tracker.web.conftest import SignIn

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
