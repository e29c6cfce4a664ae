"""Surveys over the API: answers in, index out, by role and office; wrong answers named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx

from tests.support.office import CODE, OTHER, set_up_office, username
from tests.tracker.web.browsing import Client
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.domain.survey.elements import Element

Bearer = Callable[[Role], dict[str, str]]
GOOD = dict.fromkeys(Element, 4)
SURVEYS = "/api/v1/surveys"
YEAR = {"name": "SKM 2026", "year": 2026}


def opened(client: Client, bearer: Bearer) -> str:
    answer = client.post(f"{SURVEYS}/", json=YEAR, headers=bearer(Role.STAF))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def act(client: Client, headers: dict[str, str], path: str, body: dict[str, Any]) -> httpx.Response:
    return client.post(f"{SURVEYS}/{path}", json=body, headers=headers)


def test_a_survey_is_opened_answered_closed_and_read(client: Client, bearer: Bearer) -> None:
    survey = opened(client, bearer)
    answer = act(client, bearer(Role.STAF), f"{survey}/answer", {"answers": GOOD, "profile": {"umur": "35"}})
    assert set(answer.json()) == {"id", "version", "position"}
    assert act(client, bearer(Role.KASI), f"{survey}/close", {"expected_version": 2}).status_code == 200
    found = client.get(f"{SURVEYS}/{survey}", headers=bearer(Role.AUDITOR)).json()
    assert (found["ikm"], found["grade"], found["status"], found["version"]) == ("100.00", "A", "ditutup", 3)
    assert found["profile"] == {"umur": {"30-39": 1}}
    (listed,) = client.get(SURVEYS, params={"year": 2026}, headers=bearer(Role.AUDITOR)).json()
    assert listed["id"] == survey
    assert client.get(SURVEYS, params={"year": 2025}, headers=bearer(Role.AUDITOR)).json() == []


def test_a_file_is_imported_once_and_its_faults_are_named(client: Client, bearer: Bearer) -> None:
    header = ",".join(Element)
    body = YEAR | {"file_name": "skm.csv", "text": f"{header}\n4,4,4,4,4,4,4,4,4"}
    first = act(client, bearer(Role.STAF), "import", body)
    assert (first.status_code, first.json()["respondents"], first.json()["unchanged"]) == (200, 1, False)
    assert act(client, bearer(Role.STAF), "import", body).json()["unchanged"] is True
    wrong = act(client, bearer(Role.STAF), "import", body | {"text": f"{header}\n4,4,4,4,4,4,4,4,5"})
    assert wrong.status_code == 422
    assert "Baris 2, sarana" in wrong.json()["detail"]
    unknown = {"name": "Tidak ada", "file_name": "a.csv", "text": f"{header}\n4,4,4,4,4,4,4,4,4"}
    assert act(client, bearer(Role.STAF), "import", unknown).status_code == 404


def test_wrong_answers_are_refused_by_field(client: Client, bearer: Bearer) -> None:
    survey = opened(client, bearer)
    staff = bearer(Role.STAF)
    five = act(client, staff, f"{survey}/answer", {"answers": GOOD | {"biaya": 5}})
    assert (five.status_code, five.json()["field"]) == (422, "biaya")
    for wrong in (0.5, "x"):
        refused = act(client, staff, f"{survey}/answer", {"answers": GOOD | {"biaya": wrong}})
        assert refused.status_code == 400
        assert "biaya" in refused.text
    young = act(client, staff, f"{survey}/answer", {"answers": GOOD, "profile": {"umur": "2"}})
    assert (young.status_code, young.json()["field"]) == (422, "umur")
    named = act(client, staff, f"{survey}/answer", {"answers": GOOD, "profile": {"nama": "Budi"}})
    assert named.status_code == 400


def test_a_finished_value_is_the_leaders_to_state(client: Client, bearer: Bearer) -> None:
    body = YEAR | {
        "ikm": "88.95",
        "respondents": 150,
        "number": "065/1",
        "dated_on": "2026-03-01",
        "elements": {"waktu": "3.1"},
    }
    assert act(client, bearer(Role.STAF), "state-result", body).status_code == 403
    number = body | {"name": "SKM 2025", "year": 2025, "ikm": 88.95, "elements": {"waktu": 3.1, "biaya": 4}}
    answer = act(client, bearer(Role.KASI), "state-result", number)
    found = client.get(f"{SURVEYS}/{answer.json()['id']}", headers=bearer(Role.STAF)).json()
    assert (found["ikm"], found["elements"]["waktu"]["mean"]) == ("88.95", "3.10")
    for malformed in (True, None, [88]):
        assert act(client, bearer(Role.KASI), "state-result", body | {"ikm": malformed}).status_code == 400
    for wrong in (1e300, "x"):
        refused = act(client, bearer(Role.KASI), "state-result", body | {"ikm": wrong})
        assert (refused.status_code, refused.json()["field"]) == (422, "ikm")
    answer = act(client, bearer(Role.KASI), "state-result", body)
    assert answer.status_code == 200, answer.text
    found = client.get(f"{SURVEYS}/{answer.json()['id']}", headers=bearer(Role.STAF)).json()
    assert (found["ikm"], found["finished_value"], found["weight"]) == ("88.95", True, None)
    assert found["elements"] == {"waktu": {"answers": None, "mean": "3.10", "score": "77.50", "grade": "B"}}
    assert act(client, bearer(Role.KASI), "state-result", body | {"ikm": "101"}).json()["field"] == "reason"
    too_much = body | {"ikm": "101", "reason": "Uji"}
    assert act(client, bearer(Role.KASI), "state-result", too_much).json()["field"] == "ikm"
    next_year = body | {"name": "Nanti", "year": 2027}
    assert act(client, bearer(Role.KASI), "state-result", next_year).json()["field"] == "year"


def test_an_auditor_reads_and_another_office_sees_nothing(
    client: Client, tracker: Tracker, bearer: Bearer
) -> None:
    survey = opened(client, bearer)
    assert act(client, bearer(Role.AUDITOR), f"{survey}/answer", {"answers": GOOD}).status_code == 403
    assert act(client, bearer(Role.STAF), f"{survey}/close", {}).status_code == 403
    set_up_office(tracker, OTHER)
    token = accounts.issue_token(
        tracker, operator(), username(Role.CAMAT, OTHER), tracker.clock() + timedelta(days=1)
    )
    stranger = {"Authorization": f"Bearer {token}"}
    assert client.get(f"{SURVEYS}/{survey}", headers=stranger).status_code == 404
    assert act(client, stranger, f"{survey}/answer", {"answers": GOOD}).status_code == 404
    assert client.get(SURVEYS, params={"office": CODE}, headers=stranger).status_code == 404
    assert client.get(SURVEYS, headers=stranger).json() == []
