"""Celery and Redis as they have proved themselves in the field: each convention that a careless change would undo."""

import ast
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from kombu.exceptions import ContentDisallowed
from kombu.serialization import dumps, loads

import workers
from projections.engine import rebuild
from projections.engine.places import open_views
from tests.support.clock import FixedClock
from tests.support.office_at_work import OfficeAtWork
from tests.support.ports import free_port
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import DUE, run
from tracker.application.dispatch import LEASE
from tracker.application.tick import TURN, claim_due
from workers import tasks
from workers.app import REDIS_OPTIONS, VISIBILITY, app, configure
from workers.dispatch import BACK_OFF
from workers.process import at_work
from workers.schedule import schedule


def queue_of(task: str) -> str:
    route = app.amqp.router.route({}, task)
    return str(route["queue"].name)


def test_ticks_and_letters_have_queues_of_their_own_so_that_a_slow_mail_server_stops_no_tick() -> None:
    queues = {task: queue_of(f"reminders.{task}") for task in ("tick", "deliver", "pulse")}
    assert queues == {"tick": "tick", "deliver": "mail", "pulse": "mail"}
    assert {queue.name for queue in app.conf.task_queues} == {"tick", "mail"}


def test_nothing_waits_in_the_broker_for_its_time() -> None:
    """No ETA, no countdown, no retry of Celery's own: with a visibility timeout they run again and again."""
    for path in Path(workers.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                assert {word.arg for word in node.keywords}.isdisjoint(
                    {"eta", "countdown", "autoretry_for"}
                ), path
                assert not (isinstance(node.func, ast.Attribute) and node.func.attr == "retry"), path


def test_messages_are_json_and_a_pickle_is_not_opened() -> None:
    assert (app.conf.task_serializer, app.conf.result_serializer) == ("json", "json")
    content_type, encoding, body = dumps({"key": 1}, serializer="pickle")
    with pytest.raises(ContentDisallowed):
        loads(body, content_type, encoding, accept=app.conf.accept_content)


def test_work_is_acknowledged_when_it_is_done_and_taken_one_by_one() -> None:
    assert app.conf.task_acks_late is True
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_ignore_result is True


def test_redis_hands_work_to_another_only_after_its_lease_would_be_over() -> None:
    assert REDIS_OPTIONS["visibility_timeout"] == VISIBILITY
    assert timedelta(seconds=VISIBILITY) > LEASE > TURN


def test_the_broker_is_asked_for_ever_and_a_hung_one_does_not_hold_anybody() -> None:
    assert app.conf.broker_connection_max_retries is None
    assert app.conf.broker_connection_retry_on_startup is True
    assert app.conf.worker_cancel_long_running_tasks_on_connection_loss is False
    assert {"socket_timeout", "socket_connect_timeout"} <= REDIS_OPTIONS.keys()


def test_ticks_never_pile_up_and_beat_keeps_nothing_that_two_of_them_would_fight_over() -> None:
    for entry in schedule().values():
        options = entry["options"]
        assert isinstance(options, dict)
        assert options["expires"] < 60
    assert app.conf.beat_scheduler == "celery.beat:Scheduler"


def test_attempts_are_few_and_ever_farther_apart() -> None:
    assert len(BACK_OFF) == 4
    assert list(BACK_OFF) == sorted(set(BACK_OFF))


def test_a_worker_that_ends_hands_back_what_waits_in_the_broker_and_the_late_message_does_nothing(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    for number in range(3):
        office.agree(DUE, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    office.catch_up()
    with at_work(office.settings, office.tracker) as work:
        claim_due(office.tracker, work.name)
        assert {state for _, state, _ in office.queue()} == {"claimed"}
    assert {state for _, state, _ in office.queue()} == {"pending"}
    assert run(office).sent == len(office.queue())


def test_rebuilding_the_read_models_sends_nothing(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    run(office)
    sent = len(smtp_server.messages)
    views = open_views(office.settings.database)
    rebuild.rebuild(views, office.tracker.store, office.tracker.kept, clock, lambda *_: None)
    views.close()
    office.tracker.views.generation(max_age=0)
    run(office)
    assert len(smtp_server.messages) == sent > 0


def test_what_the_broker_does_not_take_is_free_for_the_next_tick(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    """Else it would wait for the end of its lease, though nobody holds it."""
    office.agree(DUE)
    clock.advance(days=7)
    configure(msgspec.structs.replace(office.settings, redis=f"redis://127.0.0.1:{free_port()}/0"))
    try:
        with at_work(office.settings, office.tracker):
            tasks.tick()
            assert {state for _, state, _ in office.queue()} == {"pending"}
    finally:
        configure(office.settings)
    assert run(office).messages == 1
