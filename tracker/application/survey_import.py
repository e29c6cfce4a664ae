"""Answers out of a file: all of them or none, in one append, together with the survey where it does not exist yet."""

from hashlib import sha256
from uuid import UUID

import msgspec

from tracker.application import suggestions
from tracker.application.actor import Actor
from tracker.application.command import Asked, ClaimedName, Decision, check_version, perform
from tracker.application.permissions import Action, require
from tracker.application.survey_file.responses import SurveyFile, read_survey_file
from tracker.application.survey_places import next_place
from tracker.application.surveys import OpenSurvey, opening
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.identity import suggestion_id, suggestion_source, survey_file_id, survey_id
from tracker.domain.phrase import say
from tracker.domain.survey import decisions
from tracker.domain.survey.elements import Element
from tracker.domain.survey.survey import evolve
from tracker.store.envelope import Change

MAX_FILE_NAME = 150


class ImportAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """`create`: what to open where the office has no survey of that name; None: then it is refused."""

    office: str
    survey: str
    file_name: str
    content: bytes
    create: OpenSurvey | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did. `id` and `version` are the survey's; `ignored`: columns not read; `remarks`: what else was seen.

    `unchanged`: that very file stood in the survey already, and `position` is None.
    """

    id: UUID
    version: int
    position: int | None
    respondents: int
    incomplete: int
    suggestions: int
    unchanged: bool
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]


class _NothingNew(Exception):
    pass


def import_answers(tracker: Tracker, actor: Actor, asked: Asked, command: ImportAnswers) -> Imported:
    """Raises UnreadableFile, RowsRefused with every row at fault, Refused, NotFound, Forbidden."""
    require(actor, Action.SURVEY, command.office)
    actor = msgspec.structs.replace(actor, via="import")
    today = tracker.today(tracker.office(command.office))
    file = read_survey_file(command.content, today)
    fingerprint = sha256(command.content).hexdigest()
    stream = survey_id(command.office, command.survey)

    def decide() -> Decision:
        state, version = tracker.store.load(stream, evolve)
        check_version(asked, version)
        events: list[Event] = []
        claims: tuple[ClaimedName, ...] = ()
        if state is None:
            if command.create is None:
                raise NotFound(say("Survei “{survey}” tidak ditemukan.", survey=command.survey), "survey")
            opened = opening(tracker, None, command.create)
            claims = (next_place(tracker, actor, asked, opened),)
            events.append(opened)
            state = evolve(None, opened)
        imported = decisions.import_answers(
            state,
            batch_id=survey_file_id(stream, fingerprint, len(state.files)),
            file_name=command.file_name[:MAX_FILE_NAME],
            file_sha256=fingerprint,
            responses=[filed.response for filed in file.responses],
            today=today,
        )
        if imported is None:
            raise _NothingNew
        _keep_words(
            tracker, stream, fingerprint, file, again=any(f.sha256 == fingerprint for f in state.files)
        )
        return Decision(
            subject=stream,
            changes=(Change(stream, version, (*events, imported)),),
            occurred_on=today,
            claims=claims,
        )

    try:
        answer = perform(tracker, actor, asked, command, decide)
        version, position = answer.version, answer.position
    except _NothingNew:
        _, version = tracker.store.load(stream, evolve)
        position = None
    return Imported(
        id=stream,
        version=version,
        position=position,
        respondents=len(file.responses),
        incomplete=sum(len(filed.response.answers) < len(Element) for filed in file.responses),
        suggestions=sum(bool(filed.suggestion) for filed in file.responses),
        unchanged=position is None,
        ignored=file.ignored,
        remarks=file.remarks,
    )


def _keep_words(tracker: Tracker, survey: UUID, fingerprint: str, file: SurveyFile, *, again: bool) -> None:
    """Where the file was withdrawn and comes `again`, words that somebody had erased stay erased."""
    source = suggestion_source(survey, fingerprint)
    gone = suggestions.erased(tracker, survey) if again else frozenset()
    spoken = {
        filed.row: filed.suggestion
        for filed in file.responses
        if suggestion_id(source, filed.row) not in gone
    }
    suggestions.keep(tracker, survey, source, spoken)
