"""An outcome that comes out of a survey names one that its office has, and an element of it."""

from tracker.application.tracker import Tracker
from tracker.domain.coordination import Origin
from tracker.domain.errors import NotFound, Refused
from tracker.domain.survey.elements import Element
from tracker.domain.survey.survey import Status, evolve


def check_origin(tracker: Tracker, office: str, origin: Origin | None) -> None:
    """Raises NotFound (another office's survey is none), Refused for a withdrawn one or an unknown element."""
    if origin is None or origin.kind != "survey":
        return
    survey, _ = tracker.store.load(origin.id, evolve)
    if survey is None or survey.office != office:
        raise NotFound("Survei asal hasil ini tidak ditemukan.", "origin")
    if survey.status is Status.DITARIK:
        raise Refused("Survei asal hasil ini sudah ditarik.", "origin")
    if origin.code not in set(Element):
        raise Refused("Unsur survei asal hasil ini tidak dikenal.", "origin")
