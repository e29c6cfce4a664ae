"""Sending what is due: the same code under Celery, in the web process, and for `reminders run` without either."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from uuid import uuid4

import msgspec

from tracker.application import dispatch
from tracker.application.dispatch import Bundle, Dispatch
from tracker.application.examination import Examined, examine, opens_at
from tracker.application.message import Message
from tracker.application.settlement import Failure, settle
from tracker.application.tick import claim_due
from tracker.application.tracker import Tracker
from tracker.domain.errors import Conflict
from tracker.settings import Settings
from workers.channels.protocol import Channel, Undeliverable
from workers.channels.registry import channels_of

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waiting times between attempts; after the last one the message is given up, and the next steps take over."""

MAX_INTERRUPTED = 3
"""Attempts that may end without a word in the log before the message is given up: else each lease brings a letter."""

BATCH = 100
"""Reminders in a batch; more only where one message has more."""

_SECONDS = 45.0
"""What a batch may take before it hands back the rest: a slow mail server must not hold up the tick."""

log = logging.getLogger(__name__)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Reminders over one channel. `postponed` failed for now, or their office has closed, and are tried again; `failed` are given up,
    `suppressed` have a reason in the log. `messages`: what the sent ones went in.
    """

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    suppressed: int = 0
    messages: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        mine, others = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        fields = self.__struct_fields__
        return Summary(**{name: a + b for name, a, b in zip(fields, mine, others, strict=True)})


Summaries = dict[str, Summary]
"""By channel; those that had something to do."""


def batches(bundles: Sequence[Bundle]) -> Iterator[list[Bundle]]:
    """What one task sends: whole messages, about `BATCH` reminders."""
    batch: list[Bundle] = []
    size = 0
    for bundle in bundles:
        batch.append(bundle)
        size += len(bundle)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def deliver(
    tracker: Tracker,
    channels: Mapping[str, Channel],
    batch: Sequence[Bundle],
    stopping: Callable[[], bool] = lambda: False,
) -> Summaries:
    """Sends what is still wanted of the batch; one message's trouble is not the others'."""
    total: Summaries = {}
    until = monotonic() + _SECONDS
    for bundle in batch:
        if stopping() or monotonic() > until:
            dispatch.give_back(tracker, bundle)
            continue
        try:
            _add(total, _deliver(tracker, channels, bundle))
        except Exception:
            # Most likely the database went away. The rows keep their state, and are claimed anew when their lease has run out. A message that went out
            # and was not recorded goes out again then: the same Message-ID, once more in the mailbox, once in the log.
            log.exception("the message of reminder %s was interrupted", bundle[0].key)
    return total


def run_once(tracker: Tracker, settings: Settings) -> Summaries:
    """Queues and sends all that is due now, in this process. The read models must have caught up before.

    Raises Conflict while another process is at it.
    """
    worker = f"cli-{uuid4().hex[:12]}"
    total: Summaries = {}
    with channels_of(settings, tracker).opened() as channels:
        while claimed := claim_due(tracker, worker):
            for batch in batches(claimed):
                _add(total, deliver(tracker, channels, batch))
    if claimed is None:
        raise Conflict("Proses lain sedang mengambil pengingat yang waktunya tiba. Coba lagi dua menit lagi.")
    return total


def _add(total: Summaries, more: Summaries) -> None:
    for channel, summary in more.items():
        total[channel] = total.get(channel, Summary()) + summary


def _deliver(tracker: Tracker, channels: Mapping[str, Channel], bundle: Bundle) -> Summaries:
    now = tracker.clock()
    rows = dispatch.begin(tracker, bundle, now)
    return {rows[0].channel: _send_together(tracker, channels, rows, now)} if rows else {}


def _send_together(
    tracker: Tracker, channels: Mapping[str, Channel], rows: Sequence[Dispatch], now: datetime
) -> Summary:
    opening = opens_at(tracker, rows[0], now)
    if opening is not None:
        dispatch.put_back(tracker, rows, opening)
        return Summary(postponed=len(rows))
    found = examine(tracker, rows, now)
    over = Summary(
        suppressed=sum(one.state == "suppressed" for one in found.over),
        failed=sum(one.error is not None for one in found.over),
    )
    if found.message is None:
        settle(tracker, found, now)
        return over
    try:
        _send(channels, found, found.message)
    except Undeliverable as error:
        return over + _failed(tracker, found, error)
    settle(tracker, found, tracker.clock())
    return over + Summary(sent=len(found.ready), messages=1)


def _send(channels: Mapping[str, Channel], found: Examined, message: Message) -> None:
    """Raises Undeliverable."""
    channel = channels.get(message.channel)
    if channel is None:
        raise Undeliverable(f"saluran {message.channel} tidak ada pada instalasi ini", permanent=True)
    interrupted = max(one.interrupted for one in found.ready)
    if interrupted >= MAX_INTERRUPTED and not channel.takes_idempotency_key:
        raise Undeliverable(f"pengiriman terputus {interrupted} kali", permanent=True)
    problem = found.ready[0].recipient.problem
    if problem is not None:
        raise Undeliverable(problem, permanent=True)
    channel.send(message)


def _failed(tracker: Tracker, found: Examined, error: Undeliverable) -> Summary:
    now = tracker.clock()
    failures = max(one.failures for one in found.ready)
    final = error.permanent or failures >= len(BACK_OFF)
    settle(tracker, found, now, Failure(error.reason, None if final else now + BACK_OFF[failures]))
    return Summary(failed=len(found.ready)) if final else Summary(postponed=len(found.ready))
