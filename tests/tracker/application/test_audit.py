"""What the auditor finds, and how often it is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tracker.application import alarms, audit, dispatch, heartbeat
from tracker.application.alarms import Alarm
from tracker.application.audit import ABANDONED, Finding, Name
from tracker.application.dispatch import LATE, LEASE
from tracker.application.tick import claim_due

DUE = date(2026, 3, 10)
"""A Tuesday, without a weekly recap, and the day on which the clock starts, 09.00 in Jakarta."""

MINUTE = timedelta(minutes=1)
SILENCE = Finding(Name.HEARTBEAT, "Pengirim pengingat tidak bekerja")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 10, 2, tzinfo=UTC))


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as office:
        office.catch_up()
        beat(office)
        yield office


def beat(office: OfficeAtWork, *paths: str) -> None:
    for path in paths or heartbeat.PATHS:
        heartbeat.beat(office.tracker, path)


def found(office: OfficeAtWork) -> list[Name]:
    return [finding.name for finding in audit.audit(office.tracker)]


def claim_mail(office: OfficeAtWork) -> dispatch.Bundle:
    """What goes out by mail; what is for the inbox is put there."""
    bundles = claim_due(office.tracker, "satu") or []
    (mail,) = office.over(bundles)
    now = office.tracker.clock()
    for bundle in bundles:
        if bundle != mail:
            dispatch.finish(office.tracker, dispatch.begin(office.tracker, bundle, now), now, "sent")
    return mail


def test_where_all_goes_well_it_finds_nothing(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    claim_due(office.tracker, "satu")
    clock.advance(heartbeat.SILENT)
    assert found(office) == []


def test_beat_worker_or_broker_that_stopped_is_found_by_its_silence(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    clock.advance(heartbeat.SILENT + MINUTE)
    (finding,) = audit.audit(office.tracker)
    assert finding.name is Name.HEARTBEAT
    assert "Pengirim pengingat tidak bekerja (terakhir 2026-03-10 02:00 UTC)" in finding.text
    beat(office, heartbeat.TICK)
    (finding,) = audit.audit(office.tracker)
    assert "Antrean surat tidak dikerjakan" in finding.text, "each queue has a sign of life of its own"
    beat(office)
    assert found(office) == []


def test_a_part_that_never_worked_is_found_too(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    with office_at_work(database, clock, tmp_path) as office:
        office.catch_up()
        (finding,) = audit.audit(office.tracker)
        assert "belum pernah" in finding.text


def test_what_is_due_and_nobody_queued_is_found(office: OfficeAtWork, clock: FixedClock) -> None:
    """07.30 was an hour and a half ago."""
    office.agree(DUE)
    (finding,) = audit.audit(office.tracker)
    assert finding.name is Name.UNSENT
    assert finding.text.startswith("1 pengingat sudah 30 menit lewat waktunya")
    claim_due(office.tracker, "satu")
    assert found(office) == []


def test_what_is_due_for_less_than_half_an_hour_is_not_late(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.advance(minutes=-61)
    beat(office)
    assert found(office) == []
    clock.advance(minutes=1)
    assert found(office) == [Name.UNSENT]


def test_where_the_office_is_closed_nothing_should_have_been_sent(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    """What was missed all week is caught up on Monday, and should be out half an hour after the quiet hours."""
    office.agree(DUE)
    clock.advance(days=4)
    beat(office)
    assert found(office) == [], "Saturday"
    clock.advance(days=1, hours=20)
    beat(office)
    assert found(office) == [], "Monday before dawn"
    clock.advance(hours=1, minutes=29)
    beat(office)
    assert found(office) == [], "06.29: open since 06.00"
    clock.advance(minutes=2)
    assert found(office) == [Name.UNSENT]


def test_what_waits_in_the_queue_past_its_time_is_found(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    claimed = claim_mail(office)
    dispatch.give_back(office.tracker, claimed)
    clock.advance(LATE - MINUTE)
    beat(office)
    assert found(office) == []
    clock.advance(MINUTE)
    assert found(office) == [Name.WAITING]


def test_what_is_to_be_tried_again_later_is_not_late_before_that(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    claimed = claim_mail(office)
    rows = dispatch.begin(office.tracker, claimed, clock())
    dispatch.try_again(office.tracker, rows, clock() + timedelta(hours=1), "server surat tidak menjawab")
    clock.advance(hours=1)
    beat(office)
    assert found(office) == []


def test_what_a_dead_process_holds_and_nobody_takes_over_is_found(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    claim_due(office.tracker, "mati")
    clock.advance(LEASE + ABANDONED - MINUTE)
    beat(office)
    assert found(office) == []
    clock.advance(MINUTE)
    assert found(office) == [Name.ABANDONED]


def test_what_was_given_up_is_found_for_seven_days(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    claimed = claim_mail(office)
    rows = dispatch.begin(office.tracker, claimed, clock())
    dispatch.finish(office.tracker, rows, clock(), "failed", "alamat ditolak")
    assert found(office) == [Name.GIVEN_UP]
    clock.advance(days=7)
    beat(office)
    assert found(office) == []


def test_read_models_that_fell_behind_are_found(office: OfficeAtWork, clock: FixedClock) -> None:
    office.add_person("baru")
    clock.advance(audit.UNFOLDED + MINUTE)
    beat(office)
    assert found(office) == [Name.BEHIND]


def take_note(office: OfficeAtWork, *findings: Finding) -> tuple[list[str], list[str]]:
    changed = alarms.take_note(office.tracker, findings, office.tracker.clock())
    return [one.name for one in changed.raised], [one.name for one in changed.cleared]


def untold(office: OfficeAtWork) -> list[Alarm]:
    """As the auditor does: what is told once is told."""
    news = alarms.untold(office.tracker, office.tracker.clock())
    alarms.note_told(office.tracker, news, office.tracker.clock())
    return news


def test_an_alarm_is_raised_once_and_cleared_once(office: OfficeAtWork, clock: FixedClock) -> None:
    assert take_note(office, SILENCE) == (["heartbeat"], [])
    clock.advance(minutes=5)
    assert take_note(office, Finding(Name.HEARTBEAT, "masih")) == ([], [])
    with office.tracker.kept.connect() as connection:
        (alarm,) = alarms.standing(connection)
    assert (alarm.text, clock() - alarm.raised_at) == ("masih", timedelta(minutes=5))
    assert take_note(office) == ([], ["heartbeat"])
    assert take_note(office) == ([], [])


def test_the_operator_hears_once_of_an_alarm_and_once_of_its_end(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    take_note(office, SILENCE)
    assert [one.cleared_at for one in untold(office)] == [None]
    assert untold(office) == [], "neither now nor after a restart"
    take_note(office)
    assert [one.cleared_at for one in untold(office)] == [clock()]
    assert untold(office) == []


def test_what_could_not_be_told_is_told_later_unless_it_is_over_by_then(office: OfficeAtWork) -> None:
    take_note(office, SILENCE)
    assert len(alarms.untold(office.tracker, office.tracker.clock())) == 1
    assert len(alarms.untold(office.tracker, office.tracker.clock())) == 1
    take_note(office)
    assert untold(office) == []


def test_an_alarm_that_goes_on_and_off_is_told_at_most_once_an_hour(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    told = 0
    for round_ in range(24):
        take_note(office, *([SILENCE] if round_ % 2 == 0 else []))
        told += len(untold(office))
        clock.advance(minutes=5)
    assert told == 4, "two hours: twice on, twice off"
