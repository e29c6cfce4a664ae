"""A browser without script or layout: pages, forms and cookies over plain HTTP."""

import re
from typing import Self

import httpx

from tracker.application.demo_home import DEMO_PASSWORD

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Visitor:
    """Signed in as soon as it is entered."""

    def __init__(self, url: str, username: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=20, follow_redirects=True)
        self._username = username

    def __enter__(self) -> Self:
        answer = self.submit("/masuk", "/masuk", username=self._username, password=DEMO_PASSWORD)
        assert "Keluar" in answer.text
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def get(self, path: str) -> httpx.Response:
        return self._client.get(path)

    def submit(self, page: str, action: str, **fields: str) -> httpx.Response:
        """The form of that page that posts to `action`, with what it hides; follows to where it leads."""
        form = self.get(page).text.partition(f'action="{action}"')[2].partition("</form>")[0]
        return self.post(action, **dict(_HIDDEN.findall(form)), **fields)

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self._client.post(path, data=fields)

    def token(self) -> str:
        """What a form of any page of this session carries."""
        fields: dict[str, str] = dict(_HIDDEN.findall(self.get("/").text))
        return fields["_csrf_token"]
