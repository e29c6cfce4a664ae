"""For those who run it: is it alive, is it ready, how does it do. Public, and without any office's data."""

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest

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
    "reminders_failed": "Reminders that failed for good",
    "oldest_due_age": "Age in seconds of the oldest reminder that is due",
    "heartbeat_age": "Seconds since the workers last went their whole way",
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
    """Prometheus text: the web's own counters, and gauges of the log, the read models and the reminders."""
    gauges = CollectorRegistry()
    now = condition(tracker)
    for name, meaning in _GAUGES.items():
        value = getattr(now, name)
        if value is not None:
            Gauge(f"tindaklanjut_{name}", meaning, registry=gauges).set(value)
    return Response(generate_latest(REGISTRY) + generate_latest(gauges), media_type=CONTENT_TYPE_LATEST)
