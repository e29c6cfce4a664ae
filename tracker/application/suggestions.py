"""What respondents wrote in their own words: kept beside the log, since it may name somebody, and must be erasable."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, select

from tracker.application.tracker import Tracker
from tracker.domain.identity import suggestion_id
from tracker.domain.survey.events import SuggestionErased
from tracker.store import upsert
from tracker.store.kept import survey_suggestion

MAX_SHOWN = 200


class Suggestion(msgspec.Struct, frozen=True):
    id: UUID
    text: str
    kept_at: datetime


def keep(tracker: Tracker, survey: UUID, source: UUID, texts: Mapping[int, str]) -> None:
    """By row of the source. To be called before the append, so that nothing is lost where it breaks off between the two;
    keeping the same again changes nothing."""
    rows = [
        {
            "id": suggestion_id(source, row),
            "survey": survey,
            "source": source,
            "text": text.strip(),
            "kept_at": tracker.clock(),
        }
        for row, text in texts.items()
        if text.strip()
    ]
    if not rows:
        return
    with tracker.kept.begin() as connection:
        connection.execute(upsert.insert(connection, survey_suggestion).on_conflict_do_nothing(), rows)


def of(tracker: Tracker, survey: UUID) -> list[Suggestion]:
    """Newest first."""
    c = survey_suggestion.c
    query = select(c.id, c.text, c.kept_at).where(c.survey == survey).order_by(c.kept_at.desc(), c.id)
    with tracker.kept.connect() as connection:
        return [Suggestion(*row) for row in connection.execute(query.limit(MAX_SHOWN))]


def is_kept(tracker: Tracker, survey: UUID, suggestion: UUID) -> bool:
    c = survey_suggestion.c
    with tracker.kept.connect() as connection:
        found = connection.scalar(select(c.id).where(c.survey == survey, c.id == suggestion))
    return found is not None


def erased(tracker: Tracker, survey: UUID) -> frozenset[UUID]:
    """What was erased one by one, as the survey's log has it: it is never kept again."""
    events = (recorded.event for recorded in tracker.store.history(survey))
    return frozenset(event.suggestion_id for event in events if isinstance(event, SuggestionErased))


def erase(tracker: Tracker, survey: UUID, suggestion: UUID) -> None:
    c = survey_suggestion.c
    with tracker.kept.begin() as connection:
        connection.execute(delete(survey_suggestion).where(c.survey == survey, c.id == suggestion))


def erase_from(tracker: Tracker, survey: UUID, source: UUID) -> None:
    """All that came with a file or form which has been withdrawn."""
    c = survey_suggestion.c
    with tracker.kept.begin() as connection:
        connection.execute(delete(survey_suggestion).where(c.survey == survey, c.source == source))
