"""A series at work: what is open from earlier, the review that opens a meeting, and what ratifying verifies."""

from datetime import date
from uuid import UUID

import pytest

from projections import series
from projections.series import Carried, Overview
from tests.support.meetings import SERIES, Meetings, agreed
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tracker.application import consents, follow_ups, reviews
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.follow_up import Status
from tracker.domain.minutes import ReviewAnswer
from tracker.domain.role import Role

JANUARY, FEBRUARY, MARCH = date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 2)
TODAY = date(2026, 3, 16)
LATE = date(2026, 12, 31)


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    made = Meetings(office)
    made.keep_series()
    return made


def open_at(meetings: Meetings, day: date) -> list[Carried]:
    meetings.office.catch_up()
    with meetings.office.tracker.views.connect() as connection:
        return series.open_from_earlier(connection, CODE, SERIES, day)


def test_a_meeting_opens_with_what_earlier_ones_left_open_and_how_often_it_was_carried(
    meetings: Meetings,
) -> None:
    first = meetings.hold(JANUARY, "Jadwal disusun", due_on=LATE)
    second = meetings.hold(FEBRUARY, "Data disamakan", due_on=date(2026, 3, 31))
    meetings.hold(MARCH)
    meetings.hold(FEBRUARY, "Bukan seri ini", series=None)
    told = [(one.follow_up.id, one.times) for one in open_at(meetings, MARCH)]
    assert told == [(agreed(second), 1), (agreed(first), 2)]
    assert [one.times for one in open_at(meetings, FEBRUARY)] == [1]
    assert open_at(meetings, JANUARY) == []


def test_what_is_done_or_withdrawn_is_not_carried_on(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Jadwal disusun", "Data disamakan", due_on=LATE)
    meetings.office.withdraw(agreed(first, 2))
    assert [one.follow_up.id for one in open_at(meetings, MARCH)] == [agreed(first, 1)]
    meetings.office.report_done(agreed(first, 1), Role.STAF)
    meetings.office.verify(agreed(first, 1), Role.SEKCAM)
    assert open_at(meetings, MARCH) == []


def test_without_a_due_date_the_next_planned_meeting_is_proposed_else_thirty_days(meetings: Meetings) -> None:
    planned = date(2026, 4, 6)
    before = meetings.hold(FEBRUARY, "Sebelum direncanakan")
    meetings.plan(planned)
    meetings.plan(date(2026, 5, 4))
    after = meetings.hold(MARCH, "Sesudah direncanakan")
    assert meetings.follow_up(agreed(before)).due_on == date(2026, 3, 4)
    assert meetings.follow_up(agreed(after)).due_on == planned
    assert meetings.follow_up(agreed(after)).due_proposed


def test_each_answer_becomes_a_report_that_cites_the_meeting(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", "Dua", "Tiga", due_on=LATE)
    second = meetings.hold(MARCH)
    meetings.review(second, agreed(first, 1), ReviewAnswer.SELESAI, done_on=FEBRUARY)
    meetings.review(second, agreed(first, 2), ReviewAnswer.PROSES, note="Separuh")
    meetings.review(second, agreed(first, 3), ReviewAnswer.BELUM)
    done, begun, asked = (meetings.follow_up(agreed(first, number)) for number in (1, 2, 3))
    assert done.report is not None
    assert (done.report.meeting_id, done.report.done_on, done.report.proven) == (second, FEBRUARY, True)
    assert (begun.status, begun.begun_on) == (Status.DALAM_PROSES, MARCH)
    assert asked.status is Status.BELUM_DITINDAKLANJUTI
    last = meetings.office.tracker.store.history(agreed(first, 3))[-1]
    assert (last.event.TOPIC, last.occurred_on) == ("follow_up.reviewed.1", MARCH)


def test_ratifying_verifies_what_the_review_reported_done(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", "Dua", due_on=LATE)
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first, 1), ReviewAnswer.SELESAI)
    meetings.review(second, agreed(first, 2), ReviewAnswer.PROSES)
    meetings.ratified(second)
    assert meetings.follow_up(agreed(first, 1)).status is Status.SELESAI
    assert meetings.follow_up(agreed(first, 2)).status is Status.DALAM_PROSES
    ratified = meetings.office.tracker.store.history(second)[-1]
    verified = meetings.office.tracker.store.history(agreed(first, 1))[-1]
    assert ratified.context.request_id == verified.context.request_id
    assert [one.follow_up.id for one in open_at(meetings, date(2026, 4, 1))] == [
        agreed(second),
        agreed(first, 2),
    ]


def test_what_the_chair_did_waits_for_the_ordinary_verifier(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE, in_charge="camat")
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first), ReviewAnswer.SELESAI)
    meetings.ratified(second)
    assert meetings.follow_up(agreed(first)).status is Status.DILAPORKAN_SELESAI
    meetings.office.verify(agreed(first), Role.SEKCAM)
    assert meetings.follow_up(agreed(first)).status is Status.SELESAI


def test_what_the_chair_carried_out_alongside_waits_for_the_ordinary_verifier(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE, alongside="camat")
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first), ReviewAnswer.SELESAI)
    meetings.ratified(second)
    assert meetings.follow_up(agreed(first)).status is Status.DILAPORKAN_SELESAI


def test_who_carried_it_out_alongside_does_not_verify_what_a_review_reported(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE, in_charge=STAF, alongside=KASI)
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first), ReviewAnswer.SELESAI)
    with pytest.raises(Forbidden, match="diverifikasi oleh Sekretaris Kecamatan"):
        meetings.office.verify(agreed(first), Role.KASI)


def test_what_the_chair_typed_waits_for_the_ordinary_verifier(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE)
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first), ReviewAnswer.SELESAI, by=Role.CAMAT)
    meetings.ratified(second)
    assert meetings.follow_up(agreed(first)).status is Status.DILAPORKAN_SELESAI


def test_a_report_that_was_returned_meanwhile_is_not_verified(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE)
    second = meetings.hold(MARCH, "Baru")
    meetings.review(second, agreed(first), ReviewAnswer.SELESAI)
    follow_ups.return_(
        meetings.office.tracker,
        meetings.by(Role.SEKCAM),
        meetings.office.asked("Belum"),
        follow_ups.Return(follow_up_id=agreed(first)),
    )
    meetings.ratified(second)
    assert meetings.follow_up(agreed(first)).status is Status.DALAM_PROSES


def test_a_skipped_item_is_out_of_the_way_until_its_date_is_near(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=date(2026, 4, 8))
    second = meetings.hold(FEBRUARY)
    meetings.review(second, agreed(first), ReviewAnswer.LEWATI)
    assert [one.skipped for one in open_at(meetings, MARCH)] == [True]
    assert [one.skipped for one in open_at(meetings, date(2026, 4, 1))] == [False]
    third = meetings.hold(MARCH)
    meetings.review(third, agreed(first), ReviewAnswer.BELUM)
    assert [one.skipped for one in open_at(meetings, date(2026, 3, 3))] == [False]


def test_an_item_whose_date_is_near_is_not_skipped(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=date(2026, 3, 5))
    second = meetings.hold(MARCH)
    with pytest.raises(Refused, match="bahas sekarang") as refusal:
        meetings.review(second, agreed(first), ReviewAnswer.LEWATI)
    assert refusal.value.field == "items.0.answer"


def test_only_what_an_earlier_meeting_of_the_series_left_open_is_reviewed(meetings: Meetings) -> None:
    meeting = meetings.hold(FEBRUARY, "Dari rapat ini sendiri", due_on=LATE)
    elsewhere = meetings.hold(JANUARY, "Bukan seri ini", due_on=LATE, series=None)
    for strange in (agreed(meeting), agreed(elsewhere)):
        with pytest.raises(Refused, match="bukan dari rapat sebelumnya"):
            meetings.review(meeting, strange, ReviewAnswer.BELUM)
    with pytest.raises(NotFound, match="tidak ditemukan"):
        meetings.review(meeting, UUID(int=9), ReviewAnswer.BELUM)


def test_a_review_is_saved_whole_or_not_at_all(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE)
    second = meetings.hold(MARCH)
    items = (
        reviews.ReviewItem(follow_up_id=agreed(first), answer=ReviewAnswer.SELESAI),
        reviews.ReviewItem(follow_up_id=UUID(int=9), answer=ReviewAnswer.PROSES),
    )
    with pytest.raises(NotFound) as refusal:
        reviews.review(
            meetings.office.tracker,
            meetings.by(Role.NOTULIS),
            meetings.office.asked(),
            reviews.Review(coordination_id=second, items=items),
        )
    assert refusal.value.field == "items.1.follow_up_id"
    assert meetings.follow_up(agreed(first)).status is Status.BELUM_DITINDAKLANJUTI
    assert meetings.state(second).minutes.reviewed == ()


def test_an_item_was_not_done_after_the_meeting_said_so(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE)
    second = meetings.hold(MARCH)
    with pytest.raises(Refused, match="sesudah tanggal rapat") as refusal:
        meetings.review(second, agreed(first), ReviewAnswer.SELESAI, done_on=TODAY)
    assert refusal.value.field == "items.0.done_on"


def test_the_auditor_reviews_nothing(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY, "Satu", due_on=LATE)
    second = meetings.hold(MARCH)
    with pytest.raises(Forbidden, match="tidak berwenang mencatat"):
        meetings.review(second, agreed(first), ReviewAnswer.BELUM, by=Role.AUDITOR)


def test_attendance_of_the_last_meeting_is_where_the_next_begins(meetings: Meetings) -> None:
    first = meetings.hold(JANUARY)
    meetings.attend(first)
    meetings.office.catch_up()
    with meetings.office.tracker.views.connect() as connection:
        assert [a.name for a in series.last_attendance(connection, CODE, SERIES, FEBRUARY)] == [
            "Kepala Seksi Pemerintahan"
        ]
        assert series.last_attendance(connection, CODE, SERIES, JANUARY) == ()


def test_each_series_is_summed_up_and_withdrawn_meetings_are_left_out(meetings: Meetings) -> None:
    meetings.hold(JANUARY, "Satu", "Dua", due_on=LATE)
    wrong = meetings.hold(MARCH, "Tiga", due_on=LATE)
    meetings.plan(date(2026, 4, 6))
    meetings.plan(date(2026, 5, 4))
    gone = consents.Withdraw(coordination_id=wrong)
    consents.withdraw(
        meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked("Salah catat"), gone
    )
    meetings.office.catch_up()
    with meetings.office.tracker.views.connect() as connection:
        found = series.overviews(connection, CODE, TODAY)
    assert found == {SERIES: Overview(1, JANUARY, date(2026, 4, 6), 2)}


def test_a_list_that_is_cut_knows_how_many_it_leaves_off(
    meetings: Meetings, monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings.hold(JANUARY, "Satu", "Dua", "Tiga", due_on=LATE)
    meetings.hold(FEBRUARY, "Empat", due_on=LATE)
    meetings.hold(MARCH)

    def left_off() -> tuple[int, int]:
        with meetings.office.tracker.views.connect() as connection:
            shown = len(series.open_from_earlier(connection, CODE, SERIES, MARCH))
            held = len(series.meetings(connection, CODE, SERIES))
            return (
                series.open_left_off(connection, CODE, SERIES, MARCH, shown),
                series.meetings_left_off(connection, CODE, SERIES, held),
            )

    assert left_off() == (0, 0)
    monkeypatch.setattr(series, "_ITEMS", 3)
    monkeypatch.setattr(series, "_MEETINGS", 2)
    assert left_off() == (1, 1)
