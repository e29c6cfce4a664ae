"""Somebody at work in the office while its parts die: what she logs is sent again until it is answered."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import httpx

from tests.faults.storm import Meeting
from tracker.domain.identity import follow_up_id, nth_outcome_id

_WITHIN = 60
"""Seconds in which an answer must come, whatever happens."""


@dataclass(frozen=True)
class Agreed:
    """Nothing else has this text."""

    in_charge: str
    text: str


class Desk:
    """A program at the JSON API. `agreed`: each follow-up that it was given the id of."""

    def __init__(self, url: str, token: str) -> None:
        self._address = f"{url}/api/v1/coordinations"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.agreed: dict[UUID, Agreed] = {}

    def log(self, meeting: Meeting, today: date) -> None:
        """A meeting of today, whose outcomes are all due today. Raises AssertionError where it is refused or unanswered."""
        time.sleep(meeting.after)
        agreed = [Agreed(name, f"Pekerjaan {uuid4()}") for name in meeting.in_charge]
        body = {
            "kind": "rapat_koordinasi",
            "title": "Rapat pagi",
            "held_on": today.isoformat(),
            "section": "pemerintahan",
            "outcomes": [
                {"text": one.text, "in_charge": one.in_charge, "due_on": today.isoformat()} for one in agreed
            ],
        }
        id_ = UUID(self._post(body)["id"])
        self.agreed |= {
            follow_up_id(nth_outcome_id(id_, number)): one for number, one in enumerate(agreed, 1)
        }

    def _post(self, body: Mapping[str, object]) -> dict[str, str]:
        headers = self._headers | {"Idempotency-Key": uuid4().hex}
        deadline = time.monotonic() + _WITHIN
        while True:
            try:
                answer = httpx.post(self._address, json=body, headers=headers, timeout=10)
            except httpx.TransportError as error:
                said = repr(error)
            else:
                if answer.is_success:
                    told: dict[str, str] = answer.json()
                    return told
                assert answer.is_server_error, answer.text
                said = answer.text
            assert time.monotonic() < deadline, f"a meeting could not be logged within {_WITHIN} s: {said}"
            time.sleep(0.1)
