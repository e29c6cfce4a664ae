"""Alive, ready, and measured."""

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import event

from tests.tracker.web.browsing import Client
from tracker.application import tally
from tracker.application.alarms import take_note
from tracker.application.audit import Finding, Name
from tracker.application.tracker import Tracker
from tracker.settings import Settings
from tracker.web.condition import condition


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


def test_an_alarm_is_told_and_takes_nobody_s_pages_away(client: Client, tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    take_note(tracker, [Finding(Name.HEARTBEAT, "Pengirim pengingat tidak bekerja")], tracker.clock())
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert [alarm["text"] for alarm in answer.json()["alarms"]] == ["Pengirim pengingat tidak bekerja"]
    text = client.get("/metrics").text
    assert 'tindaklanjut_alarm{name="heartbeat"} 1.0' in text
    assert 'tindaklanjut_alarm{name="unsent"} 0.0' in text


def test_what_became_of_reminders_is_read_and_not_computed(client: Client, tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    with tracker.kept.begin() as connection:
        tally.add(connection, {"planned": 5, "sent": 3, "late": 1, "failed": 1, "suppressed": 1})
    text = client.get("/metrics").text
    for name, number in {"planned": 5, "sent": 3, "late": 1, "failed": 1, "suppressed": 1}.items():
        assert f"tindaklanjut_reminders_{name}_total {number}.0" in text


def test_its_queries_are_few_and_find_their_rows_by_index(tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        asked.append((statement, values))

    event.listen(tracker.kept, "before_cursor_execute", note)
    condition(tracker)
    event.remove(tracker.kept, "before_cursor_execute", note)
    queue = [(text, values) for text, values in asked if "main.dispatch" in text]
    assert (len(asked), len(queue)) == (6, 2)
    with tracker.kept.connect() as connection:
        for text, values in queue:
            (plan, *_) = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()
            assert "SEARCH main.dispatch USING COVERING INDEX" in plan[-1]


def test_metrics_tell_of_the_log_the_read_models_and_the_requests(client: Client, tracker: Tracker) -> None:
    assert tracker.views.wait_for(tracker.store.head(), 5)
    client.get("/health/live")
    text = client.get("/metrics").text
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("tindaklanjut_"))
    assert float(values["tindaklanjut_head"]) == tracker.store.head()
    assert float(values["tindaklanjut_lag"]) == 0
    assert float(values["tindaklanjut_reminders_failed"]) == 0
    assert any(name.startswith("tindaklanjut_requests_total") for name in values)
