"""A survey as JSON (CONTRACT, "Figures, as JSON"): the same words for the command line, the API and a figure."""

from tracker.domain.percent import as_json
from tracker.domain.survey.choice import WHY_TEXT, Considered
from tracker.domain.survey.grade import QUALITY
from tracker.domain.survey.sample import minimum_sample
from tracker.domain.survey.score import ElementScore, Score
from tracker.domain.survey.survey import Survey


def score_record(score: Score) -> dict[str, object]:
    """Means and scores have two decimals; null is n/a. A finished value tells no weight, and what it knows of elements."""
    return {
        "respondents": score.respondents,
        "ikm": as_json(score.ikm),
        "grade": score.grade,
        "quality": QUALITY[score.grade] if score.grade else None,
        "weight": score.weight,
        "elements": {element.value: _element(found) for element, found in score.elements.items()},
    }


def survey_record(survey: Survey) -> dict[str, object]:
    score = survey.score()
    return {
        "id": survey.id,
        "office": survey.office,
        "name": survey.name,
        "year": survey.year,
        "period": survey.code or str(survey.year),
        "first": survey.period.first,
        "last": survey.period.last,
        "status": survey.status,
        "finished_value": survey.stated is not None,
        "population": survey.population,
        "minimum_sample": minimum_sample(survey.population) if survey.population else None,
        "incomplete": score.incomplete,
        "low": score.low,
        **score_record(score),
    }


def considered_record(one: Considered) -> dict[str, object]:
    """One survey of the period of a figure: whether it counts, and why."""
    score = one.survey.score()
    return {
        "survey": one.survey.id,
        "name": one.survey.name,
        "period": one.survey.period.label,
        "respondents": score.respondents,
        "ikm": as_json(score.ikm),
        "grade": score.grade,
        "quality": QUALITY[score.grade] if score.grade else None,
        "weight": score.weight,
        "counted": one.counts,
        "why": one.why,
        "reason": WHY_TEXT[one.why],
    }


def _element(found: ElementScore) -> dict[str, object]:
    return {
        "answers": found.answers,
        "mean": as_json(found.mean),
        "score": as_json(found.score),
        "grade": found.grade,
    }
