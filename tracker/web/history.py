"""A record's history as its page tells it, and the office's latest news: sentences, grouped by day."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from projections import directory, states, timeline
from projections.timeline import Entry
from tracker.domain.catalog import ALL_EVENTS
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.survey.events import AnswerGiven, AnswerWithdrawn, PopulationStated, SuggestionErased
from tracker.store.envelope import Recorded
from tracker.store.known_events import KNOWN_EVENTS
from tracker.web.format import local_date
from tracker.web.record_of import record_of
from tracker.web.sentences import Moment, moment
from tracker.web.sentences_reminders import of_one_step, tell_step

_MAPPING = KNOWN_EVENTS
_LONGEST = 200
_NO_NEWS = frozenset(
    {
        "follow_up.opened.1",
        "coordination.outcome_added.1",
        *(event.TOPIC for event in (AnswerGiven, AnswerWithdrawn, SuggestionErased, PopulationStated)),
    }
)
"""Part of logging a coordination, which is told once; and form by form what a survey is filled with."""
_NEWS = tuple(
    event.TOPIC
    for event in ALL_EVENTS
    if event.TOPIC.startswith(
        ("coordination.", "follow_up.", "reminder.failed", "indicator.adopted", "period_freeze.", "survey.")
    )
    and event.TOPIC not in _NO_NEWS
)


class Day(msgspec.Struct, frozen=True):
    day: date
    moments: tuple[Moment, ...]


class NewsItem(msgspec.Struct, frozen=True):
    """`path` leads to the record that `title` names."""

    moment: Moment
    title: str
    path: str


def history(
    connection: Connection, office: Office, subjects: Sequence[UUID], topics: Sequence[str] | None = None
) -> list[Day]:
    """The newest of it, newest day first, and within a day the newest moment; `topics` the only ones that are told (None:
    all). Of a record that grows without end, `history_back` tells page by page."""
    days, _ = history_back(connection, office, subjects, before=None, topics=topics, limit=_LONGEST)
    return days


def history_back(
    connection: Connection,
    office: Office,
    subjects: Sequence[UUID],
    *,
    before: int | None,
    topics: Sequence[str] | None,
    limit: int,
) -> tuple[list[Day], int | None]:
    """A page of it, and the position below which the next begins (None: there is none)."""
    found = timeline.back_from(connection, subjects, before=before, topics=topics, limit=limit + 1)
    entries = found[:limit]
    moments = _with_steps_as_one(reversed(entries), office, _names(connection, office))
    return by_day(office, moments), entries[-1].position if len(found) > limit else None


def newest(connection: Connection, office: Office, subject: UUID, topic: str) -> Moment | None:
    """The last time that it happened."""
    moments = told(connection, office, timeline.newest(connection, subject, (topic,), 1))
    return moments[0] if moments else None


def told(connection: Connection, office: Office, entries: Iterable[Entry]) -> list[Moment]:
    """Some events, told in their order."""
    names = _names(connection, office)
    return [_from_entry(entry, office, names) for entry in entries]


def since(connection: Connection, office: Office, recorded: Iterable[Recorded]) -> list[Moment]:
    """Events read from the log itself, told in their order."""
    names = _names(connection, office)
    return [
        moment(
            position=one.position,
            recorded_at=one.recorded_at,
            recorded_on=local_date(one.recorded_at, office.zone),
            occurred_on=one.occurred_on,
            context=one.context,
            event=one.event,
            office=office,
            names=names,
        )
        for one in recorded
    ]


def news(connection: Connection, office: Office, limit: int) -> list[NewsItem]:
    """What happened last in the office, newest first, each with the record that it happened to."""
    entries = timeline.latest(connection, office.code, limit, topics=_NEWS)
    names = _names(connection, office)
    records = states.load(connection, {entry.subject for entry in entries})
    found = []
    for entry in entries:
        state = records[entry.subject].state
        if not isinstance(state, Office):
            record = record_of(entry.subject, state)
            found.append(NewsItem(_from_entry(entry, office, names), record.title, record.path))
    return found


def by_day(office: Office, moments: Sequence[Moment]) -> list[Day]:
    days: dict[date, list[Moment]] = {}
    for one in reversed(moments):
        days.setdefault(local_date(one.recorded_at, office.zone), []).append(one)
    return [Day(day, tuple(found)) for day, found in days.items()]


def _with_steps_as_one(entries: Iterable[Entry], office: Office, names: Mapping[str, str]) -> list[Moment]:
    """What one step of reminders brought on one day, to several people or over several channels, reads as one moment."""

    def together(told: tuple[Entry, Event]) -> Hashable:
        entry, event = told
        step = of_one_step(event)
        return entry.position if step is None else (step, local_date(entry.recorded_at, office.zone))

    found = []
    decoded = [(entry, _MAPPING.decode(entry.topic, entry.body).data) for entry in entries]
    for _, some in groupby(decoded, key=together):
        (first, _), *others = group = list(some)
        one = _from_entry(first, office, names)
        if others:
            one = msgspec.structs.replace(one, told=tell_step([event for _, event in group]))
        found.append(one)
    return found


def _from_entry(entry: Entry, office: Office, names: Mapping[str, str]) -> Moment:
    stored = _MAPPING.decode(entry.topic, entry.body)
    return moment(
        position=entry.position,
        recorded_at=entry.recorded_at,
        recorded_on=local_date(entry.recorded_at, office.zone),
        occurred_on=entry.occurred_on,
        context=stored.by,
        event=stored.data,
        office=office,
        names=names,
    )


def _names(connection: Connection, office: Office) -> dict[str, str]:
    return {user.username: user.name for user in directory.accounts(connection, office.code)}
