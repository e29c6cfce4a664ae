"""The invented surveys of the demo: one with its answers, and finished values as another application would tell them."""

from datetime import date, timedelta
from importlib.resources import files

from tracker.application import surveys
from tracker.application.accounts import actor_of
from tracker.application.command import Asked
from tracker.application.seed_files import InventedSeed, SurveySeed
from tracker.application.survey_import import ImportAnswers, import_answers
from tracker.application.surveys import OpenSurvey, StateResult
from tracker.application.tracker import Tracker


def load_surveys(tracker: Tracker, office: str, seed: InventedSeed, day: date) -> None:
    """`day` is the day of loading, whose year and the ones before it the surveys are of."""
    usernames = {person.key: person.username for person in seed.people if person.username is not None}
    for survey in seed.surveys:
        actor = actor_of(tracker, usernames[survey.by], "cli")
        asked = Asked(request_id=f"demo/{office}/survey/{survey.key}")
        opening = _opening(office, survey, day)
        if survey.file is not None:
            answers = ImportAnswers(
                office=office,
                survey=opening.name,
                file_name=survey.file,
                content=(files("tracker") / "seeds" / survey.file).read_bytes(),
                create=opening,
            )
            import_answers(tracker, actor, asked, answers)
        elif survey.ikm is not None:
            result = StateResult(
                survey=opening,
                ikm=survey.ikm,
                respondents=survey.respondents,
                number=survey.number,
                dated_on=day - timedelta(days=survey.dated_ago),
                note=survey.note,
            )
            surveys.state_result(tracker, actor, asked, result)


def _opening(office: str, survey: SurveySeed, day: date) -> OpenSurvey:
    year = day.year - survey.years_ago
    return OpenSurvey(
        office=office, name=survey.name.format(year=year), year=year, population=survey.population
    )
