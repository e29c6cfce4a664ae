"""Writing over the API: the life of one coordination and its follow-up, told by programs."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import httpx

from tests.support.clock import FixedClock
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.tracker.web.browsing import Client
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
MEETING = {
    "kind": "rapat_koordinasi",
    "title": "Rapat koordinasi posyandu",
    "held_on": "2026-03-10",
    "section": "pemerintahan",
    "outcomes": [
        {"text": "Mendata balita", "in_charge": "staf_pemerintahan", "due_on": "2026-03-20"},
        {"text": "Menyiapkan tempat", "in_charge": {"kind": "body", "code": "kades_uji"}},
        {"text": "Jadwal diketahui bersama", "needs_follow_up": False},
    ],
}


def log(client: Client, bearer: Bearer, **changes: object) -> httpx.Response:
    return client.post("/api/v1/coordinations", json=MEETING | changes, headers=bearer(Role.NOTULIS))


def settle(tracker: Tracker, answer: httpx.Response) -> None:
    assert tracker.views.wait_for(answer.json()["position"], 5)


def test_logging_answers_with_id_version_and_position(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    answer = log(client, bearer)
    assert answer.status_code == 201, answer.text
    assert set(answer.json()) == {"id", "version", "position"}
    assert answer.json()["version"] == 4
    settle(tracker, answer)
    found = client.get(f"/api/v1/coordinations/{answer.json()['id']}", headers=bearer(Role.AUDITOR)).json()
    assert found["state"]["details"]["title"] == MEETING["title"]
    assert [outcome["outcome"]["text"] for outcome in found["outcomes"]] == [
        "Mendata balita",
        "Menyiapkan tempat",
        "Jadwal diketahui bersama",
    ]
    assert found["outcomes"][0]["follow_up"]["due_on"] == "2026-03-20"
    assert found["outcomes"][1]["follow_up"]["in_charge"]["kind"] == "body"
    assert found["outcomes"][2]["follow_up"] is None


def test_the_same_key_logs_once(client: Client, tracker: Tracker, bearer: Bearer) -> None:
    headers = bearer(Role.NOTULIS) | {"Idempotency-Key": "rapat-1"}
    first = client.post("/api/v1/coordinations", json=MEETING, headers=headers)
    again = client.post("/api/v1/coordinations", json=MEETING, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    other = client.post("/api/v1/coordinations", json=MEETING | {"title": "Lain"}, headers=headers)
    assert other.status_code == 409
    settle(tracker, first)
    listed = client.get("/api/v1/coordinations", headers=headers).json()
    assert len(listed["rows"]) == 1


def test_the_same_key_with_another_reason_is_another_request(client: Client, bearer: Bearer) -> None:
    path = f"/api/v1/coordinations/{log(client, bearer).json()['id']}/correct"
    headers = bearer(Role.NOTULIS) | {"Idempotency-Key": "betul-1"}
    body = {"title": "Judul baru"}
    assert client.post(path, json=body | {"reason": "salah ketik"}, headers=headers).status_code == 200
    other = client.post(path, json=body | {"reason": "permintaan Camat"}, headers=headers)
    assert other.status_code == 409


def test_whoever_writes_reads_it_with_the_next_request(client: Client, bearer: Bearer) -> None:
    headers = bearer(Role.NOTULIS)
    for number in range(20):
        written = client.post(
            "/api/v1/coordinations", json=MEETING | {"title": f"Rapat {number}"}, headers=headers
        )
        found = client.get(f"/api/v1/coordinations/{written.json()['id']}", headers=headers)
        assert found.status_code == 200, number


def test_a_follow_up_goes_its_way_from_assignment_to_verification(
    client: Client, tracker: Tracker, clock: FixedClock, bearer: Bearer
) -> None:
    settle(tracker, log(client, bearer))
    rows = client.get("/api/v1/follow-ups?in_charge=staf_pemerintahan", headers=bearer(Role.KASI)).json()[
        "rows"
    ]
    (row,) = rows
    path = f"/api/v1/follow-ups/{row['id']}"

    def act(action: str, role: Role, **body: object) -> httpx.Response:
        answer = client.post(f"{path}/{action}", json=body, headers=bearer(role))
        assert answer.status_code == 200, answer.text
        return answer

    act("start", Role.STAF, expected_version=1)
    act("report-progress", Role.STAF, note="Separuh desa sudah didata.")
    done = {"type": "dokumen_laporan", "dated_on": "2026-03-16"}
    act("report-done", Role.STAF, note="Selesai.", evidence=[done])
    act("return", Role.KASI, reason="Satu dusun belum ada.")
    act("report-done", Role.STAF, note="Lengkap.", evidence=[done])
    last = act("verify", Role.KASI)
    settle(tracker, last)
    found = client.get(path, headers=bearer(Role.AUDITOR)).json()
    assert (found["status"], found["version"]) == ("selesai", last.json()["version"])
    events = [entry["event"] for entry in client.get(f"{path}/history", headers=bearer(Role.AUDITOR)).json()]
    assert len(events) == 7
    assert events[0] == "follow_up.opened.1"
    assert events[-1] == "follow_up.verified.1"


def test_who_looked_at_an_older_version_is_told(client: Client, tracker: Tracker, bearer: Bearer) -> None:
    answer = log(client, bearer)
    path = f"/api/v1/coordinations/{answer.json()['id']}/correct"
    body = {"title": "Judul baru", "reason": "salah ketik", "expected_version": 4}
    headers = bearer(Role.NOTULIS)
    assert client.post(path, json=body, headers=headers).status_code == 200
    late = client.post(path, json=body | {"title": "Judul lain"}, headers=headers)
    assert late.status_code == 409
    assert late.json()["field"] == "expected_version"


def test_what_the_role_may_not_do_is_forbidden(client: Client, bearer: Bearer) -> None:
    answer = client.post("/api/v1/coordinations", json=MEETING, headers=bearer(Role.AUDITOR))
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Yang berwenang" in answer.json()["detail"]


def test_another_office_is_not_found(client: Client, bearer: Bearer) -> None:
    for path in (
        "/api/v1/follow-ups",
        "/api/v1/coordinations",
        "/api/v1/indicators",
        "/api/v1/live",
        "/api/v1/live/changes",
    ):
        answer = client.get(path, params={"office": "99.01.02"}, headers=bearer(Role.CAMAT))
        assert answer.status_code == 404, path
    assert (
        client.get("/api/v1/indicators", params={"office": CODE}, headers=bearer(Role.CAMAT)).status_code
        == 200
    )


def test_what_another_office_has_is_answered_as_what_nobody_has(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    logged = log(client, bearer)
    settle(tracker, logged)
    (follow_up, *_) = client.get("/api/v1/follow-ups", headers=bearer(Role.CAMAT)).json()["rows"]
    set_up_office(tracker, OTHER)
    until = tracker.clock() + timedelta(days=1)
    stranger = {
        "Authorization": f"Bearer {accounts.issue_token(tracker, operator(), username(Role.CAMAT, OTHER), until)}"
    }
    nobodys = UUID(int=1)

    def answers(path: str, office: str) -> list[str]:
        write = {"reason": "uji"}
        return [
            client.get(path, headers=stranger).text,
            client.get("/api/v1/indicators", params={"office": office}, headers=stranger).text,
            client.post(f"{path}/withdraw", json=write, headers=stranger).text,
        ]

    for kind, known in (("coordinations", logged.json()["id"]), ("follow-ups", follow_up["id"])):
        theirs = answers(f"/api/v1/{kind}/{known}", CODE)
        assert theirs == answers(f"/api/v1/{kind}/{nobodys}", "99.09.09")
        assert all('"status":404' in text for text in theirs)


def test_the_figures_and_their_explanation_agree(client: Client, tracker: Tracker, bearer: Bearer) -> None:
    settle(tracker, log(client, bearer))
    headers = bearer(Role.CAMAT)
    (figure,) = client.get("/api/v1/indicators?year=2026&period=TW1", headers=headers).json()
    explained = client.get(
        "/api/v1/indicators/koordinasi/explain?year=2026&period=TW1", headers=headers
    ).json()
    assert (figure["numerator"], figure["denominator"], figure["percentage"]) == (0, 1, "0.00")
    assert explained["indicator"] == figure | {"as_of": explained["indicator"]["as_of"]}
    assert sum(line["denominator"] for line in explained["lines"]) == 1
    assert (explained["total"], explained["next"]) == (1, None)
    page = client.get("/api/v1/indicators/koordinasi/explain?year=2026&limit=1", headers=headers).json()
    assert page["lines"] == explained["lines"]
    for wrong in ("limit=0", "limit=501", "after=besok"):
        refused = client.get(f"/api/v1/indicators/koordinasi/explain?year=2026&{wrong}", headers=headers)
        assert refused.status_code in {400, 422}, wrong


def test_a_token_of_nobody_is_refused(client: Client, bearer: Bearer) -> None:
    for value in (
        "Bearer tl_invented",
        "Basic Y2FtYXQ6eA==",
        "Bearer",
        "bearer é",
    ):
        answer = client.get("/api/v1/indicators", headers={b"Authorization": value.encode("latin-1")})
        assert answer.status_code == 401
        assert answer.json()["title"] == "Belum masuk"
