"""Sending what is due: the same code under Celery, in the web process, and for `reminders run` without either."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic
from uuid import uuid4

import msgspec

from tracker.application import dispatch
from tracker.application.dispatch import Claimed
from tracker.application.settlement import Over, Ready, examine, settle_failed, settle_over, settle_sent
from tracker.application.tick import claim_due
from tracker.application.tracker import Tracker
from tracker.domain.errors import Conflict
from tracker.settings import Settings
from workers.letter import letter
from workers.mail import Session, Undeliverable, open_mail

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waiting times between attempts; after the last one the reminder is given up, and the next step takes over."""

MAX_INTERRUPTED = 3
"""Attempts that may end without a word in the log before the reminder is given up: else each lease brings a letter."""

BATCH = 100

_SECONDS = 45.0
"""What a batch may take before it hands back the rest: a slow mail server must not hold up the tick."""

log = logging.getLogger(__name__)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """`postponed` failed for now and is tried again; `failed` is given up, `suppressed` has a reason in the log."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    suppressed: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            sent=self.sent + other.sent,
            postponed=self.postponed + other.postponed,
            failed=self.failed + other.failed,
            suppressed=self.suppressed + other.suppressed,
        )


def deliver(
    tracker: Tracker, session: Session, batch: Sequence[Claimed], stopping: Callable[[], bool] = lambda: False
) -> Summary:
    """Sends what is still wanted of the batch; one reminder's trouble is not the others'."""
    total = Summary()
    until = monotonic() + _SECONDS
    for claimed in batch:
        if stopping() or monotonic() > until:
            dispatch.give_back(tracker, claimed)
            continue
        try:
            total += _deliver(tracker, session, claimed)
        except Exception:
            # Most likely the database went away. The row keeps its state, and is claimed anew when its lease has run out. A letter that went out and was
            # not recorded goes out again then: the same Message-ID, once more in the mailbox, once in the log.
            log.exception("reminder %s was interrupted", claimed.key)
    return total


def run_once(tracker: Tracker, settings: Settings) -> Summary:
    """Queues and sends all that is due now, in this process. The read models must have caught up before.

    Raises Conflict while another process is at it.
    """
    worker = f"cli-{uuid4().hex[:12]}"
    total = Summary()
    with open_mail(settings, tracker).session() as session:
        while claimed := claim_due(tracker, worker):
            for first in range(0, len(claimed), BATCH):
                total += deliver(tracker, session, claimed[first : first + BATCH])
    if claimed is None:
        raise Conflict("Proses lain sedang mengambil pengingat yang waktunya tiba. Coba lagi dua menit lagi.")
    return total


def _deliver(tracker: Tracker, session: Session, claimed: Claimed) -> Summary:
    now = tracker.clock()
    row = dispatch.begin(tracker, claimed, now)
    if row is None:
        return Summary()
    found = examine(tracker, claimed, row, now)
    if isinstance(found, Over):
        settle_over(tracker, claimed, row, found, now)
        return Summary(suppressed=int(found.state == "suppressed"))
    try:
        _send(session, found)
    except Undeliverable as error:
        return _failed(tracker, found, error)
    settle_sent(tracker, found, tracker.clock())
    return Summary(sent=1)


def _send(session: Session, ready: Ready) -> None:
    """Raises Undeliverable."""
    if ready.interrupted >= MAX_INTERRUPTED:
        raise Undeliverable(f"pengiriman terputus {ready.interrupted} kali", permanent=True)
    if ready.recipient.problem is not None:
        raise Undeliverable(ready.recipient.problem, permanent=True)
    if ready.email is None:
        who = f"{ready.recipient.name} ({ready.recipient.position})"
        raise Undeliverable(f"alamat surel {who} belum diisi", permanent=True)
    session.send(
        letter(
            key=ready.row.key,
            about=ready.row.subject,
            office=ready.row.office,
            recipient=ready.email,
            notice=ready.notice,
        )
    )


def _failed(tracker: Tracker, ready: Ready, error: Undeliverable) -> Summary:
    now = tracker.clock()
    final = error.permanent or ready.failures >= len(BACK_OFF)
    again_at = None if final else now + BACK_OFF[ready.failures]
    settle_failed(tracker, ready, now, error.reason, again_at=again_at)
    return Summary(failed=1) if final else Summary(postponed=1)
