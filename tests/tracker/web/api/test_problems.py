"""Whatever is sent, the answer is a 4xx that names the field at fault."""

from collections.abc import Callable

import pytest

from tests.tracker.web.api.test_writes import MEETING, log, settle
from tests.tracker.web.browsing import Client
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

Bearer = Callable[[Role], dict[str, str]]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"titel": "x"}, "titel"),
        ({"held_on": "besok"}, "held_on"),
        ({"held_on": "2026-02-30"}, "held_on"),
        ({"held_on": 5}, "held_on"),
        ({"outcomes": [{"txt": "x"}]}, "outcomes.0.txt"),
        ({"outcomes": "x"}, "outcomes"),
        ({"outcomes": [{"text": "x", "in_charge": {"kind": "body"}}]}, "outcomes.0.in_charge.code"),
        ({"within_authority": "barangkali"}, "within_authority"),
        ({"title": None}, "title"),
        ({"expected_version": "x"}, "expected_version"),
    ],
)
def test_a_body_that_does_not_fit_names_the_field(
    client: Client, bearer: Bearer, change: dict[str, object], field: str
) -> None:
    answer = log(client, bearer, **change)
    assert answer.status_code == 400, answer.text
    assert answer.json()["field"] == field
    assert answer.json()["detail"].startswith("Isian")


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"title": " "}, 422, "title"),
        ({"held_on": "2027-01-01"}, 422, "held_on"),
        ({"section": "tidak_ada"}, 404, "section"),
        ({"held_on": None}, 422, "held_on"),
        ({"outcomes": [{"text": ""}]}, 422, "outcomes.0.text"),
        ({"outcomes": [{"text": "x", "in_charge": "siapa"}]}, 404, "outcomes.0.in_charge"),
        ({"outcomes": [{"text": "x", "due_on": "2020-01-01"}]}, 422, "outcomes.0.due_on"),
        ({"office": "99.01.02"}, 404, None),
    ],
)
def test_a_rule_that_is_broken_names_the_field(
    client: Client, bearer: Bearer, change: dict[str, object], status: int, field: str | None
) -> None:
    answer = log(client, bearer, **change)
    assert answer.status_code == status, answer.text
    assert answer.json().get("field") == field


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1e999",
        b'"x"',
        b"\xff\xfe",
        b'{"title":"\\ud800"}',
        b'{"title":"\\u0000"}',
        b"[" * 9000,
    ],
)
def test_a_body_that_is_no_object_is_a_bad_request(client: Client, bearer: Bearer, body: bytes) -> None:
    headers = bearer(Role.NOTULIS) | {"Content-Type": "application/json"}
    answer = client.post("/api/v1/coordinations", content=body, headers=headers)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/indicators?year=x", 400),
        ("/indicators?year=99999999999999999999999", 400),
        ("/indicators?year=1", 400),
        ("/indicators?period=TW9", 422),
        ("/indicators?rule=zzz", 400),
        ("/indicators?as_of=0001-01-01T00:00:00%2B07:00", 422),
        ("/indicators?as_of=2026-01-01T00:00:00", 422),
        ("/indicators?as_of=2027-01-01T00:00:00Z", 422),
        ("/indicators?cut_off=0001-01-01", 422),
        ("/indicators/tidak-ada/explain", 404),
        ("/indicators/%00/explain", 404),
        ("/follow-ups?after=x", 422),
        ("/follow-ups?limit=0", 400),
        ("/follow-ups?limit=1e9", 400),
        ("/follow-ups?coordination=x", 400),
        ("/follow-ups?status=x", 400),
        ("/follow-ups?q=%00%FF%27%25", 200),
        ("/follow-ups/00000000-0000-0000-0000-000000000000", 404),
        ("/follow-ups/x", 404),
        ("/coordinations?q=%00%FF", 200),
        ("/coordinations?year=0", 400),
        ("/coordinations?after=9999-12-31.zz", 422),
        ("/tidak-ada", 404),
    ],
)
def test_an_address_that_makes_no_sense_is_the_callers_mistake(
    client: Client, bearer: Bearer, path: str, status: int
) -> None:
    answer = client.get(f"/api/v1{path}", headers=bearer(Role.CAMAT))
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/indicators?as_of=2026-12-31", "Isian “as_of” tidak sesuai: saat ditulis 2022-01-31T16:59:59Z."),
        ("/indicators?cut_off=31-12-2026", "Isian “cut_off” tidak sesuai: tanggal ditulis 2022-01-31."),
        ("/follow-ups?limit=0", "Isian “limit” tidak sesuai: paling kecil 1."),
        ("/follow-ups?limit=201", "Isian “limit” tidak sesuai: paling besar 200."),
        ("/follow-ups?limit=x", "Isian “limit” tidak sesuai: harus berupa bilangan bulat."),
    ],
)
def test_a_value_that_does_not_fit_is_told_how_it_would(
    client: Client, bearer: Bearer, path: str, said: str
) -> None:
    assert client.get(f"/api/v1{path}", headers=bearer(Role.CAMAT)).json()["detail"] == said


def test_a_far_due_date_does_no_harm(client: Client, tracker: Tracker, bearer: Bearer) -> None:
    outcome = {"text": "Kelak", "due_on": "9999-12-31", "in_charge": "camat"}
    answer = log(client, bearer, outcomes=[outcome])
    assert answer.status_code < 500
    if answer.status_code == 201:
        settle(tracker, answer)
        assert tracker.views.lag().parked == 0


def test_a_method_that_an_address_does_not_know_is_said(client: Client, bearer: Bearer) -> None:
    answer = client.delete("/api/v1/coordinations", headers=bearer(Role.CAMAT))
    assert (answer.status_code, answer.json()["title"]) == (405, "Cara meminta tidak dikenal")


def test_too_large_a_body_is_refused(client: Client, bearer: Bearer) -> None:
    answer = log(client, bearer, title="x" * 300_000)
    assert answer.status_code == 413


def test_an_idempotency_key_has_its_limits(client: Client, bearer: Bearer) -> None:
    headers = bearer(Role.NOTULIS) | {"Idempotency-Key": "k" * 201}
    answer = client.post("/api/v1/coordinations", json=MEETING, headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("path", ["indicators", "indicators/pmks/explain", "follow-ups", "coordinations"])
def test_a_misspelt_parameter_is_refused_by_name(client: Client, bearer: Bearer, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?office=35.09.31&perid=TW1", headers=bearer(Role.CAMAT))
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == "perid"


def test_a_write_takes_no_query(client: Client, bearer: Bearer) -> None:
    answer = client.post("/api/v1/coordinations?held_on=2026-01-01", json={}, headers=bearer(Role.CAMAT))
    assert answer.json()["field"] == "held_on"
