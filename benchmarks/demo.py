"""The product over a demo home that is filled to a number of events, and an account that is signed in to it."""

import re
from collections.abc import Mapping
from datetime import timedelta
from http.client import HTTPConnection
from itertools import chain
from random import Random
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import httpx

from benchmarks.filling import fill
from benchmarks.mix import log, work
from tests.support.product import Product
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.demo_home import DEMO_PASSWORD
from tracker.bootstrap import close_tracker, open_tracker
from tracker.settings import read_settings

OFFICE = "35.09.31"
NOTE_TAKER = "notulis.sumberjambe"
CAMAT = "camat.sumberjambe"
OWN_EVENTS = 700
"""Of the office that is looked at, in a home of any size."""


class Answer(NamedTuple):
    seconds: float
    status: int
    body: bytes
    headers: Mapping[str, str]


class Client:
    """One connection that is kept open, without a library's own time: from the first byte sent to the last read."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
        self.headers = dict(headers)

    def get(self, path: str) -> Answer:
        return self._send("GET", path, b"", {})

    def post_json(self, path: str, body: bytes) -> Answer:
        return self._send("POST", path, body, {"Content-Type": "application/json"})

    def post_form(self, path: str, fields: Mapping[str, str]) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, urlencode(fields).encode(), form)

    def close(self) -> None:
        self._connection.close()

    def _send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        began = perf_counter()
        self._connection.request(method, path, body or None, self.headers | dict(headers))
        response = self._connection.getresponse()
        read = response.read()
        return Answer(perf_counter() - began, response.status, read, dict(response.getheaders()))


def load_demo(product: Product, events: int = 0) -> None:
    """The two demo offices; with `events`, more history of one of them, then of thirty others."""
    done = product.run("demo")
    assert done.returncode == 0, done.stderr
    tracker = open_tracker(read_settings(product.environment))
    random = Random(1)
    own = work(min(OWN_EVENTS, events), random, (OFFICE,))
    others = events - tracker.store.head() - OWN_EVENTS
    fill(tracker.store, chain(own, log(others, random)) if others > 0 else own)
    close_tracker(tracker)


def token(product: Product, username: str) -> str:
    """A bearer token of that account."""
    tracker = open_tracker(read_settings(product.environment))
    until = tracker.clock() + timedelta(days=1)
    issued = accounts.issue_token(tracker, operator(), username, until)
    close_tracker(tracker)
    return issued


def with_token(product: Product, username: str) -> Client:
    return Client(product.url, {"Authorization": f"Bearer {token(product, username)}"})


def signed_in(product: Product, username: str) -> Client:
    """Through the form, as a browser: its cookies, and the encodings that it takes."""
    with httpx.Client(base_url=product.url) as browser:
        fields = {"username": username, "password": DEMO_PASSWORD}
        fields["_csrf_token"] = form_token(browser.get("/masuk").text)
        answer = browser.post("/masuk", data=fields)
        assert answer.status_code == 303, answer.text
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return Client(product.url, {"Cookie": cookies})


def form_token(page: str) -> str:
    found = re.search(r'name="_csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]
