"""Whether each planned reminder was delivered once in effect, and where a letter came twice, whether that is forgiven.

It is forgiven where the sender was killed between the mail server's taking the letter over and our writing that down:
the letter was then the last one of a connection that was cut, and came again as the same. The record is never doubled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tests.faults import evidence
from tests.faults.desk import Agreed
from tests.faults.evidence import FINAL, Letter, Notice, Row
from tests.faults.forms import kind
from tests.faults.installation import Installation
from tracker.domain.reminder import Outcome, ReminderSent, ends
from tracker.domain.reminder_policy import Policy

Told = Mapping[UUID, Sequence[Outcome]]
"""What the log says of each reminder, by its key."""

Arrived = Mapping[UUID, Letter | Notice]
"""What came to the readers, by the id of its message."""

_STILL_READING = 1.0
"""Seconds in which a busy mail server may take over a letter whose sender is dead."""


@dataclass(frozen=True)
class Doubled:
    """A letter that came once more, because `part` was killed `after` seconds after the mail server had it.

    Negative where the server still read what the dead had handed to it.
    """

    message: UUID
    part: str
    after: float


@dataclass(frozen=True)
class Verdict:
    """In reminders: `planned`, of which `once` came to their reader once, `again` more than once, the others never.

    `wrong`: what must not be.
    """

    planned: int = 0
    once: int = 0
    again: int = 0
    doubled: tuple[Doubled, ...] = ()
    wrong: tuple[str, ...] = ()


def judge(installation: Installation, planned: frozenset[UUID], agreed: Mapping[UUID, Agreed]) -> Verdict:
    """Of all reminders of the installation so far, which are to be these, of these follow-ups."""
    rows = evidence.rows(installation)
    told = evidence.outcomes(installation, {row.subject for row in rows})
    letters = evidence.letters(installation)
    arrived: dict[UUID, Letter | Notice] = {letter.message: letter for letter in letters}
    arrived |= {notice.message: notice for notice in evidence.notices(installation)}
    doubled = [one for letter in letters for one in _doubled(installation, letter)]
    times = [_times(told.get(key, ()), arrived) for key in planned]
    return Verdict(
        planned=len(planned),
        once=times.count(1),
        again=sum(count > 1 for count in times),
        doubled=tuple(one for one in doubled if isinstance(one, Doubled)),
        wrong=(
            *_amiss_in_the_queue(rows, planned),
            *_amiss_in_the_log(told, planned),
            *_amiss_where_it_arrived(told, arrived, agreed),
            *(one for one in doubled if isinstance(one, str)),
        ),
    )


def _times(told: Sequence[Outcome], arrived: Arrived) -> int:
    """How often a reminder that the log calls sent came to its reader."""
    messages = [event.message for event in told if isinstance(event, ReminderSent)]
    return sum(arrived[one].times for one in messages if one is not None and one in arrived)


def _amiss_in_the_queue(rows: Iterable[Row], planned: frozenset[UUID]) -> Iterator[str]:
    queued = {row.key: row for row in rows}
    yield from (f"never queued: {key}" for key in planned - queued.keys())
    yield from (f"queued and not planned: {row}" for key, row in queued.items() if key not in planned)
    yield from (f"stuck: {row}" for row in queued.values() if row.state not in FINAL)
    yield from (f"given up: {row}" for row in queued.values() if row.state in FINAL - {"sent"})


def _amiss_in_the_log(told: Told, planned: frozenset[UUID]) -> Iterator[str]:
    for key in planned | told.keys():
        last = [event for event in told.get(key, ()) if ends(event)]
        if len(last) != 1 or not isinstance(last[0], ReminderSent):
            yield f"recorded not once as sent: {key}: {[type(event).__name__ for event in last]}"


def _amiss_where_it_arrived(told: Told, arrived: Arrived, agreed: Mapping[UUID, Agreed]) -> Iterator[str]:
    """Each message holds just those reminders that the log says went in it, as far as it prints them."""
    recorded: dict[UUID | None, list[ReminderSent]] = {message: [] for message in arrived}
    for event in (one for events in told.values() for one in events):
        if isinstance(event, ReminderSent):
            recorded.setdefault(event.message, []).append(event)
    for message, events in recorded.items():
        if message is None or message not in arrived:
            yield f"recorded as sent and never delivered: {message}"
            continue
        holds, texts = arrived[message].tells_of, {agreed[event.subject].text for event in events}
        if not holds <= texts or len(holds) < min(len(events), Policy().most_items):
            yield f"{message} holds {holds}, recorded are {texts}"
        elif any(event.together != len(events) for event in events):
            yield f"{message} is recorded with another number of reminders than it holds"


def _doubled(installation: Installation, letter: Letter) -> Iterator[Doubled | str]:
    """A part of which the outer process alone was killed ends in order, so that is no excuse."""
    if not letter.is_the_same_each_time:
        yield f"the same Message-ID over different letters: {letter.message}"
    senders = {kind(part) for part in installation.form.senders}
    kills = [one for one in installation.kills if kind(one.part) in senders and one.layer != "outer"]
    for delivery in letter.deliveries[:-1]:
        over_it = [one for one in installation.smtp.deliveries if one.connection is delivery.connection]
        cut = over_it[-1] is delivery and not installation.smtp.said_farewell(delivery.connection)
        near = [one for one in kills if one.at > delivery.at - _STILL_READING]
        kill = min(near, key=lambda one: abs(one.at - delivery.at), default=None)
        if not cut or kill is None:
            yield f"delivered again though nobody who sends was killed over it: {letter.message}"
        else:
            yield Doubled(letter.message, kill.part, kill.at - delivery.at)
