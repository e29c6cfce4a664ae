"""Loads the demo into a home, which it marks as a demo home first."""

from datetime import timedelta

import msgspec

from tracker.application import seeding
from tracker.application.demo_home import FULL, loaded
from tracker.cli.session import opened
from tracker.settings import Settings


def load_demo(given: Settings, *, empty: bool) -> int:
    """The number of new events. Raises Refused where the home holds other data."""
    # The clock may be shifted in a demo home only: so the home is marked as one under the true clock.
    with opened(msgspec.structs.replace(given, clock_offset=timedelta())) as tracker:
        seeding.mark_home(tracker)
    with opened(given) as tracker:
        before = tracker.store.head()
        with tracker.kept.connect() as connection:
            state = loaded(connection)
        if state != FULL:
            seeding.load(tracker, empty=empty)
        return tracker.store.head() - before
