"""Perlu perhatian: the most urgent first, each named as its list names it, and never a query more for more work."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from projections import board
from projections.board import Filter
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.queries import counting_queries
from tracker.domain.role import Role
from tracker.web.concerns import FIRST, Concern, concerns

TODAY = date(2026, 3, 16)
LATE, LATER = date(2026, 3, 10), date(2026, 4, 20)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, FixedClock(), tmp_path) as work:
        yield work


def waiting(office: OfficeAtWork) -> dict[str, Concern]:
    with office.tracker.views.connect() as connection:
        return {one.name: one for one in concerns(connection, CODE, TODAY)}


def test_each_tells_who_and_until_when(office: OfficeAtWork) -> None:
    late = office.agree(LATE, text="Laporan dikirim")
    office.agree(LATER, text="Belum bertuan", in_charge=None)
    given_up = office.agree(LATER, text="Jalan provinsi diperbaiki")
    office.ask_to_give_up(given_up, Role.STAF)
    done = office.agree(LATER, text="Data disusun")
    office.report_done(done, Role.STAF)
    found = waiting(office)
    assert list(found) == [
        "overdue", "due_soon", "to_decide", "to_verify", "awaiting", "freezes", "unassigned",
    ]  # fmt: skip
    (first,) = found["overdue"].first
    assert (first.path, first.text) == (f"/tindak-lanjut/{late}", "Laporan dikirim")
    assert first.note.endswith("lewat 6 hari")
    assert "diusulkan tidak dapat ditindaklanjuti" in found["to_decide"].first[0].note
    assert "dikerjakan 16 Mar 2026" in found["to_verify"].first[0].note
    assert found["unassigned"].first[0].note.startswith("belum ditetapkan")
    assert (found["due_soon"].count, found["due_soon"].first) == (0, ())


def test_the_first_few_are_those_of_the_list_and_the_count_is_of_all(office: OfficeAtWork) -> None:
    for day in range(1, 7):
        office.agree(date(2026, 3, day), held_on=date(2026, 2, 2), text=f"Hasil {day}")
    overdue = waiting(office)["overdue"]
    with office.tracker.views.connect() as connection:
        listed = board.follow_ups(connection, Filter(office=CODE, overdue_on=TODAY)).rows
    assert overdue.count == len(listed) == 6
    assert [one.text for one in overdue.first] == [row.text for row in listed[:FIRST]]


def test_more_work_asks_no_more_questions(office: OfficeAtWork) -> None:
    office.agree(LATE)
    waiting(office)
    with counting_queries() as few:
        waiting(office)
    for _ in range(5):
        office.agree(LATE)
    waiting(office)
    with counting_queries() as many:
        waiting(office)
    assert len(many) == len(few)
