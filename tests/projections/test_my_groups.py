"""What *Tindak lanjut saya* and a timeline ask of the read models, on both stores."""

from datetime import date

import pytest

from projections import board, timeline
from projections.board import Filter, Urgency
from tests.projections.reading import House
from tests.projections.test_queries import KASI, OFFICE, VILLAGE, Story


@pytest.fixture
def story(house: House) -> Story:
    return Story(house)


def test_urgency_is_counted_as_its_lists_are_filtered(story: Story) -> None:
    today, week_end = date(2026, 2, 3), date(2026, 2, 10)
    for number, due_on in enumerate(
        (date(2026, 2, 2), today, date(2026, 2, 4), week_end, date(2026, 2, 11), None), start=1
    ):
        story.open(number, due_on, VILLAGE if number == 4 else KASI)
    story.done(story.open(7, date(2026, 2, 2)))
    story.house.follow()
    everything = Filter(office=OFFICE)
    with story.house.views.connect() as connection:
        assert board.urgency(connection, everything, today, week_end) == Urgency(1, 1, 2, 2, 1)
        later = Filter(office=OFFICE, due_after=week_end)
        assert board.count(connection, later) == 2
        outside = Filter(office=OFFICE, outside=True)
        assert board.count(connection, outside) == 1
        assert board.urgency(connection, outside, today, week_end) == Urgency(0, 0, 1, 0, 0)
        nobody = Filter(office="99.99.99")
        assert board.urgency(connection, nobody, today, week_end) == Urgency(0, 0, 0, 0, 0)


def test_a_history_is_read_from_its_end_page_by_page(story: Story) -> None:
    id_ = story.open(1, date(2026, 2, 2))
    story.done(id_)
    story.sent(id_, "lewat", date(2026, 2, 3))
    story.house.follow()
    with story.house.views.connect() as connection:
        first = timeline.back_from(connection, [id_], limit=2)
        assert [entry.topic for entry in first] == ["reminder.sent.2", "follow_up.reported_done.1"]
        rest = timeline.back_from(connection, [id_], before=first[-1].position, limit=2)
        assert [entry.topic for entry in rest] == ["follow_up.opened.1"]
        only = timeline.back_from(connection, [id_], limit=9, topics=("follow_up.opened.1",))
        assert only == rest
