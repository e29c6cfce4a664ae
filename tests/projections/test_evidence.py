"""Which file proves what, and since when: now, and as of any position, on both stores."""

from datetime import date
from uuid import UUID

import pytest

from projections import evidence, figures
from tests.projections.history import OFFICES
from tests.projections.reading import TODAY, House
from tests.projections.test_queries import COORDINATION, OFFICE, Story
from tracker.domain.coordination import CoordinationCorrected, EvidenceAttached
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.evidence_file import PDF, EvidenceFile
from tracker.domain.flag import Flag
from tracker.domain.follow_up import ReportedDone, Returned, Withdrawn

SCAN, OTHER = (
    EvidenceFile(sha256=letter * 64, name=f"{letter}.pdf", size=9, media_type=PDF) for letter in "ab"
)
BEFORE = date(2025, 12, 30)


@pytest.fixture
def story(house: House) -> Story:
    return Story(house)


def piece(file: EvidenceFile | None, dated_on: date = TODAY) -> Evidence:
    return Evidence(id=UUID(int=9), type=EvidenceType.BERITA_ACARA, number="7", dated_on=dated_on, file=file)


def report(story: Story, id_: UUID, *pieces: Evidence) -> int:
    story.tell(id_, ReportedDone(done_on=TODAY, evidence=pieces, typed_by="staf"))
    return story.house.store.head()


Flagged = tuple[frozenset[Flag], list[frozenset[Flag]]]
NONE: frozenset[Flag] = frozenset()
SHARED, OLDER = frozenset({Flag.SHARED_FILE}), frozenset({Flag.OLDER_EVIDENCE})


def flags(story: Story, at: int | None) -> Flagged:
    """Of the coordination, and of its outcomes in their order, as figures show them at that position."""
    with story.house.views.connect() as connection:
        (fact,) = figures.facts(connection, OFFICE, date(2025, 1, 1), date(2026, 12, 31), at)
    return fact.flags, [outcome.flags for outcome in fact.outcomes]


def test_a_file_that_proves_two_follow_ups_is_flagged_from_the_second_report_on(story: Story) -> None:
    first, second, third = (story.open(number, None) for number in (1, 2, 3))
    alone = report(story, first, piece(SCAN), piece(None))
    both = report(story, second, piece(OTHER), piece(SCAN))
    report(story, third, piece(None))
    story.tell(second, Returned())
    returned = story.house.store.head()
    report(story, second, piece(SCAN))
    story.tell(first, Withdrawn())
    story.house.follow()
    found = [flags(story, at)[1] for at in (alone, both, returned, returned + 1, returned + 2, None)]
    none, shared = [NONE, NONE, NONE], [SHARED, SHARED, NONE]
    assert found == [none, shared, none, shared, none, none]


def test_the_page_of_a_follow_up_names_the_others_that_its_file_proves(story: Story) -> None:
    first, second = story.open(1, None), story.open(2, None)
    report(story, first, piece(SCAN), piece(OTHER))
    report(story, second, piece(SCAN))
    story.house.follow()
    with story.house.views.connect() as connection:
        assert evidence.also_proven(connection, OFFICE, ["a" * 64, "b" * 64], first) == {"a" * 64: (second,)}
        assert evidence.also_proven(connection, OFFICE, [], first) == {}


def test_evidence_older_than_its_coordination_follows_the_day_of_the_coordination(story: Story) -> None:
    id_ = story.open(1, None)
    report(story, id_, piece(SCAN), piece(None, BEFORE))
    story.tell(COORDINATION, EvidenceAttached(evidence=piece(OTHER, BEFORE)))
    told = story.house.store.head()
    story.tell(COORDINATION, CoordinationCorrected(held_on=BEFORE))
    corrected = story.house.store.head()
    story.tell(COORDINATION, CoordinationCorrected(held_on=TODAY))
    story.house.follow()
    assert flags(story, told) == (OLDER, [OLDER])
    assert flags(story, corrected) == (NONE, [NONE])
    assert flags(story, None) == (OLDER, [OLDER])


def test_what_the_log_has_once_named_stays_named(story: Story) -> None:
    id_ = story.open(1, None)
    report(story, id_, piece(SCAN))
    story.tell(id_, Returned())
    story.house.follow()
    with story.house.views.connect() as connection:
        assert evidence.is_named(connection, OFFICE, "a" * 64)
        assert not evidence.is_named(connection, OFFICES[1], "a" * 64)
        assert not evidence.is_named(connection, OFFICE, "b" * 64)
        assert evidence.named_files(connection) == {(OFFICE, "a" * 64)}
