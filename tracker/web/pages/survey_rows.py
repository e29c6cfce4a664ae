"""Low elements of a survey as the first rows of Catat kegiatan; each row remembers where it came from."""

from uuid import UUID

from sqlalchemy import Connection

from tracker.application.actor import Actor
from tracker.domain.coordination import Origin
from tracker.domain.errors import NotFound
from tracker.domain.percent import number_text, rounded
from tracker.domain.survey.elements import ASKED, Element
from tracker.web.forms import Form
from tracker.web.pages.survey import find


def rows_from_survey(connection: Connection, actor: Actor, asked: Form) -> dict[str, str]:
    """The fields of the form, by the survey and the elements in its address; empty where none are named.

    Raises NotFound for a survey that this reader cannot see.
    """
    typed = asked.value("survei")
    if not typed:
        return {}
    try:
        survey_id = UUID(typed)
    except ValueError:
        raise NotFound("Survei itu tidak ditemukan.") from None
    survey, _ = find(connection, actor, survey_id)
    score = survey.score()
    values = {"title": f"Rapat koordinasi hasil survei: {survey.name}"}
    chosen = [element for element in Element if asked.ticked(f"unsur.{element.value}")]
    for row, element in enumerate(chosen):
        found = score.elements.get(element)
        told = ""
        if found is not None and found.score is not None:
            told = f" (nilai {number_text(rounded(found.score))}, mutu {found.grade})"
        values[f"outcomes.{row}.text"] = f"Perbaikan unsur {ASKED[element].name}{told}: "
        values[f"outcomes.{row}.origin"] = f"{survey_id}:{element.value}"
    return values


def origin_of(form: Form, prefix: str) -> Origin | None:
    """What a row says of where it came from. Whether that is so is for the use case to check."""
    typed = form.value(f"{prefix}origin")
    if not typed:
        return None
    survey, _, code = typed.partition(":")
    try:
        return Origin(kind="survey", id=UUID(survey), code=code)
    except ValueError:
        form.errors[f"{prefix}origin"] = "Asal hasil ini tidak dikenal; muat ulang formulirnya."
        return None
