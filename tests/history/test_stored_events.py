"""Logs that were written by earlier versions are read for ever: each stored sample still tells the same event."""

import json

import pytest

from tests.support.event_samples import EVENTS, SAMPLES
from tests.support.reminder_samples import EARLIER
from tests.support.sample_values import CONTEXT, DAY
from tracker.domain.catalog import ALL_EVENTS
from tracker.store.known_events import KNOWN_EVENTS

MAPPING = KNOWN_EVENTS
STORED = {
    sample["topic"]: sample["body"].encode()
    for sample in map(json.loads, SAMPLES.read_text("utf-8").splitlines())
}
EXPECTED = EARLIER | {event.TOPIC: event for event in EVENTS}


def test_every_kind_of_event_has_a_stored_sample() -> None:
    assert {kind.TOPIC for kind in ALL_EVENTS} <= set(STORED)


@pytest.mark.parametrize("topic", sorted(STORED))
def test_a_stored_event_still_says_what_it_said_when_it_was_written(topic: str) -> None:
    envelope = MAPPING.decode(topic, STORED[topic])
    assert envelope.data == EXPECTED[topic]
    assert envelope.by == CONTEXT
    assert envelope.occurred_on == DAY


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TOPIC)
def test_an_event_is_written_today_in_the_very_bytes_of_its_sample(event: object) -> None:
    known = {kind.TOPIC: kind for kind in ALL_EVENTS}
    for topic, kind in known.items():
        if isinstance(event, kind):
            assert MAPPING.encode(event, CONTEXT, DAY) == STORED[topic]
            return
    pytest.fail("a sample of an event that the catalog does not name")
