"""A page as a person without a mouse reads it: its words, and its forms with what stands in their fields."""

from html.parser import HTMLParser

import httpx

from tests.tracker.web.browsing import Client


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
        elif tag == "textarea":
            self._area = name
            self._form[name] = ""
        elif tag == "select":
            self._select = name
            self._form[name] = ""
        elif tag == "option" and self._select and "selected" in given:
            self._form[self._select] = given.get("value", "")
        elif (
            tag == "input" and name and (given.get("type") not in {"checkbox", "radio"} or "checked" in given)
        ):
            self._form[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = {}

    def handle_data(self, data: str) -> None:
        if self._area:
            self._form[self._area] += data
        self.words.append(data)


def words(answer: httpx.Response) -> str:
    """All that can be read, with single spaces."""
    reader = _Reader()
    reader.feed(answer.text)
    return " ".join(" ".join(reader.words).split())


def form_of(answer: httpx.Response, action: str) -> dict[str, str]:
    """What the browser would send from the form with that action. Fails where the page has no such form."""
    reader = _Reader()
    reader.feed(answer.text)
    assert action in reader.forms, f"{action} is not offered; offered: {sorted(reader.forms)}"
    return {name: value for name, value in reader.forms[action].items() if name}


def offers(answer: httpx.Response) -> set[str]:
    """The last part of the address of each form that posts to a record."""
    reader = _Reader()
    reader.feed(answer.text)
    return {action.rsplit("/", 1)[1] for action in reader.forms if action.count("/") == 3}


Uploads = list[tuple[str, tuple[str, bytes]]]
"""The name of the field, and the file's name and content."""


def send(client: Client, page: str, action: str, **typed: str) -> httpx.Response:
    """Opens the page, fills its form and sends it. A dot in a field's name is written as two underscores."""
    return send_with(client, page, action, None, **typed)


def send_with(
    client: Client, page: str, action: str, files: Uploads | None, /, **typed: str
) -> httpx.Response:
    """The same with files, as a browser sends them."""
    data = form_of(client.get(page), action) | {
        name.replace("__", "."): value for name, value in typed.items()
    }
    return client.post(action, data=data, files=files, follow_redirects=False)


def log(client: Client, *outcomes: dict[str, str], **typed: str) -> str:
    """Logs a coordination through its page; the address of the coordination's page."""
    rows = {
        f"outcomes__{number}__{name}": value
        for number, outcome in enumerate(outcomes)
        for name, value in outcome.items()
    }
    typed = {"title": "Rapat koordinasi bulanan", "section": "pemerintahan"} | typed
    answer = send(client, "/kegiatan/baru", "/kegiatan/baru", **rows, **typed)
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"].partition("#")[0]


def follow_ups(client: Client, coordination: str) -> list[str]:
    """The addresses of the follow-ups that a coordination's page links to, in the order of its outcomes."""
    found: list[str] = []
    for part in client.get(coordination).text.split('href="')[1:]:
        address = part.partition('"')[0]
        if address.startswith("/tindak-lanjut/"):
            found.append(address)
    return found
