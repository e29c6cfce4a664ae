"""Every form of the product, found by following its links, and filled in as nobody should: what is refused is told in a
summary, linked to its fields, and what was typed is still there."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import msgspec
import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, send
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_MOST_PAGES = 80
_LEFT_OUT = ("/keluar", "/bahasa", "/static", "/api", "/schema", "/gaya", "/bantuan", "/surat")
_ACCEPTED = ("/mulai", "/verifikasi")
"""Ask for nothing: they come last, since they change what the other forms of their page find."""
TYPED = "ketikan ini tidak boleh hilang"
EVIDENCE = {
    "evidence__0__type": "dokumen_laporan",
    "evidence__0__number": "470/12/2026",
    "evidence__0__today": "ya",
}
NONSENSE = {"date": "bukan tanggal", "time": "bukan jam", "number": "bukan angka", "email": "bukan alamat"}
_BLOCKS = {"div", "section"}
"""What a summary of errors is, and what can stand in it."""


class Field(msgspec.Struct):
    name: str
    kind: str
    value: str = ""


class _Page(HTMLParser):
    """Its links, its ids, its forms with their fields, and the links of its summary of errors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.forms: dict[str, list[Field]] = {}
        self.summary: list[str] | None = None
        self.kept = ""
        self.late = False
        self._fields: list[Field] = []
        self._depth = 0
        self._area: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        if tag in _BLOCKS and (self._depth or "errors" in given.get("class", "").split()):
            self._depth += 1
            self.late = TYPED in self.kept
            self.summary = self.summary or []
        if tag == "a" and self._depth and self.summary is not None and given["href"].startswith("#"):
            self.summary.append(given["href"])
        if tag == "form":
            self._fields = (
                self.forms.setdefault(given.get("action", ""), []) if given.get("method") == "post" else []
            )
        name = given.get("name", "")
        if name and tag in {"input", "textarea", "select"}:
            kind = {"textarea": "text", "select": "select"}.get(tag, given.get("type", "text"))
            if kind not in {"radio", "checkbox"} or "checked" in given:
                self._fields.append(Field(name, kind, given.get("value", "")))
            self.kept += given.get("value", "") + "\n"
        self._area = self._fields[-1] if tag == "textarea" and self._fields else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag in _BLOCKS and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
            self.kept += data + "\n"


def walk(client: Client, start: list[str]) -> Iterator[tuple[str, str, list[Field]]]:
    """Page, action and fields of each form, once for each kind of address."""
    waiting = list(start)
    seen: set[str] = set()
    forms: set[str] = set()
    while waiting and len(seen) < _MOST_PAGES:
        path = waiting.pop(0).partition("#")[0]
        shape = _ID.sub("*", path)
        if path in seen or (shape in seen and path not in start) or path.startswith(_LEFT_OUT):
            continue
        seen |= {shape, path}
        answer = client.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = _Page(answer.text)
        waiting += page.links
        for action, fields in page.forms.items():
            kind = _ID.sub("*", action)
            if kind not in forms and not action.startswith(_LEFT_OUT):
                forms.add(kind)
                yield path, action, fields


def spoilt(fields: list[Field]) -> dict[str, str]:
    """Nonsense wherever something of a kind is asked for, the typed text in the notes, and nothing in the rest."""
    data = {field.name: field.value for field in fields if field.kind == "hidden"}
    texts = [field for field in fields if field.kind == "text"]
    for field in fields:
        if field.kind in NONSENSE:
            data[field.name] = NONSENSE[field.kind]
        elif field.kind == "select":
            data[field.name] = "bukan-pilihan"
    data |= {field.name: TYPED for field in texts[1:]}
    return data


def complaints(answer: httpx.Response, data: dict[str, str]) -> list[str]:
    if answer.status_code in {200, 303, 403, 404}:
        return []
    page = _Page(answer.text)
    found = []
    if answer.status_code >= 500:
        found.append(f"{answer.status_code}")
    if page.summary is None:
        found.append("no summary")
    if page.late:
        found.append("the summary stands below the fields")
    found += [f"{link} leads nowhere" for link in page.summary or [] if link[1:] not in page.ids]
    if not page.summary and answer.status_code == 422:
        found.append("no link to a field")
    lost = [
        value for value in (TYPED, *NONSENSE.values()) if value in data.values() and value not in page.kept
    ]
    return found + [f"“{value}” is lost" for value in lost]


@pytest.mark.parametrize("role", [Role.CAMAT, Role.KASI, Role.ADMIN])
def test_a_refused_form_names_its_fields_and_keeps_what_was_typed(
    signed_in: SignIn, tracker: Tracker, role: Role
) -> None:
    writer = signed_in(Role.SEKCAM)
    coordination = log(writer, {"text": "Hasil", "in_charge": "position:kasi_pemerintahan"}, {"text": "Lain"})
    reported = log(
        writer, {"text": "Dikerjakan", "in_charge": "position:kasi_pemerintahan"}, title="Rapat dua"
    )
    [follow_up] = follow_ups(writer, reported)
    done = send(writer, follow_up, f"{follow_up}/lapor-selesai", **EVIDENCE)
    survey = send(writer, "/survei", "/survei/buka", name="SKM 2026").headers["location"]
    assert done.status_code == 303
    client = signed_in(role)
    start = [
        coordination,
        follow_up,
        survey,
        f"{survey}/isi",
        "/jabatan",
        "/serah-terima?from=position:kasi_pemerintahan",
        "/penetapan",
        "/pengaturan",
        "/tindak-lanjut?lingkup=semua",
        "/",
    ]
    tried, wrong = 0, []
    for page, action, fields in sorted(walk(client, start), key=lambda form: form[1].endswith(_ACCEPTED)):
        data = spoilt(fields)
        answer = client.post(action, data=data, follow_redirects=False)
        tried += 1
        if client.get(action).status_code not in {200, 303}:
            wrong.append(f"{action} cannot be loaded anew")
        wrong += [f"{page} → {action}: {answer.status_code} {what}" for what in complaints(answer, data)]
    assert tried > 10
    assert wrong == [], "\n".join(wrong)


def test_what_came_too_late_for_its_form_is_still_there(signed_in: SignIn) -> None:
    """Somebody verified meanwhile: the page no longer offers the form, and shows it for what was typed."""
    head = signed_in(Role.KASI)
    coordination = log(head, {"text": "Dikerjakan", "in_charge": "position:staf_pemerintahan"})
    [follow_up] = follow_ups(head, coordination)
    action = f"{follow_up}/tambah-butir"
    data = form_of(head.get(follow_up), action) | {"text": TYPED}
    staff = signed_in(Role.STAF)
    assert send(staff, follow_up, f"{follow_up}/lapor-selesai", **EVIDENCE).status_code == 303
    assert send(head, follow_up, f"{follow_up}/verifikasi").status_code == 303
    late = head.post(action, data=data, follow_redirects=False)
    assert late.status_code in {409, 422}
    assert complaints(late, data) in ([], ["no link to a field"])
