"""Files of evidence over the API: sent first, then named by their SHA-256 where they prove something."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from tests.support import evidence_files as scans
from tests.support.office import OTHER, set_up_office, username
from tests.tracker.web.api.test_writes import log, settle
from tests.tracker.web.browsing import Client
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.domain.evidence_file import MAX_FILE
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
SHA256 = hashlib.sha256(scans.PDF).hexdigest()


def send_raw(
    client: Client, headers: dict[str, str], content: bytes, name: str, media_type: str = "application/pdf"
) -> httpx.Response:
    return client.post(
        "/api/v1/files",
        params={"name": name},
        content=content,
        headers=headers | {"Content-Type": media_type},
    )


def test_a_file_is_sent_as_it_is_or_in_a_form(client: Client, bearer: Bearer) -> None:
    headers = bearer(Role.STAF)
    expected = {"sha256": SHA256, "name": "BA 7.pdf", "size": len(scans.PDF), "media_type": "application/pdf"}
    raw = send_raw(client, headers, scans.PDF, "BA 7.pdf")
    assert (raw.status_code, raw.json()) == (201, expected)
    form = client.post("/api/v1/files", files={"file": ("lain.pdf", scans.PDF)}, headers=headers)
    assert (form.status_code, form.json()) == (201, expected)


def test_a_named_file_proves_a_report_and_is_given_to_those_who_may_read_it(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    staff = bearer(Role.STAF)
    logged = log(client, bearer)
    settle(tracker, logged)
    send_raw(client, staff, scans.PDF, "BA 7.pdf")
    assert client.get(f"/api/v1/files/{SHA256}", headers=staff).status_code == 404
    rows = client.get("/api/v1/follow-ups?in_charge=staf_pemerintahan", headers=staff).json()["rows"]
    path = f"/api/v1/follow-ups/{rows[0]['id']}"
    piece = {"type": "berita_acara", "dated_on": "2026-03-16"}
    unknown = client.post(
        f"{path}/report-done", json={"evidence": [piece, piece | {"file": "ab" * 32}]}, headers=staff
    )
    assert (unknown.status_code, unknown.json()["field"]) == (422, "evidence.1.file")
    assert "belum diunggah" in unknown.json()["detail"]
    done = client.post(f"{path}/report-done", json={"evidence": [piece | {"file": SHA256}]}, headers=staff)
    assert done.status_code == 200, done.text
    got = client.get(f"/api/v1/files/{SHA256}", headers=bearer(Role.AUDITOR))
    assert (got.status_code, got.content) == (200, scans.PDF)
    assert got.headers["content-disposition"].startswith("attachment")
    (report,) = (
        one
        for one in client.get(f"{path}/history", headers=staff).json()
        if one["event"] == "follow_up.reported_done.1"
    )
    assert report["data"]["evidence"][0]["file"] == {
        "sha256": SHA256, "name": "BA 7.pdf", "size": len(scans.PDF), "media_type": "application/pdf"
    }  # fmt: skip


@pytest.mark.parametrize("action", ["attach-evidence", "record-output"])
def test_a_coordination_takes_files_too(
    client: Client, tracker: Tracker, bearer: Bearer, action: str
) -> None:
    headers = bearer(Role.NOTULIS)
    id_ = log(client, bearer).json()["id"]
    sha256 = send_raw(client, headers, scans.ODT, "a.odt", "application/octet-stream").json()["sha256"]
    body = {"type": "dokumen_laporan", "dated_on": "2026-03-16", "file": sha256}
    assert client.post(f"/api/v1/coordinations/{id_}/{action}", json=body, headers=headers).status_code == 200
    wrong = client.post(
        f"/api/v1/coordinations/{id_}/{action}", json=body | {"file": "../../secret"}, headers=headers
    )
    assert (wrong.status_code, wrong.json()["field"]) == (422, "evidence.file")
    state = client.get(f"/api/v1/coordinations/{id_}", headers=headers).json()["state"]
    attached = [*state["evidence"], *state["outputs"]]
    gone = {"evidence_id": attached[0]["id"], "reason": "Berkas kegiatan lain"}
    withdraw = f"/api/v1/coordinations/{id_}/withdraw-evidence"
    assert client.post(withdraw, json=gone, headers=bearer(Role.STAF)).status_code == 403
    assert client.post(withdraw, json=gone, headers=headers).status_code == 200
    again = client.post(withdraw, json=gone, headers=headers)
    assert (again.status_code, again.json()["field"]) == (404, "evidence_id")
    assert client.get(f"/api/v1/files/{sha256}", headers=headers).content == scans.ODT


@pytest.mark.parametrize(
    ("content", "name", "media_type", "status", "said"),
    [
        (scans.PDF, "a.pdf", "image/png", 422, "dinyatakan sebagai PNG"),
        (scans.PDF, "", "application/pdf", 422, "tidak bernama"),
        (scans.PDF, "../a.pdf", "application/pdf", 422, "folder"),
        (b"<svg/>", "a.svg", "image/svg+xml", 422, "tidak diterima"),
        (b"", "a.pdf", "application/pdf", 422, "kosong"),
        (scans.PDF + b"\n" * MAX_FILE, "a.pdf", "application/pdf", 422, "lebih dari 10 MB"),
        (scans.PDF + b"\n" * (MAX_FILE + 65_536), "a.pdf", "application/pdf", 413, "terlalu besar"),
    ],
)
def test_what_is_no_evidence_is_refused_naming_the_field(
    client: Client, bearer: Bearer, content: bytes, name: str, media_type: str, status: int, said: str
) -> None:
    answer = send_raw(client, bearer(Role.STAF), content, name, media_type)
    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert answer.json().get("field") == ("file" if status == 422 else None)


def test_a_form_with_no_file_or_with_two_is_refused(client: Client, bearer: Bearer) -> None:
    pair = [("file", ("a.pdf", scans.PDF)), ("file", ("b.pdf", scans.PDF))]
    for files in (pair, [("file", (None, b"teks"))]):
        answer = client.post("/api/v1/files", files=files, headers=bearer(Role.STAF))
        assert (answer.status_code, answer.json()["field"]) == (422, "file")


def test_who_only_reads_uploads_nothing_and_another_office_finds_nothing(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    assert send_raw(client, bearer(Role.AUDITOR), scans.PDF, "a.pdf").status_code == 403
    assert client.post("/api/v1/files", files={"file": ("a.pdf", scans.PDF)}).status_code == 401
    id_ = log(client, bearer).json()["id"]
    sha256 = send_raw(client, bearer(Role.NOTULIS), scans.PDF, "a.pdf").json()["sha256"]
    body = {"type": "sk_camat", "dated_on": "2026-03-16", "file": sha256}
    path = f"/api/v1/coordinations/{id_}/attach-evidence"
    assert client.post(path, json=body, headers=bearer(Role.NOTULIS)).status_code == 200
    set_up_office(tracker, OTHER)
    until = tracker.clock() + timedelta(days=1)
    token = accounts.issue_token(tracker, operator(), username(Role.CAMAT, OTHER), until)
    stranger = {"Authorization": f"Bearer {token}"}
    theirs = client.get(f"/api/v1/files/{sha256}", headers=stranger)
    nobodys = client.get(f"/api/v1/files/{'ab' * 32}", headers=stranger)
    assert theirs.status_code == 404
    assert theirs.text == nobodys.text
