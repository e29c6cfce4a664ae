"""The Celery application. Celery carries work about and nothing more: what is due, claimed and done stands in the
database, so a queue that vanishes loses nothing (docs/decisions). Nothing is opened on import.
"""

from celery import Celery
from kombu import Queue

from tracker.settings import Settings
from workers.schedule import schedule

VISIBILITY = 900
"""Seconds after which Redis hands unacknowledged work to another worker: longer than the longest task."""

REDIS_OPTIONS = {
    "visibility_timeout": VISIBILITY,
    "unacked_restore_interval": 10,
    "global_keyprefix": "tindaklanjut:",
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 25,
}

app = Celery("tindaklanjut", include=["workers.tasks"], set_as_current=False)
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_channel_error_retry=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.2},
    task_queues=[Queue("tick"), Queue("mail")],
    task_default_queue="tick",
    task_routes={"reminders.deliver": {"queue": "mail"}, "reminders.pulse": {"queue": "mail"}},
    enable_utc=True,
    beat_scheduler="celery.beat:Scheduler",
    beat_max_loop_interval=1,
    beat_schedule=schedule(),
)


def configure(settings: Settings) -> Celery:
    """Points the application at the broker: Redis, or in the embedded form a queue in this process's memory."""
    if settings.redis is None:
        app.conf.update(broker_url="memory://localhost", broker_transport_options={"polling_interval": 0.02})
    else:
        app.conf.update(broker_url=settings.redis, broker_transport_options=REDIS_OPTIONS)
    return app
