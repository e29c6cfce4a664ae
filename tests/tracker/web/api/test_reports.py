"""The report and the freezes for programs."""

from collections.abc import Callable

import pytest

from tests.support.clock import FixedClock
from tests.support.office import OTHER, set_up_office
from tests.support.reporting import add_planner, adopt
from tests.tracker.web.browsing import Client
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
QUARTER = {"year": 2026, "period": "TW1"}


@pytest.fixture
def over(tracker: Tracker, client: Client, bearer: Bearer, clock: FixedClock) -> Tracker:
    """An adopted definition, one coordination of March, and the quarter is over."""
    add_planner(tracker)
    adopt(tracker)
    meeting = {
        "kind": "rapat_koordinasi",
        "title": "Rapat",
        "held_on": "2026-03-10",
        "section": "pemerintahan",
        "outcomes": [{"text": "Mendata", "in_charge": "staf_pemerintahan", "due_on": "2026-03-20"}],
    }
    assert client.post("/api/v1/coordinations", json=meeting, headers=bearer(Role.STAF)).status_code == 201
    clock.advance(days=30)
    return tracker


def test_a_quarter_is_proposed_returned_confirmed_and_reopened(
    over: Tracker, client: Client, bearer: Bearer
) -> None:
    def post(action: str, role: Role, **more: object) -> int:
        body = QUARTER | more
        return client.post(f"/api/v1/freezes/{action}", json=body, headers=bearer(role)).status_code

    assert post("propose", Role.CAMAT) == 403
    assert post("propose", Role.KASUBBAG) == 200
    assert post("propose", Role.KASUBBAG) == 422
    assert post("take-back", Role.KASUBBAG) == 422
    assert post("take-back", Role.CAMAT, reason="Salah") == 403
    assert post("take-back", Role.KASUBBAG, reason="Salah") == 200
    assert post("propose", Role.KASUBBAG) == 200
    assert post("return", Role.CAMAT) == 422
    assert post("return", Role.CAMAT, reason="Periksa lagi") == 200
    assert post("propose", Role.KASUBBAG) == 200
    assert post("confirm", Role.KASUBBAG) == 403
    assert post("confirm", Role.CAMAT, document="050/7") == 200
    (found,) = client.get("/api/v1/freezes?year=2026", headers=bearer(Role.AUDITOR)).json()
    assert (found["state"], found["document"], found["cut_off"]) == ("ditetapkan", "050/7", "2026-03-31")
    (figure,) = found["figures"]
    assert (figure["numerator"], figure["denominator"], figure["percentage"]) == (0, 1, "0.00")
    assert figure["definition"]["reading"]["rule"] == "meeting_all"
    assert (figure["changed"], figure["now"]["percentage"]) == (False, "0.00")
    assert post("reopen", Role.CAMAT, reason="Satu rapat terlewat") == 200


def test_the_same_key_proposes_once(over: Tracker, client: Client, bearer: Bearer) -> None:
    headers = bearer(Role.KASUBBAG) | {"Idempotency-Key": "tw1"}
    first = client.post("/api/v1/freezes/propose", json=QUARTER, headers=headers)
    again = client.post("/api/v1/freezes/propose", json=QUARTER, headers=headers)
    assert first.json() == again.json()


def test_the_report_tells_each_cell_and_where_it_comes_from(
    over: Tracker, client: Client, bearer: Bearer
) -> None:
    found = client.get("/api/v1/report?year=2026", headers=bearer(Role.AUDITOR)).json()
    (row,) = found["rows"]
    assert [cell["source"] for cell in row["quarters"]] == ["adopted", "adopted", "none", "none"]
    assert row["quarters"][0]["balance"]["held"] == 1
    assert row["quarters"][1]["percentage"] is None
    assert row["earlier"][0]["year"] == 2025
    assert client.get("/api/v1/report/published", headers=bearer(Role.AUDITOR)).json() == []


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/report?cut_off=2020-01-01&year=2026", "cut_off"),
        ("/api/v1/report?as_of=2026-03-01T00:00:00", "as_of"),
        ("/api/v1/report?year=1", "year"),
        ("/api/v1/freezes?tahun=2026", "tahun"),
    ],
)
def test_a_question_without_an_answer_names_the_field(
    client: Client, bearer: Bearer, path: str, field: str
) -> None:
    answer = client.get(path, headers=bearer(Role.AUDITOR))
    assert 400 <= answer.status_code < 500
    assert field in answer.text


def test_nothing_of_another_office(tracker: Tracker, client: Client, bearer: Bearer) -> None:
    set_up_office(tracker, OTHER)
    for path in ("report", "report/published", "freezes"):
        answer = client.get(f"/api/v1/{path}?office={OTHER}", headers=bearer(Role.AUDITOR))
        assert answer.status_code == 404, path
    body = QUARTER | {"office": OTHER}
    assert client.post("/api/v1/freezes/confirm", json=body, headers=bearer(Role.CAMAT)).status_code == 404
    assert client.post("/api/v1/freezes/propose", json=QUARTER | {"period": "TW9"}, headers=bearer(Role.CAMAT)).status_code in {403, 422}  # fmt: skip
