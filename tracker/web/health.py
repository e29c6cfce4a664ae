"""For those who run it: is it alive, is it ready, how does it do. Public, and without any office's data."""

from collections.abc import Iterator

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from tracker.application.audit import Name
from tracker.web.condition import Condition, condition
from tracker.web.page import TheTracker

_GAUGES = {
    "head": "Last position of the log",
    "position": "Last position that the read models show",
    "lag": "Events not yet folded",
    "lag_seconds": "Age of the oldest event not yet folded",
    "generation": "Generation of the read models that is read",
    "parked": "Events that could not be folded",
    "reminders_pending": "Reminders waiting to be sent",
    "reminders_failed": "Reminders that failed for good in the last seven days",
    "oldest_due_age": "Age in seconds of the oldest reminder that is due",
    "heartbeat_age": "Seconds since the workers last went their whole way",
}
_COUNTERS = {
    "planned": "Reminders that were queued when their time had come",
    "sent": "Reminders that were sent",
    "late": "Reminders that were sent more than 30 minutes after their time",
    "failed": "Reminders that were given up",
    "suppressed": "Reminders that were not sent, for a reason that is recorded",
}


@get("/health/live", sync_to_thread=False, summary="Hidup", security=[])
def alive() -> dict[str, str]:
    return {"status": "ok"}


@get(
    "/health/ready",
    sync_to_thread=True,
    summary="Siap: data bacaan sudah mengikuti log",
    security=[],
    responses={503: ResponseSpec(Condition, description="Belum siap")},
)
def ready(tracker: TheTracker) -> Response[Condition]:
    now = condition(tracker)
    return Response(now, status_code=200 if now.ready else 503)


@get("/metrics", sync_to_thread=True, include_in_schema=False)
def metrics(tracker: TheTracker) -> Response[bytes]:
    """Prometheus text: the web's own counters, and those of the log, the read models and the reminders.

    The latter come out of the database: whichever web server is asked, they are the same.
    """
    registry = CollectorRegistry()
    registry.register(_Told(condition(tracker)))
    return Response(generate_latest(REGISTRY) + generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Told(Collector):
    def __init__(self, now: Condition) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        for name, meaning in _GAUGES.items():
            value = getattr(self._now, name)
            if value is not None:
                yield GaugeMetricFamily(f"tindaklanjut_{name}", meaning, value)
        for name, meaning in _COUNTERS.items():
            yield CounterMetricFamily(f"tindaklanjut_reminders_{name}", meaning, self._now.reminders[name])
        standing = {alarm.name for alarm in self._now.alarms}
        raised = GaugeMetricFamily("tindaklanjut_alarm", "1 while this alarm stands", labels=["name"])
        for name in Name:
            raised.add_metric([name], int(name in standing))
        yield raised
