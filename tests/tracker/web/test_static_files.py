"""Style sheets and scripts change their address with their content, and are kept for ever."""

from pathlib import Path

import pytest

from tests.tracker.web.browsing import Client
from tracker.web.static_files import SHEET, StaticFiles, stylesheet


@pytest.mark.parametrize(("name", "kind"), [(SHEET, "text/css"), ("js/menu.js", "text/javascript")])
def test_a_file_is_kept_for_ever_and_answered_304_when_asked_again(
    client: Client, name: str, kind: str
) -> None:
    address = StaticFiles().address(name)
    first = client.get(address)
    assert first.status_code == 200
    assert "immutable" in first.headers["cache-control"]
    assert first.headers["content-type"].startswith(kind)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_address_changes_with_the_content_of_any_file(tmp_path: Path) -> None:
    folder = sheets(tmp_path, layers="@layer base, print;", base="a {}")
    before = StaticFiles(folder).address(SHEET)
    assert StaticFiles(folder).address(SHEET) == before
    sheets(tmp_path, base="b {}")
    assert StaticFiles(folder).address(SHEET) != before


def test_all_sheets_are_one_that_begins_with_the_order_of_the_layers(client: Client, tmp_path: Path) -> None:
    layers = "/* What wins. */\n@layer base, print;\n"
    folder = sheets(tmp_path, base="a {\n  top: 0;\n}\n\n", layers=layers, print="b {}\n")
    assert stylesheet(folder) == "@layer base, print;\na {\ntop: 0;\n}\nb {}\n"
    assert client.get(StaticFiles().address(SHEET)).text == stylesheet()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("br;q=1.0", "br"), ("gzip", None), ("br;q=0", None), ("identity", None)],
)
def test_it_comes_packed_to_whoever_can_unpack_it(
    client: Client, accepted: str, encoding: str | None
) -> None:
    answer = client.get(StaticFiles().address(SHEET), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.text == stylesheet()


def test_a_part_of_a_page_carries_no_more_headers_than_a_browser_heeds(client: Client) -> None:
    headers = client.get(StaticFiles().address(SHEET)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers


def test_nothing_outside_the_folder_is_served(client: Client) -> None:
    base = StaticFiles().address("")
    for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd"):
        assert client.get(base + name).status_code == 404


def sheets(folder: Path, **content: str) -> Path:
    (folder / "css").mkdir(exist_ok=True)
    for name, text in content.items():
        (folder / "css" / f"{name}.css").write_text(text)
    return folder
