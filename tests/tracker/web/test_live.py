"""Figures that change while one looks: through the real server, in its own process."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import takewhile

import httpx
import pytest
from httpx_sse import ServerSentEvent, connect_sse

from tests.support.office import CODE, set_up_office, username
from tests.support.product import Part, Product
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.bootstrap import close_tracker, open_tracker
from tracker.domain.role import Role
from tracker.settings import read_settings


@pytest.fixture
def token(product: Product) -> str:
    """A note-taker's, in a home with one office."""
    tracker = open_tracker(read_settings(product.environment))
    set_up_office(tracker)
    until = tracker.clock() + timedelta(days=1)
    issued = accounts.issue_token(tracker, operator(), username(Role.NOTULIS), until)
    close_tracker(tracker)
    return issued


@pytest.fixture
def serving(product: Product, token: str) -> Part:
    return product.serve()


@contextmanager
def listening(
    product: Product, token: str, path: str = "/api/v1/live", kind: str = "angka"
) -> Iterator[Iterator[ServerSentEvent]]:
    headers = {"Authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=product.url, headers=headers, timeout=20) as client,
        connect_sse(client, "GET", path) as source,
    ):
        yield (event for event in source.iter_sse() if event.event == kind)


def log(product: Product, token: str, title: str) -> int:
    """A meeting without outcome; the position that it was recorded at."""
    body = {"kind": "rapat_koordinasi", "title": title, "held_on": "2026-01-05", "section": "pemerintahan"}
    answer = httpx.post(
        f"{product.url}/api/v1/coordinations", json=body, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 201, answer.text
    position: int = answer.json()["position"]
    return position


@pytest.mark.alone
def test_a_reader_gets_the_figures_at_once_and_again_after_each_change(
    product: Product, token: str, serving: Part
) -> None:
    with listening(product, token) as events:
        first = json.loads(next(events).data)
        assert {figure["code"] for figure in first["figures"]}
        assert all("text" in figure for figure in first["figures"])
        assert "overdue" in first["attention"]
        delays: list[float] = []
        for number in range(20):
            position = log(product, token, f"Rapat {number}")
            answered = time.perf_counter()
            while json.loads(next(events).data)["position"] < position:
                pass
            delays.append(time.perf_counter() - answered)
            time.sleep(0.06)
        assert sorted(delays)[18] < 0.25


def test_every_event_is_one_of_figures(product: Product, token: str, serving: Part) -> None:
    """A comment must not end in an event without data, which a browser would hand to the page as a message."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.stream("GET", f"{product.url}/api/v1/live", headers=headers, timeout=20) as answer:
        seen = list(takewhile(lambda line: not line.startswith("data: {"), answer.iter_lines()))
    assert [line for line in seen if not line.startswith(":")] == ["retry: 2000", "", "event: angka"]


def test_a_page_of_one_record_hears_that_something_changed_and_no_figures(
    product: Product, token: str, serving: Part
) -> None:
    with listening(product, token, "/api/v1/live/changes", "berubah") as events:
        for number in range(3):  # the first may be folded before the stream listens
            log(product, token, f"Rapat {number}")
        assert next(events).data == CODE


def test_a_stream_does_not_delay_the_end(product: Product, token: str, serving: Part) -> None:
    with listening(product, token) as events:
        next(events)
        started = time.monotonic()
        serving.stop()
        assert time.monotonic() - started < 5


def test_nobody_listens_without_an_account(product: Product, serving: Part) -> None:
    for path in ("/api/v1/live", "/api/v1/live/changes"):
        assert httpx.get(f"{product.url}{path}").status_code == 401
