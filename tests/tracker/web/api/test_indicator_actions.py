"""Definitions, signatures and targets over the API, and the figures that follow from them."""

from collections.abc import Callable

import httpx
import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]
AT = "/api/v1/indicators/koordinasi"
SIGNED = {"from_year": 2026, "document_number": "188/7/2026", "document_date": "2026-03-16"}


def post(client: Client, headers: dict[str, str], action: str, **body: object) -> httpx.Response:
    return client.post(f"{AT}/{action}", json=body, headers=headers)


def figure(client: Client, bearer: Bearer, query: str = "year=2026") -> dict[str, object]:
    (found,) = client.get(f"/api/v1/indicators?{query}", headers=bearer(Role.AUDITOR)).json()
    assert isinstance(found, dict)
    return found


def test_what_is_stated_and_signed_is_what_the_figures_say(client: Client, bearer: Bearer) -> None:
    assert figure(client, bearer)["adopted"] is None
    answer = post(client, bearer(Role.ADMIN), "revise", from_year=2026, rule="seed_literal", label="Baru")
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert figure(client, bearer)["simulation"]
    answer = post(client, bearer(Role.CAMAT), "adopt", **SIGNED, counts_from="reported")
    assert (answer.status_code, answer.json()["version"]) == (200, 4)
    found = figure(client, bearer)
    assert (found["rule"], found["counts_from"], found["simulation"]) == ("seed_literal", "reported", False)
    assert found["adopted"] == SIGNED
    assert found["can_pass_hundred"] is True
    assert figure(client, bearer, "year=2026&rule=per_result")["simulation"]
    assert figure(client, bearer, "year=2025")["rule"] == "meeting_all"


def test_a_target_is_set_and_cleared(client: Client, bearer: Bearer) -> None:
    for target in (82.5, "82,5"):
        answer = post(client, bearer(Role.SEKCAM), "set-target", year=2026, period="TW1", target=target)
        assert answer.status_code == (200 if target == 82.5 else 400), answer.text
    assert figure(client, bearer, "year=2026&period=TW1")["target"] == "82.50"
    assert figure(client, bearer)["target"] is None
    answer = post(client, bearer(Role.SEKCAM), "set-target", year=2026, period="TW1", target=None)
    assert answer.status_code == 200
    assert figure(client, bearer, "year=2026&period=TW1")["target"] is None


def test_the_same_request_is_answered_again_and_an_old_page_is_told(client: Client, bearer: Bearer) -> None:
    key = bearer(Role.ADMIN) | {"Idempotency-Key": "sekali"}
    first = post(client, key, "revise", from_year=2026, label="Baru")
    assert post(client, key, "revise", from_year=2026, label="Baru").json() == first.json()
    late = post(client, bearer(Role.ADMIN), "revise", from_year=2026, label="Lain", expected_version=1)
    assert (late.status_code, late.json()["field"]) == (409, "expected_version")


@pytest.mark.parametrize(
    ("action", "body", "status", "field"),
    [
        ("revise", {}, 400, "from_year"),
        ("revise", {"from_year": 2026, "lable": "x"}, 400, "lable"),
        ("revise", {"from_year": 2026, "rule": "zzz"}, 400, "rule"),
        ("revise", {"from_year": 2026, "evidence": ["foto"]}, 400, "evidence.0"),
        ("revise", {"from_year": 2026}, 422, None),
        ("revise", {"from_year": 2099, "label": "x"}, 422, "from_year"),
        ("revise", {"from_year": 2025, "label": "x"}, 422, "reason"),
        ("revise", {"from_year": 2026, "sections": []}, 422, "sections"),
        ("revise", {"from_year": 2026, "sections": ["pertanian"]}, 404, "sections"),
        ("revise", {"from_year": 2026, "kinds": ["arisan"]}, 422, "kinds"),
        ("revise", {"from_year": 2026, "rule": None}, 422, "rule"),
        ("revise", {"from_year": 2026, "rule": "evidenced_output", "evidence": []}, 422, "evidence"),
        ("set-target", {"year": 2026, "target": -3}, 422, "target"),
        ("set-target", {"year": 2026, "target": 101}, 422, "target"),
        ("set-target", {"year": 2026, "target": "banyak"}, 400, "target"),
        ("set-target", {"year": 2026, "target": 50, "period": "S1"}, 422, "period"),
        ("set-target", {"year": 1999, "target": 50}, 422, "year"),
    ],
)
def test_what_cannot_be_names_the_field(
    client: Client, bearer: Bearer, action: str, body: dict[str, object], status: int, field: str | None
) -> None:
    answer = post(client, bearer(Role.ADMIN), action, **body)
    assert (answer.status_code, answer.json().get("field")) == (status, field), answer.text


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"document_number": " "}, 422, "document_number"),
        ({"document_date": "2026-03-18"}, 422, "document_date"),
        ({"document_date": "besok"}, 400, "document_date"),
        ({"from_year": 2024}, 422, "reason"),
    ],
)
def test_a_signature_that_cannot_be_names_the_field(
    client: Client, bearer: Bearer, change: dict[str, object], status: int, field: str
) -> None:
    answer = post(client, bearer(Role.CAMAT), "adopt", **(SIGNED | change))
    assert (answer.status_code, answer.json().get("field")) == (status, field), answer.text


def test_who_may_not_is_told_and_another_office_is_not_seen(
    client: Client, bearer: Bearer, signed_in: SignIn
) -> None:
    assert post(client, bearer(Role.SEKCAM), "adopt", **SIGNED).status_code == 403
    assert post(client, bearer(Role.KASI), "revise", from_year=2026, label="x").status_code == 403
    assert post(client, bearer(Role.AUDITOR), "set-target", year=2026, target=50).status_code == 403
    foreign = post(client, bearer(Role.ADMIN), "revise", office="99.01.02", from_year=2026, label="x")
    assert foreign.status_code == 404
    assert client.post("/api/v1/indicators/tidak-ada/revise", json={"from_year": 2026, "label": "x"},
                       headers=bearer(Role.ADMIN)).status_code == 404  # fmt: skip
    assert signed_in(Role.ADMIN).post(f"{AT}/revise", json={"from_year": 2026}).status_code == 401
