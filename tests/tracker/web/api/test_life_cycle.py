"""The rest of a follow-up's life over the API: extension, several in charge, checklist, comments, hand-over."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.tracker.web.api.test_writes import log, settle
from tests.tracker.web.browsing import Client
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
Act = Callable[..., httpx.Response]


@pytest.fixture
def path(client: Client, tracker: Tracker, bearer: Bearer) -> str:
    """The follow-up in charge of the staff, the village head alongside; due on 2026-03-20."""
    outcome = {
        "text": "Mendata balita",
        "in_charge": "staf_pemerintahan",
        "alongside": ["kades_uji"],
        "due_on": "2026-03-20",
    }
    settle(tracker, log(client, bearer, outcomes=[outcome]))
    (row,) = client.get("/api/v1/follow-ups", headers=bearer(Role.KASI)).json()["rows"]
    return f"/api/v1/follow-ups/{row['id']}"


@pytest.fixture
def act(client: Client, tracker: Tracker, bearer: Bearer, path: str) -> Act:
    def send(action: str, role: Role, status: int = 200, **body: object) -> httpx.Response:
        answer = client.post(f"{path}/{action}", json=body, headers=bearer(role))
        assert answer.status_code == status, answer.text
        if status == 200:
            settle(tracker, answer)
        return answer

    return send


@pytest.fixture
def found(client: Client, bearer: Bearer, path: str) -> Callable[[], dict[str, Any]]:
    def read() -> dict[str, Any]:
        answer: dict[str, Any] = client.get(path, headers=bearer(Role.AUDITOR)).json()
        return answer

    return read


def test_an_extension_is_asked_for_and_decided_by_somebody_else(
    act: Act, found: Callable[[], dict[str, Any]]
) -> None:
    early = act("request-extension", Role.STAF, 422, due_on="2026-03-19", reason="Menunggu")
    assert early.json()["field"] == "due_on"
    act("request-extension", Role.STAF, due_on="2026-04-10", reason="Menunggu data desa")
    assert found()["extension_due_on"] == "2026-04-10"
    act("decide-extension", Role.STAF, 403, accepted=True)
    assert act("decide-extension", Role.KASI, 422, accepted=False).json()["field"] == "reason"
    act("decide-extension", Role.KASI, accepted=True, due_on="2026-04-03")
    row = found()
    assert (row["due_on"], row["first_due_on"], row["slips"]) == ("2026-04-03", "2026-03-20", 1)
    assert row["extension_due_on"] is None


def test_whoever_is_alongside_finds_it_and_may_be_the_one_who_did_it(
    client: Client, bearer: Bearer, act: Act, found: Callable[[], dict[str, Any]]
) -> None:
    listed = client.get("/api/v1/follow-ups?in_charge=kades_uji", headers=bearer(Role.KASI)).json()["rows"]
    assert [row["alongside"][0]["name"] for row in listed] == ["Kepala Desa Uji"]
    act("name-alongside", Role.NOTULIS, alongside=["kades_uji", "kasi_pemerintahan"])
    assert act("name-alongside", Role.NOTULIS, 404, alongside=["entah"]).json()["field"] == "alongside"
    piece = {"type": "berita_acara", "dated_on": "2026-03-16"}
    done = {"evidence": [piece], "done_by": ["kasi_pemerintahan", "staf_pemerintahan"]}
    assert act("report-done", Role.NOTULIS, 422, evidence=[piece], done_by=["camat"]).json()["field"] == (
        "done_by"
    )
    act("report-done", Role.NOTULIS, **done)
    act("verify", Role.KASI, 403)
    act("verify", Role.SEKCAM)
    assert found()["status"] == "selesai"


def test_the_checklist_says_who_ticked_what_and_when(act: Act, found: Callable[[], dict[str, Any]]) -> None:
    act("add-checklist-item", Role.STAF, text="Konsep surat")
    act("add-checklist-item", Role.STAF, text="Surat dikirim")
    first, second = found()["checklist"]
    act("tick-checklist-item", Role.STAF, item=first["id"])
    act("remove-checklist-item", Role.STAF, item=second["id"])
    (ticked,) = found()["checklist"]
    assert (ticked["ticked_by"], ticked["ticked_on"]) == ("staf.99.01.01", "2026-03-16")
    act("untick-checklist-item", Role.STAF, item=first["id"])
    assert act("untick-checklist-item", Role.STAF, 422, item=first["id"]).json()["field"] == "item"
    assert act("tick-checklist-item", Role.STAF, 404, item=second["id"]).json()["field"] == "item"


def test_a_comment_is_withdrawn_and_stays_in_the_history(
    client: Client, bearer: Bearer, path: str, act: Act, found: Callable[[], dict[str, Any]]
) -> None:
    act("comment", Role.STAF, text="Menunggu jawaban desa")
    (comment,) = found()["comments"]
    assert act("withdraw-comment", Role.STAF, 422, comment=comment["id"]).json()["field"] == "reason"
    act("withdraw-comment", Role.NOTULIS, 403, comment=comment["id"], reason="Keliru")
    act("withdraw-comment", Role.STAF, comment=comment["id"], reason="Keliru")
    assert found()["comments"] == []
    events = [one["event"] for one in client.get(f"{path}/history", headers=bearer(Role.AUDITOR)).json()]
    assert events[1:] == ["follow_up.commented.1", "follow_up.comment_withdrawn.1"]


def test_a_basket_is_handed_over_once_for_one_key(
    client: Client, tracker: Tracker, bearer: Bearer, found: Callable[[], dict[str, Any]]
) -> None:
    headers = bearer(Role.SEKCAM) | {"Idempotency-Key": "serah-1"}
    body = {"from": "staf_pemerintahan", "to": "kasi_pemerintahan", "reason": "Mutasi"}
    first = client.post("/api/v1/hand-overs", json=body | {"expected": 1}, headers=headers)
    assert first.status_code == 201, first.text
    settle(tracker, first)
    assert (
        client.post("/api/v1/hand-overs", json=body | {"expected": 1}, headers=headers).json() == first.json()
    )
    assert found()["in_charge"]["code"] == "kasi_pemerintahan"
    history = client.get(f"/api/v1/follow-ups/{found()['id']}/history", headers=headers).json()
    assert (history[-1]["event"], history[-1]["data"]["hand_over_id"]) == (
        "follow_up.handed_over.1",
        first.json()["id"],
    )
    headers = bearer(Role.SEKCAM)
    empty = client.post("/api/v1/hand-overs", json=body, headers=headers)
    assert (empty.status_code, empty.json()["field"]) == (422, "from")
    unknown = client.post("/api/v1/hand-overs", json=body | {"to": "entah"}, headers=headers)
    assert (unknown.status_code, unknown.json()["field"]) == (404, "to")
    assert client.post("/api/v1/hand-overs", json=body, headers=bearer(Role.STAF)).status_code == 403
    elsewhere = body | {"office": "99.01.02"}
    assert client.post("/api/v1/hand-overs", json=elsewhere, headers=headers).status_code == 404


def test_a_step_is_undone_by_whoever_took_it(
    client: Client, bearer: Bearer, path: str, act: Act, found: Callable[[], dict[str, Any]]
) -> None:
    step = act("start", Role.STAF).json()["version"]
    act("undo", Role.KASI, 403, step=step)
    act("undo", Role.AUDITOR, 403, step=step)
    act("undo", Role.STAF, step=step)
    assert (found()["status"], found()["begun_on"]) == ("belum_ditindaklanjuti", None)
    again = act("undo", Role.STAF, 422, step=step).json()
    assert again["field"] == "step"
    assert "sudah ada perubahan lain" in again["detail"]
    events = [one["event"] for one in client.get(f"{path}/history", headers=bearer(Role.AUDITOR)).json()]
    assert events[1:] == ["follow_up.started.1", "follow_up.undone.1"]
