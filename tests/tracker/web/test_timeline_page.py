"""The filters of a timeline leave nothing out: each event that it shows is of exactly one kind."""

from tracker.domain import follow_up, reminder, reminder_retry
from tracker.web.timeline_page import TOPICS


def test_every_event_is_of_exactly_one_kind() -> None:
    events = (*follow_up.EVENTS, *reminder.EVENTS, *reminder_retry.EVENTS)
    sorted_in = [topic for topics in TOPICS.values() for topic in topics]
    assert len(sorted_in) == len(set(sorted_in))
    assert set(sorted_in) == {event.TOPIC for event in events} | set(reminder.UPCASTERS)
