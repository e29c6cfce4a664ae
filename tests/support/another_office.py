"""A second office beside the first: nothing of it may ever be seen there."""

from datetime import date

from tests.support.office import OTHER, set_up_office
from tracker.application import coordinations
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.outcomes import OutcomeInput
from tracker.application.tracker import Tracker


def at_work_elsewhere(tracker: Tracker, title: str, due_on: date | None = None) -> None:
    """Another office with one meeting of that title and one follow-up of the same text; the read models show it."""
    set_up_office(tracker, OTHER)
    meeting = coordinations.LogCoordination(
        office=OTHER,
        kind="rapat_koordinasi",
        title=title,
        held_on=date(2026, 3, 2),
        outcomes=(OutcomeInput(text=title, due_on=due_on),),
    )
    coordinations.log(tracker, operator(), Asked(request_id="elsewhere"), meeting)
    assert tracker.views.wait_for(tracker.store.head(), 5)
