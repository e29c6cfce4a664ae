"""Style sheets and scripts change their address with their content, and are kept for ever."""

from pathlib import Path

from tests.tracker.web.browsing import Client
from tracker.web.static_files import FOLDER, StaticFiles


def test_a_file_is_kept_for_ever_and_answered_304_when_asked_again(client: Client) -> None:
    name = next(path for path in FOLDER.rglob("*.css")).relative_to(FOLDER).as_posix()
    address = StaticFiles().address(name)
    first = client.get(address)
    assert first.status_code == 200
    assert "immutable" in first.headers["cache-control"]
    assert first.headers["content-type"].startswith("text/css")
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_address_changes_with_the_content_of_any_file(tmp_path: Path) -> None:
    (tmp_path / "app.css").write_text("@import 'base.css'")
    (tmp_path / "base.css").write_text("a {}")
    before = StaticFiles(tmp_path).address("app.css")
    assert StaticFiles(tmp_path).address("app.css") == before
    (tmp_path / "base.css").write_text("b {}")
    assert StaticFiles(tmp_path).address("app.css") != before


def test_nothing_outside_the_folder_is_served(client: Client) -> None:
    base = StaticFiles().address("")
    for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd"):
        assert client.get(base + name).status_code == 404
