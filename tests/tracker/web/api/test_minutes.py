"""The minutes, the review and the consent of a meeting, told by programs."""

from collections.abc import Callable
from typing import Any

import httpx

from tests.support.office import CODE
from tests.tracker.web.browsing import Client
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
MEETING = {"kind": "rapat_koordinasi", "title": "Rapat koordinasi", "section": "pemerintahan"}


class Program:
    """Writes as a role, and waits until it can read what it wrote."""

    def __init__(self, client: Client, tracker: Tracker, bearer: Bearer) -> None:
        self._client = client
        self._tracker = tracker
        self._headers: dict[Role, dict[str, str]] = {
            role: bearer(role) for role in Role if role is not Role.KASUBBAG
        }

    def write(self, role: Role, path: str, **body: Any) -> httpx.Response:
        answer = self._client.post(f"/api/v1{path}", json=body, headers=self._headers[role])
        if answer.status_code < 300:
            assert self._tracker.views.wait_for(answer.json()["position"], 5)
        return answer

    def read(self, path: str, role: Role = Role.AUDITOR) -> Any:
        return self._client.get(f"/api/v1{path}", headers=self._headers[role]).json()

    def meeting(self, held_on: str, *outcomes: dict[str, Any]) -> str:
        body = MEETING | {"held_on": held_on, "series": "bulanan", "outcomes": outcomes}
        answer = self.write(Role.NOTULIS, "/coordinations", **body)
        assert answer.status_code == 201, answer.text
        return f"/coordinations/{answer.json()['id']}"

    def ratify(self, meeting: str) -> None:
        present = {"kind": "position", "code": "camat", "presence": "hadir"}
        for role, action, body in (
            (Role.NOTULIS, "record-attendance", {"attendees": [present]}),
            (Role.NOTULIS, "submit-minutes", {}),
            (Role.CAMAT, "ratify-minutes", {}),
        ):
            answer = self.write(role, f"{meeting}/{action}", **body)
            assert answer.status_code == 200, answer.text


def test_a_series_is_kept_reviewed_and_ratified(client: Client, tracker: Tracker, bearer: Bearer) -> None:
    program = Program(client, tracker, bearer)
    added = program.write(Role.SEKCAM, "/series", code="bulanan", title="Rakor bulanan", rhythm="bulanan")
    assert added.status_code == 201, added.text
    assert [one["code"] for one in program.read("/series")] == ["bulanan"]
    first = program.meeting("2026-02-02", {"text": "Jadwal", "due_on": "2026-12-31"})
    second = program.meeting("2026-03-02", {"text": "Baru"})
    (item,) = program.read("/series/bulanan?before=2026-03-02")["open_from_earlier"]
    assert (item["follow_up"]["text"], item["times"], item["skipped"]) == ("Jadwal", 1, False)
    follow_up = item["follow_up"]["id"]
    reviewed = program.write(
        Role.NOTULIS, f"{second}/review", items=[{"follow_up_id": follow_up, "answer": "selesai"}]
    )
    assert reviewed.status_code == 200, reviewed.text
    program.ratify(second)
    assert program.read(f"/follow-ups/{follow_up}")["status"] == "selesai"
    assert program.read(first)["state"]["minutes"] == {}
    state = program.read(second)["state"]
    assert state["minutes"]["status"] == "disahkan"
    assert [one["answer"] for one in state["minutes"]["reviewed"]] == ["selesai"]


def test_a_point_is_added_changed_removed_and_made_an_outcome(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    program = Program(client, tracker, bearer)
    program.write(Role.SEKCAM, "/series", code="bulanan", title="Rakor bulanan")
    meeting = program.meeting("2026-03-02")
    for text in ("Satu", "Dua"):
        assert program.write(Role.STAF, f"{meeting}/add-note", text=text).status_code == 200
    one, two = (note["id"] for note in program.read(meeting)["state"]["minutes"]["notes"])
    changed = program.write(Role.STAF, f"{meeting}/change-note", note_id=one, text="Satu, dibetulkan")
    assert changed.status_code == 200
    assert program.write(Role.STAF, f"{meeting}/remove-note", note_id=two).status_code == 200
    outcome = {"text": "Menyamakan data", "note_id": one}
    assert program.write(Role.STAF, f"{meeting}/add-outcome", outcome=outcome).status_code == 200
    found = program.read(meeting)["state"]
    assert [note["text"] for note in found["minutes"]["notes"]] == ["Satu, dibetulkan"]
    assert found["outcomes"][0]["origin"] == {"kind": "note", "id": one, "code": ""}
    again = program.write(Role.STAF, f"{meeting}/add-outcome", outcome=outcome)
    assert (again.status_code, again.json()["field"]) == (422, "origin")


def test_wrong_input_is_named_and_nothing_is_written(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    program = Program(client, tracker, bearer)
    program.write(Role.SEKCAM, "/series", code="bulanan", title="Rakor bulanan")
    meeting = program.meeting("2026-03-02", {"text": "Baru"})
    head = tracker.store.head()
    absent = {"kind": "position", "code": "camat", "presence": "izin", "came_late": True}
    answers = [
        program.write(Role.NOTULIS, f"{meeting}/add-note", text=" "),
        program.write(Role.NOTULIS, f"{meeting}/record-attendance", attendees=[absent]),
        program.write(Role.NOTULIS, f"{meeting}/review", items=[]),
        program.write(Role.CAMAT, f"{meeting}/ratify-minutes"),
        program.write(Role.CAMAT, f"{meeting}/decide-consent", number=1, given=True),
        program.write(Role.SEKCAM, "/series", code="Rapat Bulanan", title="x"),
    ]
    assert [(answer.status_code, answer.json().get("field")) for answer in answers] == [
        (422, "text"),
        (422, "attendees.0.presence"),
        (422, "items"),
        (422, "status"),
        (404, "number"),
        (422, "code"),
    ]
    assert program.write(Role.STAF, "/series", code="lain", title="x").status_code == 403
    assert program.write(Role.NOTULIS, f"{meeting}/return-minutes", reason="x").status_code == 403
    assert tracker.store.head() == head


def test_after_ratification_what_hides_something_is_asked_for(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    program = Program(client, tracker, bearer)
    program.write(Role.SEKCAM, "/series", code="bulanan", title="Rakor bulanan")
    meeting = program.meeting("2026-03-02", {"text": "Satu"}, {"text": "Dua"})
    program.ratify(meeting)
    one, two = (outcome["outcome"] for outcome in program.read(meeting)["outcomes"])
    withdrawn = program.write(Role.KASI, f"/follow-ups/{two['follow_up_id']}/withdraw", reason="Salah catat")
    assert (withdrawn.status_code, withdrawn.json()["field"]) == (422, "status")
    for action, body in (
        ("reclassify-outcome", {"outcome_id": one["id"], "needs_follow_up": False}),
        ("withdraw-outcome", {"outcome_id": two["id"]}),
    ):
        asked = program.write(Role.KASI, f"{meeting}/{action}", reason="Salah", **body)
        assert asked.status_code == 200, asked.text
    assert program.write(Role.CAMAT, f"{meeting}/take-back-request", number=2).status_code == 403
    assert program.write(Role.KASI, f"{meeting}/take-back-request", number=2).status_code == 200
    again = {"reason": "Salah", "outcome_id": two["id"]}
    assert program.write(Role.KASI, f"{meeting}/withdraw-outcome", **again).status_code == 200
    waiting = program.read(meeting)["state"]["requests"]["waiting"]
    assert [request["wish"] for request in waiting] == ["reclassify_outcome", "withdraw_outcome"]
    given = program.write(Role.CAMAT, f"{meeting}/decide-consent", number=1, given=True)
    refused = program.write(Role.CAMAT, f"{meeting}/decide-consent", number=3, given=False, reason="Benar")
    assert (given.status_code, refused.status_code) == (200, 200)
    outcomes = program.read(meeting)["state"]["outcomes"]
    assert outcomes[0].get("follow_up_id") is None
    assert outcomes[1]["follow_up_id"] == two["follow_up_id"]
    assert program.read(f"/series/bulanan?office={CODE}")["series"]["rhythm"] == "bulanan"
