"""What goes out next, and whether the office is closed until then: "nothing now" is never the last word."""

from datetime import UTC, datetime
from itertools import islice

import msgspec

from tracker.application import dispatch
from tracker.application.planned_messages import messages
from tracker.application.reminders import plan
from tracker.application.tracker import Tracker, end_of_day, local_day
from tracker.domain.outgoing import next_open
from tracker.domain.reminder_plan import terms_of

DAYS_AHEAD = 10
"""Working days that are looked at: past them nothing is coming soon enough to be told."""


class NextOutgoing(msgspec.Struct, frozen=True, kw_only=True):
    """`at` is a UTC instant, None where nothing goes out within `DAYS_AHEAD`; `reminders` are those of that instant.

    `closed`: the office sends nothing now, by its calendar or its quiet hours. `queued` are those that failed for now or wait in the queue
    for another reason, and are tried from `tried_at` on.
    """

    office: str
    closed: bool
    at: datetime | None
    reminders: int
    queued: int
    tried_at: datetime | None


def next_outgoing(tracker: Tracker, office: str) -> NextOutgoing:
    found = tracker.office(office)
    opening = terms_of(found, found.newest_policy)
    now = tracker.clock()
    opens = next_open(opening, now)
    at, reminders = None, 0
    for day in islice(found.calendar.working_days_from(local_day(opens, found.zone)), DAYS_AHEAD):
        planned = plan(tracker, end_of_day(day, found.zone).astimezone(UTC), office)
        going = [
            next_open(opening, max(now, one.planned_at))
            for message in messages(planned)
            for one in message.reminders
        ]
        if going:
            at = min(going)
            reminders = going.count(at)
            break
    queued, tried_at = dispatch.queued(tracker, office)
    return NextOutgoing(
        office=office,
        closed=opens > now,
        at=at,
        reminders=reminders,
        queued=queued,
        tried_at=tried_at,
    )
