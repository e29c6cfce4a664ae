"""What every answer carries, whatever it is, and what is never kept."""

import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn

PATHS = (
    "/masuk",
    "/tidak-ada",
    "/static/tidak-ada.css",
    "/api/v1/indicators",
    "/health/live",
    "/schema",
    "/metrics",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_foreign_script_style_or_frame_is_allowed(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_method_not_allowed_carries_them_too(client: Client) -> None:
    answer = client.put("/masuk")
    assert answer.status_code == 405
    assert "content-security-policy" in answer.headers


def test_signed_in_pages_are_not_kept_by_the_browser(signed_in: SignIn) -> None:
    assert signed_in().get("/").headers["cache-control"] == "no-store"


def test_the_description_of_the_api_is_read_without_scripts(client: Client) -> None:
    page = client.get("/schema")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "/api/v1/follow-ups/{follow_up_id}/report-done" in page.text
    schema = client.get("/schema/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert "/api/v1/coordinations" in schema["paths"]
    assert not [path for path in schema["paths"] if not path.startswith(("/api/", "/health/"))]
