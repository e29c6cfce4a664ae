from datetime import date
from typing import Any, ClassVar

import pytest

from tests.tracker.store.notes import NOTES, TODAY, NoteTaken, by
from tracker.domain.event import Event
from tracker.store.errors import UnknownTopic
from tracker.store.mapping import EventMapping


class MoneySpent(Event, frozen=True):
    TOPIC: ClassVar[str] = "money.spent.3"

    rupiah: int
    on: date


def _first_to_second(data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "money.spent.2", {"rupiah": data["thousands"] * 1000}


def _second_to_third(data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "money.spent.3", {**data, "on": "2025-12-31"}


MONEY = EventMapping([MoneySpent], {"money.spent.1": _first_to_second, "money.spent.2": _second_to_third})


def test_an_event_comes_back_as_it_was() -> None:
    note, context = NoteTaken(text="é ✓", due_on=date(2026, 1, 1)), by()

    stored = NOTES.decode("note.taken.1", NOTES.encode(note, context, TODAY))

    assert (stored.data, stored.by, stored.occurred_on) == (note, context, TODAY)


def test_the_same_event_always_gives_the_same_bytes() -> None:
    class Counted(Event, frozen=True):
        TOPIC: ClassVar[str] = "counted.1"
        by_office: dict[str, int]

    mapping, context = EventMapping([Counted]), by("r")

    one = mapping.encode(Counted(by_office={"b": 1, "a": 2}), context, TODAY)
    two = mapping.encode(Counted(by_office={"a": 2, "b": 1}), context, TODAY)

    assert one == two


def test_an_old_topic_is_read_in_as_many_steps_as_it_takes() -> None:
    envelope = b'{"occurred_on":"2026-03-16","by":{"actor":"a","via":"w","request_id":"r","correlation_id":"c"},"data":%b}'

    stored = MONEY.decode("money.spent.1", envelope % b'{"thousands":25}')

    assert stored.data == MoneySpent(rupiah=25_000, on=date(2025, 12, 31))
    assert stored.by.actor == "a"


def test_a_topic_that_nobody_knows_is_named() -> None:
    body = NOTES.encode(NoteTaken(text="a"), by(), TODAY)

    with pytest.raises(UnknownTopic, match=r"note\.lost\.7"):
        NOTES.decode("note.lost.7", body)


def test_upcasters_that_lead_nowhere_or_round_in_a_circle_are_an_unknown_topic() -> None:
    body = NOTES.encode(NoteTaken(text="a"), by(), TODAY)
    nowhere = EventMapping([NoteTaken], {"a.1": lambda data: ("a.2", data)})
    circle = EventMapping([NoteTaken], {"a.1": lambda data: ("a.2", data), "a.2": lambda data: ("a.1", data)})

    for mapping in (nowhere, circle):
        with pytest.raises(UnknownTopic, match=r"a\.1"):
            mapping.decode("a.1", body)


def test_an_event_class_without_a_topic_is_refused_at_once() -> None:
    class Nameless(Event, frozen=True):
        text: str

    with pytest.raises(ValueError, match="Nameless has no TOPIC"):
        EventMapping([Nameless])


def test_a_topic_used_twice_is_refused_at_once() -> None:
    class Twin(Event, frozen=True):
        TOPIC: ClassVar[str] = "note.taken.1"

    with pytest.raises(ValueError, match=r"note\.taken\.1 is used twice"):
        EventMapping([NoteTaken, Twin])
    with pytest.raises(ValueError, match=r"note\.taken\.1 is used twice"):
        EventMapping([NoteTaken], {"note.taken.1": lambda data: ("note.taken.1", data)})


def test_a_child_that_inherits_its_parents_topic_is_not_stored_as_its_parent() -> None:
    class Special(NoteTaken, frozen=True):
        extra: int = 0

    with pytest.raises(UnknownTopic, match="Special"):
        NOTES.topic(Special(text="a"))
