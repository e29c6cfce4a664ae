"""Anything at all, sent to every operation that the description names, is never answered with a 5xx."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracker.web.browsing import Client
from tracker.domain.role import Role

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40),
    st.dates().map(str),
    st.datetimes(timezones=st.just(None) | st.timezones()).map(lambda d: d.isoformat()),
    st.sampled_from(
        ["kasi_pemerintahan", "kades_uji", "pemerintahan", "rapat_koordinasi", "TW1", "meeting_all"]
    ),
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
_PATH_VALUES = st.uuids().map(str) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=10)


def _operations(schema: dict[str, Any]) -> list[tuple[str, str, list[str], list[str]]]:
    """Method, path, names of its query parameters and of its body's fields."""
    found = []
    for path, methods in schema["paths"].items():
        if not path.startswith("/api/") or "/live" in path:  # streams without an end
            continue
        for method, operation in methods.items():
            query = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
            body: list[str] = []
            if "requestBody" in operation:
                shape = operation["requestBody"]["content"]["application/json"]["schema"]
                name = shape["$ref"].rpartition("/")[2]
                body = sorted(schema["components"]["schemas"][name]["properties"])
            found.append((method, path, query, body))
    return found


def test_no_input_is_answered_with_a_server_error(
    client: Client, bearer: Callable[[Role], dict[str, str]]
) -> None:
    headers = bearer(Role.CAMAT)
    operations = _operations(client.get("/schema/openapi.json").json())
    assert len(operations) >= 28

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def attack(data: st.DataObject) -> None:
        method, path, query, fields = data.draw(st.sampled_from(operations))
        for name in ("coordination_id", "follow_up_id", "code", "sha256"):
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", quote(data.draw(_PATH_VALUES), safe=""))
        parameters = {name: str(data.draw(_SCALARS)) for name in query if data.draw(st.booleans())}
        body = {name: data.draw(_ANYTHING) for name in fields if data.draw(st.booleans())} if fields else None
        answer = client.request(method, path, params=parameters, json=body, headers=headers)
        assert answer.status_code < 500, (method, path, parameters, body, answer.text)

    attack()
