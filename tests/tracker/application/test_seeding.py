"""The demo: what the two documents say, what is invented around it, and that loading twice changes nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tracker.application import accounts, seeding
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.demo_home import DEMO_PASSWORD, FULL, demo_accounts, loaded
from tracker.application.offices import RegisterOffice, register
from tracker.application.seed_files import OFFICES, invented_seed, office_seed
from tracker.application.seeding_days import Days
from tracker.application.tracker import Tracker
from tracker.bootstrap import close_tracker, is_demo, open_tracker
from tracker.domain import follow_up as follow_ups
from tracker.domain import indicator as indicators
from tracker.domain.coordination import CoordinationRecorded
from tracker.domain.counting import Rule
from tracker.domain.errors import Refused
from tracker.domain.follow_up import Opened, Status
from tracker.domain.identity import indicator_id
from tracker.settings import read_settings
from tracker.store.kept import contact


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    opened = open_tracker(read_settings({"TINDAKLANJUT_HOME": str(tmp_path)}))
    yield opened
    close_tracker(opened)


@contextmanager
def closing_tracker(opened: Tracker) -> Iterator[Tracker]:
    try:
        yield opened
    finally:
        close_tracker(opened)


def test_each_name_is_kept_as_the_document_has_it() -> None:
    sumberjambe, gucialit = (office_seed(name) for name in OFFICES)
    names = {indicator.code: indicator.official_name for indicator in sumberjambe.indicators}
    assert list(names) == ["skm", "pmks", "trantibum", "pemerintahan"]
    assert names["skm"] == "Nilai Surve Kepuasan Masyarakat"
    assert all(names[code].endswith("yang ditinjaklanjuti") for code in ("pmks", "trantibum", "pemerintahan"))
    assert gucialit.profile.agency == "KECAMATAN GUCCIALIT"
    assert (
        gucialit.indicators[0].official_name
        == "Persentase hasil Fasilitas dan Koordinasi yang ditindaklanjuti"
    )
    assert "tibuktikan" in (gucialit.indicators[0].explanation or "")
    assert len(sumberjambe.profile.functions) == 17
    assert len(gucialit.profile.functions) == 10


def test_what_a_document_is_silent_about_stays_open() -> None:
    profile = office_seed("gucialit").profile
    assert (profile.goal, profile.year) == (None, None)
    assert office_seed("sumberjambe").profile.year == 2022


def test_the_indicators_count_as_their_documents_mean() -> None:
    rules = {
        indicator.code: (indicator.rule, indicator.sections, indicator.kinds)
        for name in OFFICES
        for indicator in office_seed(name).indicators
    }
    assert rules["pemerintahan"] == (Rule.MEETING_ALL, ("pemerintahan",), ("rapat_koordinasi",))
    assert rules["fasilitasi_koordinasi"] == (Rule.EVIDENCED_OUTPUT, None, None)
    assert rules["skm"][0] is rules["ikm"][0] is None


def test_the_demo_has_follow_ups_in_every_state_and_near_every_due_date(tracker: Tracker) -> None:
    seeding.mark_home(tracker)
    seeding.load(tracker, empty=False)
    today = tracker.today(tracker.office("35.09.31"))
    found = []
    for recorded in tracker.store.read(0, 10_000):
        if isinstance(recorded.event, Opened):
            state, _ = tracker.store.load(recorded.stream, follow_ups.evolve)
            assert state is not None
            found.append(state)
    assert {state.status for state in found} >= set(Status) - {Status.DITARIK}
    days = {
        (state.due_on - today).days for state in found if state.due_on and state.status in follow_ups.OPEN
    }
    assert {0, 3} <= days
    assert min(days) < 0
    assert any(state.in_charge is None for state in found)


def test_a_visitor_sees_each_part_of_the_life_cycle_once(tracker: Tracker) -> None:
    seeding.mark_home(tracker)
    seeding.load(tracker, empty=False)
    topics = Counter(recorded.event.TOPIC for recorded in tracker.store.read(0, 10_000))
    assert topics["coordination.minutes_submitted.1"] == topics["coordination.minutes_ratified.1"] + 1 == 2
    assert topics["coordination.attendance_recorded.1"] == 2
    assert topics["follow_up.extension_requested.1"] == topics["follow_up.extension_granted.1"] + 1 == 2
    assert (topics["follow_up.checklist_item_added.1"], topics["follow_up.checklist_item_ticked.1"]) == (3, 1)
    assert (topics["follow_up.commented.1"], topics["office.mandate_given.1"]) == (1, 1)


@pytest.mark.parametrize("day", [date(2026, 1, 7), date(2026, 1, 30)])
def test_loaded_early_in_a_year_both_years_have_figures_and_the_order_stays(
    tmp_path: Path, day: date
) -> None:
    offset = round((datetime.combine(day, time(2), UTC) - datetime.now(UTC)).total_seconds())
    home = tmp_path / "januari"
    demo = open_tracker(read_settings({"TINDAKLANJUT_HOME": str(home)}))
    seeding.mark_home(demo)
    close_tracker(demo)
    settings = {"TINDAKLANJUT_HOME": str(home), "TINDAKLANJUT_CLOCK_OFFSET": f"{offset}s"}
    with closing_tracker(open_tracker(read_settings(settings))) as january:
        seeding.load(january, empty=False)
        held: dict[str | None, set[int]] = {}
        due = set()
        for recorded in january.store.read(0, 10_000):
            match recorded.event:
                case CoordinationRecorded(held_on=held_on, details=details):
                    held.setdefault(details.section, set()).add(held_on.year)
                case Opened(due_on=due_on) if due_on is not None:
                    due.add((due_on - day).days)
        for section in ("pemerintahan", "pmks", "trantibum"):
            assert held[section] == {2025, 2026}, section
        assert {0, 3} <= due
        assert min(due) < 0
        state, _ = january.store.load(indicator_id("35.09.31", "pmks"), indicators.evolve)
        assert state is not None
        assert state.adopted(2025) == state.adopted(2026) is not None


def test_days_keep_their_order_and_are_what_they_say_later_in_the_year() -> None:
    november, january = Days(date(2026, 11, 18)), Days(date(2026, 1, 7))
    assert november.ago(118) == date(2026, 11, 18) - timedelta(days=118)
    assert (january.ago(-3), january.ago(0), january.ago(1)) == (
        date(2026, 1, 10), date(2026, 1, 7), date(2026, 1, 6),
    )  # fmt: skip
    told = [january.ago(days) for days in range(200)]
    assert told == sorted(told, reverse=True)


def test_one_office_has_signed_definitions_the_other_has_none_and_both_have_targets(tracker: Tracker) -> None:
    seeding.mark_home(tracker)
    seeding.load(tracker, empty=False)
    year = tracker.today(tracker.office("35.09.31")).year
    for name, adopted in (("sumberjambe", True), ("gucialit", False)):
        seed = office_seed(name)
        for indicator in seed.indicators:
            state, _ = tracker.store.load(indicator_id(seed.code, indicator.code), indicators.evolve)
            assert state is not None
            assert (state.adopted(year) is not None, len(state.targets)) == (adopted, 5)


def test_loading_twice_changes_nothing_and_data_comes_after_an_empty_demo(tracker: Tracker) -> None:
    seeding.mark_home(tracker)
    seeding.load(tracker, empty=True)
    offices_only = tracker.store.head()
    seeding.load(tracker, empty=False)
    head = tracker.store.head()
    assert head > offices_only
    seeding.load(tracker, empty=False)
    assert tracker.store.head() == head
    with tracker.kept.connect() as connection:
        assert loaded(connection) == FULL


def test_a_home_with_other_data_is_no_demo_home(tracker: Tracker) -> None:
    office = RegisterOffice(code="1", name="Kecamatan", regency="Kabupaten")
    register(tracker, operator(), Asked(request_id="1"), office)
    with pytest.raises(Refused, match="bukan data contoh"):
        seeding.mark_home(tracker)
    assert not is_demo(tracker.kept)


def test_every_account_of_the_demo_can_sign_in_and_every_address_is_an_example(tracker: Tracker) -> None:
    seeding.mark_home(tracker)
    seeding.load(tracker, empty=True)
    for _, person in demo_accounts():
        assert person.username is not None
        assert accounts.sign_in(tracker, person.username, DEMO_PASSWORD, "127.0.0.1").role is person.role
    with closing(tracker.kept.connect()) as connection:
        addresses = connection.scalars(sa.select(contact.c.email)).all()
    assert len(addresses) == sum(len(invented_seed(name).people) for name in OFFICES)
    assert all(str(address).endswith(".example") for address in addresses)
