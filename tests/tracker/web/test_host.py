"""What the Host header may hold."""

import pytest

from tests.tracker.web.browsing import Client


@pytest.mark.parametrize("host", ["x:99999", "x:satu", "[", "x/y", "x:0"])
def test_a_host_that_is_no_address_is_a_400(client: Client, host: str) -> None:
    answer = client.get("/masuk", headers={"host": host})
    assert answer.status_code == 400
    assert "Host" in answer.text


@pytest.mark.parametrize("host", ["kecamatan.example", "kecamatan.example:8443", "[::1]:8000", "127.0.0.1"])
def test_an_address_is_served(client: Client, host: str) -> None:
    assert client.get("/health/live", headers={"host": host}).status_code == 200
