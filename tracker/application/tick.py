"""One tick: what is due is queued and claimed, by one process at a time, so that nobody's message is split over two."""

from datetime import timedelta
from uuid import uuid4

from projections import agenda
from tracker.application import dispatch, lease, reminders
from tracker.application.dispatch import Bundle
from tracker.application.tracker import Tracker

TURN = timedelta(minutes=2)
"""How long a tick may be silent before another takes over; renewed as it goes on."""

MOST = 2000
"""Reminders per tick: what one worker can send before the leases run out; the next tick takes the rest."""

_BATCH = 500
_LEASE = "tick"


def claim_due(tracker: Tracker, worker: str, most: int = MOST) -> list[Bundle] | None:
    """What `worker` is to send now; None while another has its turn.

    Where nothing is due it only looks, and writes nothing. Raises NoGeneration, StoreUnavailable.
    """
    if not _anything_due(tracker):
        return []
    turn = f"{worker}/{uuid4().hex[:8]}"
    if not _has_turn(tracker, turn):
        return None
    try:
        reminders.enqueue(tracker, tracker.clock())
        claimed: list[Bundle] = []
        rows = 0
        while rows < most and _has_turn(tracker, turn):
            limit = min(_BATCH, most - rows)
            bundles = dispatch.claim(tracker, worker, tracker.clock(), limit)
            claimed += bundles
            found = sum(map(len, bundles))
            rows += found
            if found < limit:
                break
        return claimed
    finally:
        lease.leave(tracker, _LEASE, turn)


def take_over(tracker: Tracker, worker: str) -> int:
    """Frees what an earlier start held. Only for one who knows that there is no other: the embedded form."""
    lease.free_all(tracker, _LEASE)
    return dispatch.take_over(tracker, worker)


def _anything_due(tracker: Tracker) -> bool:
    now = tracker.clock()
    with tracker.views.asking() as connection:
        if agenda.anything_due(connection, now):
            return True
    return dispatch.anything_due(tracker, now)


def _has_turn(tracker: Tracker, turn: str) -> bool:
    return lease.take(tracker, _LEASE, turn, tracker.clock(), TURN)
