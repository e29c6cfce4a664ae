"""A search finds an office's records by their words, on both stores: the best first, and never another office's."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from projections import search, search_words
from projections.search import Asked
from projections.search_words import COORDINATION, OUTCOME, spelling, word_at
from tests.projections.reading import TODAY, House, open_house
from tests.projections.told import ELSEWHERE, HERE, MEETING, THERE, WORK, Told
from tests.support.database import Database
from tracker.domain.coordination import CoordinationCorrected, OutcomeAdded, OutcomeReclassified
from tracker.domain.errors import Refused
from tracker.domain.follow_up import Corrected
from tracker.domain.spelling import words

SYLLABLES = ["".join(two) for two in product((c + v for c in "bcdgklmprst" for v in "aeiu"), repeat=2)]
"""More than a search looks at of one prefix."""


def ask(told: Told, text: str, office: str = HERE) -> Asked:
    told.house.follow()
    with told.house.views.connect() as connection:
        return search.understood(connection, office, words(text))


def find(told: Told, text: str, kind: str = COORDINATION, office: str = HERE) -> list[UUID]:
    asked = ask(told, text, office)
    with told.house.views.connect() as connection:
        return [hit.subject for hit in search.hits(connection, office, kind, asked)[0]]


@pytest.fixture
def told(house: House) -> Told:
    return Told(house)


def test_a_meeting_is_found_by_title_number_and_place_however_typed(told: Told) -> None:
    told.meeting(MEETING, "Rapat koordinasi Trantibum")
    for typed in (
        "trantibum",
        "trantbum koordnasi",
        "KORDINASI rapat",
        "005/17",
        "djambearum",
        "rpt",
        "tranti",
    ):
        assert find(told, typed) == [MEETING], typed
    for typed in ("006/18", "banjir", ""):
        assert find(told, typed) == [], typed


def test_an_outcome_is_found_whether_it_needs_follow_up_or_not(told: Told) -> None:
    told.meeting(MEETING, "Rapat")
    told.work("Mendata warga miskin")
    informing = UUID(int=5)
    told.tell(MEETING, OutcomeAdded(outcome_id=informing, ordinal=2, text="Posko banjir dibuka"))
    assert find(told, "pendataan", OUTCOME) == [WORK]
    assert find(told, "bajir", OUTCOME) == [MEETING]
    told.tell(MEETING, OutcomeReclassified(outcome_id=informing, ordinal=2, follow_up_id=UUID(int=6)))
    assert find(told, "banjir", OUTCOME) == []


def test_a_corrected_record_is_found_by_its_new_words_alone(told: Told) -> None:
    told.meeting(MEETING, "Rapat banjir")
    told.work("Membersihkan saluran")
    assert find(told, "banjir") == [MEETING]
    told.tell(MEETING, CoordinationCorrected(title="Rapat kekeringan"))
    told.tell(WORK, Corrected(text="Membagi air bersih"))
    assert find(told, "banjir") == []
    assert find(told, "kering") == [MEETING]
    assert find(told, "saluran", OUTCOME) == []
    assert find(told, "banjir", OUTCOME) == []
    assert find(told, "bagi air", OUTCOME) == [WORK]


def test_a_word_without_end_does_not_stop_the_fold(told: Told) -> None:
    told.meeting(MEETING, "Rapat " + "x" * 290)
    told.work("A" * 2000)
    assert find(told, "rapat") == [MEETING]
    assert find(told, "a" * 2000, OUTCOME) == [WORK]
    assert told.house.views.parked() == []


def test_the_word_itself_is_found_among_many_that_begin_so(told: Told) -> None:
    told.meeting(MEETING, "Air")
    for number in range(40):
        told.meeting(
            UUID(int=100 + number),
            " ".join(f"air{chr(97 + number % 26)}{chr(97 + other)}" for other in range(26)),
        )
    assert find(told, "air")[0] == MEETING


def test_nobody_finds_another_offices_words(told: Told) -> None:
    told.meeting(ELSEWHERE, "Musyawarah rahasia", office=THERE)
    told.meeting(MEETING, "Musyawarah desa")
    assert find(told, "musyawarah") == [MEETING]
    assert find(told, "musyawarah", office=THERE) == [ELSEWHERE]
    asked = ask(told, "rahasia")
    assert asked.unknown == ("rahasia",)
    assert not asked.found


def test_another_offices_words_take_no_place_among_ones_own(told: Told) -> None:
    told.meeting(ELSEWHERE, " ".join(f"air{syllables}" for syllables in SYLLABLES), office=THERE)
    for number, title in enumerate(("Airterjun", "Airmancur")):
        told.meeting(UUID(int=10 + number), title)
    assert set(find(told, "air")) == {UUID(int=10), UUID(int=11)}


def test_all_that_begins_so_is_found(told: Told) -> None:
    ids = [UUID(int=100 + number) for number in range(40)]
    for id_, syllables in zip(ids, SYLLABLES, strict=False):
        told.meeting(id_, f"Pela{syllables}")
    asked = ask(told, "pela")
    with told.house.views.connect() as connection:
        assert {hit.subject for hit in search.hits(connection, HERE, COORDINATION, asked, limit=50)[0]} == {
            *ids
        }


def test_more_words_at_once_than_a_statement_takes(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_words, "_ASKED_AT_ONCE", 2)
    told.meeting(MEETING, "Rapat banjir di balai desa Cumedak")
    told.meeting(ELSEWHERE, "Rapat banjir di pendopo", office=THERE)
    assert find(told, "balai cumedak") == [MEETING]
    assert find(told, "pendopo", office=THERE) == [ELSEWHERE]


def test_the_best_comes_first_and_what_lacks_a_word_is_left_out(told: Told) -> None:
    ids = [UUID(int=number) for number in range(10, 14)]
    told.meeting(ids[0], "Rapat banjir", day=TODAY - timedelta(days=9))
    told.meeting(ids[1], "Rapat banjir susulan", day=TODAY - timedelta(days=1))
    told.meeting(ids[2], "Rapat kekeringan")
    told.meeting(ids[3], "Banjir di Cumedak", day=TODAY)
    assert find(told, "banjir rapat") == [ids[1], ids[0]]
    assert find(told, "banjir") == [ids[3], ids[1], ids[0]]
    assert find(told, "rapat banjir tsunami") == [ids[1], ids[0]]
    assert ask(told, "banjir tsunami").unknown == ("tsunami",)


def test_a_slip_is_forgiven_only_where_nothing_is_spelt_so(told: Told) -> None:
    told.meeting(MEETING, "Rapat dosen")
    told.meeting(ELSEWHERE, "Rapat dasen")
    assert find(told, "dosen") == [MEETING]
    assert set(find(told, "desen")) == {MEETING, ELSEWHERE}


def test_more_of_them_follow_the_last_shown(told: Told) -> None:
    ids = [UUID(int=number) for number in range(10, 15)]
    for number, id_ in enumerate(ids):
        told.meeting(id_, "Rapat banjir", day=TODAY - timedelta(days=number % 2))
    asked = ask(told, "banjir")
    found: list[UUID] = []
    cursor: str | None = None
    with told.house.views.connect() as connection:
        for _ in range(3):
            some, cursor = search.hits(connection, HERE, COORDINATION, asked, cursor, 2)
            found += [hit.subject for hit in some]
        assert cursor is None
        assert sorted(found) == ids
        assert found[:3] == [ids[4], ids[2], ids[0]]
        for strange in ("bukan", f"1.2026-01-01.{ids[0]}.{'9' * 30}", f"{2**31}.2026-01-01.{ids[0]}.0"):
            with pytest.raises(Refused) as refused:
                search.hits(connection, HERE, COORDINATION, asked, strange, 2)
            assert refused.value.field == "sesudah"


def test_a_search_reads_by_key_alone(sqlite_database: Database) -> None:
    """No step may walk through a table. SQLite plans by tables and indexes, PostgreSQL by how many rows there are."""
    with open_house(sqlite_database) as house:
        told = Told(house)
        told.meeting(MEETING, "Rapat banjir")
        house.follow()
        sent: list[tuple[str, Any]] = []

        def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
            if statement.startswith("SELECT"):
                sent.append((statement, values))

        with house.views.connect() as connection:
            sa.event.listen(connection, "before_cursor_execute", note)
            asked = search.understood(connection, HERE, words("rapat banjir"))
            search.hits(connection, HERE, COORDINATION, asked)
            sa.event.remove(connection, "before_cursor_execute", note)
            assert len(sent) == 2
            steps = [
                row.detail
                for statement, values in sent
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            ]
    for table in (word_at.name, spelling.name):
        assert [step for step in steps if table in step and not step.startswith("SEARCH")] == []
        assert [step for step in steps if table in step]
