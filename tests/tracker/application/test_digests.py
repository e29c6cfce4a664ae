"""The weekly recap: what each one is told of the office, and that nobody is told nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.freezing import Freezing
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tests.support.surveys import GOOD, given, office_with_surveys, opened
from tracker.application import surveys
from tracker.application.digest_text import digest_subject, digest_text
from tracker.application.digests import Digest, digest_of
from tracker.application.office_deadlines import deadline_text
from tracker.application.recipients import Recipient, recipients_of
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Because
from tracker.domain.reminder_policy import DEFAULT
from tracker.domain.role import Role

MONDAY = date(2026, 3, 9)
LATE, SOON, LATER = date(2026, 3, 5), date(2026, 3, 12), date(2026, 5, 4)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC)), tmp_path) as office:
        yield office


def told(office: OfficeAtWork, name: str, day: date = MONDAY) -> Digest | None:
    state = office.tracker.office(CODE)
    everybody = recipients_of(office.tracker, state, state, Task.DIGEST, DEFAULT, 0, day)
    (recipient,) = (one for one in everybody if one.person_id == person_id(CODE, name))
    return digest_of(office.tracker, state, recipient, day)


def parts(digest: Digest | None) -> dict[str, list[str]]:
    assert digest is not None
    return {part.title: [f"{line.text}: {line.note}" for line in part.lines] for part in digest.parts}


def test_everybody_who_holds_a_post_gets_it_once_and_in_the_highest_of_them(office: OfficeAtWork) -> None:
    state = office.tracker.office(CODE)
    found = recipients_of(office.tracker, state, state, Task.DIGEST, DEFAULT, 0, MONDAY)
    people = [one.person_id for one in found]
    assert (
        len(people)
        == len(set(people))
        == len({state.holder(code, MONDAY) for code in state.positions} - {None})
    )
    assert {one.because for one in found} == {Because.DIGEST}


def test_where_nothing_is_open_nobody_is_told_nothing(office: OfficeAtWork) -> None:
    office.agree(LATER)
    assert [told(office, name) for name in ("camat", "sekcam", KASI, STAF)] == [None] * 4
    nobody = Recipient(person_id=None, name="", position="", because=Because.DIGEST)
    assert digest_of(office.tracker, office.tracker.office(CODE), nobody, MONDAY) is None


def test_to_each_what_is_theirs_and_to_whoever_leads_what_they_lead(office: OfficeAtWork) -> None:
    office.agree(LATE, in_charge=STAF, text="Mendata warga")
    office.agree(SOON, text="Menyurati desa")
    office.agree(LATER, text="Belum mendesak")
    late = "Mendata warga: terlambat 4 hari; Staf Seksi Pemerintahan"
    soon = "Menyurati desa: jatuh tempo 3 hari lagi; Kepala Seksi Pemerintahan"
    assert parts(told(office, STAF)) == {"Tugas Anda": [late]}
    assert parts(told(office, KASI)) == {"Tugas Anda": [soon], "Seksi Pemerintahan": [late, soon]}
    assert parts(told(office, "sekcam"))["Seluruh kecamatan"] == [late, soon]
    assert parts(told(office, "camat"))["Seluruh kecamatan"] == [late, soon]


def test_what_waits_for_the_readers_own_decision_comes_first(office: OfficeAtWork) -> None:
    follow_up = office.agree(LATER, in_charge=STAF, text="Mendata warga")
    office.report_done(follow_up, by=Role.STAF)
    assert parts(told(office, KASI, date(2026, 3, 16))) == {
        "Menunggu keputusan Anda": ["Mendata warga: menunggu verifikasi, 7 hari"]
    }
    assert told(office, "sekcam", date(2026, 3, 16)) is None, "the Sekcam is not who verifies it"


def test_a_long_list_is_cut_and_says_so(office: OfficeAtWork) -> None:
    for number in range(12):
        office.agree(LATE, in_charge=STAF, text=f"Pekerjaan {number}")
    digest = told(office, STAF)
    assert digest is not None
    (part,) = digest.parts
    assert (len(part.lines), part.more) == (10, 2)
    text = digest_text(digest)
    assert "dan 2 lainnya" in text
    assert "https://tindaklanjut.example/tindak-lanjut?lingkup=saya" in text
    assert digest_subject(digest).endswith("12 yang perlu perhatian")


def test_a_quarter_without_a_coordination_and_an_office_without_a_survey_have_no_deadline(
    office: OfficeAtWork,
) -> None:
    office.catch_up()
    state = office.tracker.office(CODE)
    assert deadline_text(office.tracker, state, Task.CLOSE_QUARTER, MONDAY) is None
    assert deadline_text(office.tracker, state, Task.SURVEY, MONDAY) is None


def test_a_quarter_is_told_of_until_it_is_proposed(sqlite_database: Database, tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))
    with office_at_work(sqlite_database, clock, tmp_path) as office:
        freezing = Freezing(office, clock)
        state, day = office.tracker.office(CODE), date(2026, 4, 8)
        found = deadline_text(office.tracker, state, Task.CLOSE_QUARTER, day)
        assert found == ("Capaian Triwulan I 2026 belum diusulkan untuk ditetapkan", date(2026, 4, 15))
        freezing.propose()
        assert deadline_text(office.tracker, state, Task.CLOSE_QUARTER, day) is None


def test_a_survey_is_told_of_until_it_is_closed(sqlite_database: Database, tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 12, 15, 2, tzinfo=UTC))
    with office_with_surveys(sqlite_database, clock, tmp_path) as office:
        state, day, due = office.tracker.office(CODE), date(2026, 12, 15), date(2026, 12, 31)

        def found() -> tuple[str, date] | None:
            office.catch_up()
            return deadline_text(office.tracker, state, Task.SURVEY, day)

        assert found() == ("Survei kepuasan masyarakat tahun 2026 belum dibuka", due)
        survey = opened(office)
        given(office, survey, GOOD)
        assert found() == ("Survei kepuasan masyarakat tahun 2026 belum ditutup", due)
        surveys.close(office.tracker, office.by(Role.CAMAT), office.asked(), surveys.Close(survey_id=survey))
        assert found() is None
