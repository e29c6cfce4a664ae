"""Whether a deadline of the office's year still has to be told, and in what words."""

from datetime import date

from projections import directory
from projections.figures import facts
from tracker.application.tracker import Tracker
from tracker.domain import period_freeze
from tracker.domain.deadline import Deadline, deadline_at
from tracker.domain.identity import freeze_id
from tracker.domain.indicator import Indicator
from tracker.domain.matter import Task
from tracker.domain.office import Office
from tracker.domain.period_freeze import Stage
from tracker.domain.phrase import say
from tracker.domain.survey.choice import consider
from tracker.domain.survey.survey import Status, Survey


def deadline_text(tracker: Tracker, office: Office, task: Task, day: date) -> tuple[str, date] | None:
    """What is asked for on that day, and until when; None: it is done, or this office does not have it."""
    deadline = deadline_at(task, day, office.calendar)
    text = (
        _quarter(tracker, office, deadline)
        if task is Task.CLOSE_QUARTER
        else _survey(tracker, office, deadline)
    )
    return None if text is None else (text, deadline.due)


def _quarter(tracker: Tracker, office: Office, deadline: Deadline) -> str | None:
    """Proposed in either form, for the quarter or cumulative to it, is proposed. Without a coordination in the record
    there is nothing to propose: the office was not here yet."""
    asked = deadline.period
    with tracker.views.connect() as connection:
        if not facts(connection, office.code, asked.first, asked.last):
            return None
    for cumulative in (False, True):
        stream = freeze_id(office.code, asked.year, asked.code, cumulative)
        state, _ = tracker.store.load(stream, period_freeze.evolve)
        if state is not None and state.stage in {Stage.DIUSULKAN, Stage.DITETAPKAN}:
            return None
    return say("Capaian {period} belum diusulkan untuk ditetapkan", period=asked.label)


def _survey(tracker: Tracker, office: Office, deadline: Deadline) -> str | None:
    asked = deadline.period
    with tracker.views.connect() as connection:
        indicators = directory.every(connection, Indicator, office.code)
        if all(one.for_year(asked.year).rule is not None for one in indicators):
            return None
        surveys = directory.every(connection, Survey, office.code)
    found = consider(surveys, asked)
    if found and found[0].counts and found[0].survey.status is Status.DITUTUP:
        return None
    if found:
        return say("Survei kepuasan masyarakat tahun {year} belum ditutup", year=asked.year)
    return say("Survei kepuasan masyarakat tahun {year} belum dibuka", year=asked.year)
