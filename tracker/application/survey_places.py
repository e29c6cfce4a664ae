"""The surveys of one period in the order of their opening: each takes the next place, by a claim, so that two that are
opened at the same time cannot both be the first.

Staff opens the first; another beside one that stands is for those who lead, with a reason, since it may become the figure.
"""

from tracker.application.actor import Actor
from tracker.application.command import Asked, ClaimedName
from tracker.application.permissions import Action, allowed_names, may
from tracker.application.tracker import Tracker
from tracker.domain.errors import Conflict, Forbidden, Refused
from tracker.domain.identity import survey_id
from tracker.domain.phrase import say
from tracker.domain.survey.events import SurveyOpened
from tracker.domain.survey.survey import Status, Survey, evolve


def next_place(tracker: Tracker, actor: Actor, asked: Asked, opening: SurveyOpened) -> ClaimedName:
    """Raises Forbidden or Refused where a survey of that period stands already."""
    key = f"survey-period/{opening.office}/{opening.year}/{opening.code or 'setahun'}"
    place = 1
    while (holder := tracker.store.claimed(f"{key}/{place}")) is not None:
        survey, _ = tracker.store.load(holder, evolve)
        if survey is not None and survey.status is not Status.DITARIK:
            _need_leader(actor, asked, survey)
        place += 1
    taken = Conflict("Survei lain untuk periode ini baru saja dibuka. Muat ulang, lalu periksa.", "period")
    return ClaimedName(f"{key}/{place}", survey_id(opening.office, opening.name), taken)


def _need_leader(actor: Actor, asked: Asked, standing: Survey) -> None:
    there_is = say(
        "Untuk {period} sudah ada survei “{name}”", period=standing.period.label, name=standing.name
    )
    if not may(actor, Action.DIRECT_SURVEY, standing.office):
        who = allowed_names(Action.DIRECT_SURVEY)
        raise Forbidden(
            say(
                "{there_is}; survei kedua hanya dibuka oleh {who}, dengan alasan.", there_is=there_is, who=who
            ),
            "period",
        )
    if not asked.reason.strip():
        raise Refused(say("{there_is}; isi alasan membuka yang kedua.", there_is=there_is), "reason")
