"""What went wrong with the reminders of comparable systems, as their public trackers tell, and the test that each has here."""

import re

import pytest

from tests.architecture.checkout import ROOT

DOMAIN, WORKERS, APPLICATION = "tests/tracker/domain/", "tests/workers/", "tests/tracker/application/"
LESSONS: dict[str, tuple[str, ...]] = {
    "before and after the due date, as many as wanted, repeating until done": (
        DOMAIN
        + "test_reminder_plan.py::test_whoever_is_in_charge_is_reminded_before_on_and_after_the_due_date_and_then_ever_less_often",
        WORKERS + "test_replanning.py::test_a_policy_for_what_runs_plans_it_anew",
    ),
    "sent again at every run": (
        WORKERS + "test_dispatch.py::test_running_again_and_again_sends_nothing_more_on_that_day",
        WORKERS + "test_processes.py::test_two_workers_two_beats_and_repeated_ticks_send_each_reminder_once",
    ),
    "many mails after one meeting; a digest twice": (
        WORKERS
        + "test_dispatch.py::test_all_that_is_due_for_a_person_goes_out_in_one_letter_and_each_follow_up_knows_of_it",
        WORKERS + "test_recap.py::test_on_monday_each_gets_one_letter_with_what_is_due_and_the_recap",
    ),
    "lost where the worker was down that morning": (
        WORKERS
        + "test_dispatch.py::test_three_days_of_downtime_are_caught_up_with_one_merged_letter_for_each_person",
    ),
    "dead after the due date changed": (
        WORKERS + "test_replanning.py::test_a_new_due_date_ends_the_old_plan_and_begins_its_own",
    ),
    "still late after it was finished": (
        WORKERS
        + "test_replanning.py::test_what_is_done_is_reminded_of_no_more_but_waits_for_its_verification",
    ),
    "late in spite of a granted extension": (
        WORKERS + "test_replanning.py::test_a_granted_extension_is_not_late_in_spite_of_it",
    ),
    "cancelled without a trace": (
        WORKERS
        + "test_reminder_ledger.py::test_a_step_that_a_new_due_date_made_void_stays_visible_with_the_reason",
    ),
    "weekends and the office's calendar ignored": (
        DOMAIN
        + "test_reminder_plan.py::test_what_falls_on_a_day_off_is_brought_forward_and_none_is_sent_on_a_weekend",
        WORKERS + "test_replanning.py::test_a_day_off_that_is_added_brings_its_reminder_forward",
    ),
    "due today told late because the server is in UTC": (
        DOMAIN + "test_outgoing.py::test_offices_in_three_zones_send_at_half_past_seven_of_their_own",
    ),
    "a missing date treated as overdue": (
        DOMAIN + "test_reminder_plan.py::test_work_without_a_due_date_is_not_reminded_of",
    ),
    "mails about nothing": (
        WORKERS + "test_recap.py::test_a_week_without_anything_open_is_recorded_and_sends_nothing",
    ),
    "silent from some day on": (
        DOMAIN + "test_reminder_plan.py::test_it_never_falls_silent_while_open",
        WORKERS
        + "test_replanning.py::test_the_longer_it_is_late_the_higher_it_rises_and_it_never_falls_silent",
    ),
    "silent above a number of rows": (
        APPLICATION + "test_reminders.py::test_more_than_one_page_of_due_rows_is_queued",
    ),
    "no record that a notice was sent": (
        WORKERS
        + "test_reminder_ledger.py::test_it_proves_that_somebody_was_reminded_when_of_what_and_as_what",
    ),
    "a quiet-hours switch, or a preference, that nothing reads": (
        WORKERS
        + "test_replanning.py::test_in_quiet_hours_nothing_is_sent_and_what_waited_goes_out_after_them",
        APPLICATION
        + "test_channels.py::test_each_preference_keeps_its_own_kind_from_the_mail_and_nothing_from_the_inbox",
    ),
    "nobody can tell what will be sent tomorrow": (
        WORKERS + "test_dry_run.py::test_a_plan_made_days_before_is_what_is_then_sent",
    ),
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_still_tested_by_the_test_that_it_names(lesson: str) -> None:
    for named in LESSONS[lesson]:
        path, _, name = named.partition("::")
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), named
