"""Without a connection: one plain page is kept, of nobody and for everybody."""

import re

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import words
from tracker.domain.role import Role


def test_the_worker_keeps_files_that_exist_and_names_their_version(client: Client) -> None:
    worker = client.get("/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-store"
    files = re.findall(r'"(/static/[^"]+)"', worker.text.partition("const FILES")[2])
    assert len(files) == 3
    for file in files:
        assert client.get(file).status_code == 200
        assert file.split("/")[2] in worker.text.partition("const OFFLINE")[0]
    assert "__" not in worker.text


def test_the_page_kept_speaks_the_language_asked_for_and_no_other(client: Client) -> None:
    assert 'const OFFLINE = "/luring?bahasa=en"' in client.get("/sw.js?bahasa=en").text
    assert 'const OFFLINE = "/luring?bahasa=id"' in client.get("/sw.js?bahasa=%22;alert(1)//").text
    assert "No connection" in words(client.get("/luring?bahasa=en"))
    assert "Tidak ada sambungan" in words(client.get("/luring"))


def test_the_page_kept_is_the_same_for_whoever_asks(client: Client, signed_in: SignIn) -> None:
    page = signed_in(Role.CAMAT).get("/luring")
    assert page.text == client.get("/luring").text
    assert "<form" not in page.text
    assert "set-cookie" not in page.headers
