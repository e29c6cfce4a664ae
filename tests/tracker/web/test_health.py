"""Alive, ready, and measured."""

import sqlite3
from contextlib import closing

from tests.tracker.web.browsing import Client
from tracker.application.tracker import Tracker
from tracker.settings import Settings


def test_ready_when_the_read_models_have_caught_up(client: Client, tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["ready"], found["lag"], found["position"]) == (True, 0, tracker.store.head())


def test_not_ready_when_the_database_does_not_answer(client: Client, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.home / "store.sqlite")) as connection:
        connection.execute("ALTER TABLE dispatch RENAME TO dispatch_away")
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == (
        "Basis data sedang tidak dapat dihubungi. Coba lagi beberapa saat lagi."
    )


def test_metrics_tell_of_the_log_the_read_models_and_the_requests(client: Client, tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    client.get("/health/live")
    text = client.get("/metrics").text
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("tindaklanjut_"))
    assert float(values["tindaklanjut_head"]) == tracker.store.head()
    assert float(values["tindaklanjut_lag"]) == 0
    assert float(values["tindaklanjut_reminders_failed"]) == 0
    assert any(name.startswith("tindaklanjut_requests_total") for name in values)
