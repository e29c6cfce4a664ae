"""A program with an account's token, at the JSON API of a product that runs in processes of its own."""

import subprocess
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import msgspec

from tests.e2e.waiting import wait_for
from tests.support.day import TODAY
from tracker.domain.identity import follow_up_id, nth_outcome_id

API = "/api/v1"
SUMBERJAMBE = "35.09.31"

Run = Callable[..., subprocess.CompletedProcess[str]]
"""Runs a command of the product to its end, where that product is installed."""


class Logged(msgspec.Struct, frozen=True):
    """A meeting as the API answered it: its id, the follow-ups of its outcomes, its last position in the log."""

    id: UUID
    follow_ups: tuple[UUID, ...]
    position: int


class Program:
    def __init__(self, url: str, run: Run, username: str) -> None:
        issued = run("token", "add", username, "--expires", f"{TODAY.year}-12-31")
        assert issued.returncode == 0, issued.stderr
        self.headers = {"Authorization": f"Bearer {issued.stdout.strip()}"}
        self._url = url

    def get(self, path: str, **query: str) -> httpx.Response:
        return httpx.get(f"{self._url}{API}{path}", params=query, headers=self.headers, timeout=20)

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return httpx.post(f"{self._url}{API}{path}", json=body, headers=self.headers, timeout=20)

    def send_file(self, name: str, content: bytes) -> httpx.Response:
        return httpx.post(
            f"{self._url}{API}/files", files={"file": (name, content)}, headers=self.headers, timeout=20
        )

    def log(self, title: str, *outcomes: str, due_on: date = TODAY) -> Logged:
        """A meeting of today; every outcome is due on that day, and in the charge of the staff."""
        body = {
            "kind": "rapat_koordinasi",
            "title": title,
            "held_on": TODAY.isoformat(),
            "section": "pemerintahan",
            "outcomes": [
                {"text": text, "in_charge": "staf_pemerintahan", "due_on": due_on.isoformat()}
                for text in outcomes
            ],
        }
        answer = self.post("/coordinations", body)
        assert answer.status_code == 201, answer.text
        id_ = UUID(answer.json()["id"])
        numbers = range(1, len(outcomes) + 1)
        return Logged(
            id_,
            tuple(follow_up_id(nth_outcome_id(id_, number)) for number in numbers),
            answer.json()["position"],
        )

    def wait_until_shown(self, logged: Logged, seconds: float = 20) -> None:
        """Until the read models have it."""
        wait_for(
            "the meeting in the register",
            lambda: self.get(f"/coordinations/{logged.id}").is_success,
            seconds,
        )

    def history(self, follow_up: UUID) -> list[str]:
        """The names of its events, reminders included."""
        answer = self.get(f"/follow-ups/{follow_up}/history")
        assert answer.status_code == 200, answer.text
        return [entry["event"] for entry in answer.json()]
