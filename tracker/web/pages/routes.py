"""Every page there is, in the order of the navigation."""

from litestar.handlers import HTTPRouteHandler

from tracker.web.pages import (
    absences,
    contacts,
    coordination_actions,
    days_off,
    definition_actions,
    follow_up_actions,
    freeze,
    given_up,
    inbox,
    my_reminders,
    past_record,
    positions,
    register,
    reminder_ledger,
    reminder_policy,
    survey_actions,
    survey_entry,
    survey_list,
)
from tracker.web.pages.audit import audit_log, one_event
from tracker.web.pages.conventions import conventions, state
from tracker.web.pages.coordination import coordination
from tracker.web.pages.dashboard import dashboard
from tracker.web.pages.definition import definition
from tracker.web.pages.evidence_file import evidence_file
from tracker.web.pages.figure_changes import figure_changes
from tracker.web.pages.follow_up import follow_up, version_of
from tracker.web.pages.freezes import freezes_of_a_year
from tracker.web.pages.hand_over import hand_over, hand_over_form
from tracker.web.pages.help import back_to_keys, switch_keys
from tracker.web.pages.importing import import_form, import_step, register_workbook
from tracker.web.pages.indicator import indicator
from tracker.web.pages.log_coordination import log, log_form
from tracker.web.pages.mailbox import letter, letters
from tracker.web.pages.meaning import meaning
from tracker.web.pages.my_follow_ups import my_follow_ups
from tracker.web.pages.published import published, take_over
from tracker.web.pages.register_files import register_csv, register_xlsx
from tracker.web.pages.reminder_plan import reminder_plan
from tracker.web.pages.report import report, report_csv, report_xlsx
from tracker.web.pages.schedule import month
from tracker.web.pages.search import find
from tracker.web.pages.series import add_series, all_series, next_papers, one_series, papers
from tracker.web.pages.settings import settings
from tracker.web.pages.style_guide import style_guide
from tracker.web.pages.survey import survey

PAGES: list[HTTPRouteHandler] = [
    dashboard,
    indicator,
    figure_changes,
    definition,
    definition_actions.take_step,
    definition_actions.back_to_page,
    log_form,
    meaning,
    log,
    register.coordinations,
    register.save_filter,
    register.rename_filter,
    register.remove_filter,
    register.back_to_register,
    register_csv,
    register_xlsx,
    month,
    find,
    import_form,
    import_step,
    register_workbook,
    coordination,
    papers,
    coordination_actions.take_step,
    coordination_actions.back_to_page,
    coordination_actions.attach_evidence,
    coordination_actions.record_output,
    coordination_actions.back_to_file,
    my_follow_ups,
    follow_up,
    version_of,
    past_record.event_of_follow_up,
    past_record.event_of_coordination,
    follow_up_actions.take_step,
    follow_up_actions.back_to_page,
    follow_up_actions.report_done,
    follow_up_actions.back_to_report,
    evidence_file,
    report,
    report_csv,
    report_xlsx,
    published,
    take_over,
    freezes_of_a_year,
    freeze.freeze,
    freeze.take_step,
    freeze.back_to_page,
    audit_log,
    one_event,
    settings,
    switch_keys,
    back_to_keys,
    absences.all_absences,
    absences.take_step,
    absences.back_to_page,
    days_off.days_off,
    days_off.take_step,
    days_off.back_to_page,
    conventions,
    state,
    positions.all_positions,
    positions.take_step,
    positions.back_to_page,
    reminder_policy.policy,
    reminder_policy.take_step,
    reminder_policy.back_to_page,
    reminder_plan,
    reminder_ledger.of_follow_up,
    reminder_ledger.of_coordination,
    all_series,
    add_series,
    one_series,
    next_papers,
    survey_list.surveys,
    survey_list.open_survey,
    survey_list.state_result,
    survey_list.back_to_list,
    survey,
    survey_entry.entry_form,
    survey_entry.enter,
    survey_actions.take_step,
    survey_actions.back_to_page,
    hand_over_form,
    hand_over,
    inbox.inbox,
    inbox.mark_read,
    inbox.mark_all_read,
    inbox.back_to_inbox,
    my_reminders.my_reminders,
    my_reminders.set_address,
    my_reminders.choose,
    my_reminders.try_out,
    my_reminders.back_to_page,
    contacts.all_contacts,
    contacts.change,
    given_up.given_up,
    given_up.retry,
    given_up.retry_all,
    given_up.back_to_list,
    letters,
    letter,
    style_guide,
]
