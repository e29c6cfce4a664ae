"""Use cases of a survey of public satisfaction: open, answer, import, correct, state a finished value, close.

Staff of every section type answers in; what decides the figure is for those who lead (`Action.DIRECT_SURVEY`).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from tracker.application import suggestions
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, ClaimedName, Decision, check_version, perform
from tracker.application.coordination_step import need_reason
from tracker.application.evidence_files import kept_file
from tracker.application.permissions import Action, may, require
from tracker.application.standing import standing_for
from tracker.application.survey_places import next_place
from tracker.application.tracker import Tracker
from tracker.domain.acting import Capacity
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.identity import suggestion_source, survey_answer_id, survey_id
from tracker.domain.office import Office
from tracker.domain.role import Rank
from tracker.domain.survey import decisions
from tracker.domain.survey.elements import Element
from tracker.domain.survey.events import AnswerGiven, SurveyOpened
from tracker.domain.survey.respondent import Profile
from tracker.domain.survey.score import Weight
from tracker.domain.survey.survey import Survey, evolve
from tracker.domain.survey.tally import Answers, Response
from tracker.store.envelope import Change


class OpenSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """`period` None: the whole year."""

    office: str
    name: str
    year: int
    period: str | None = None
    weight: Weight = Weight.EXACT
    population: int | None = None


class SurveyCommand(msgspec.Struct, frozen=True, kw_only=True):
    survey_id: UUID


class GiveAnswer(SurveyCommand, frozen=True, kw_only=True):
    """One form. `suggestion`: the respondent's own words, kept beside the log."""

    answers: Answers
    profile: Profile = msgspec.field(default_factory=dict)
    suggestion: str = ""


class WithdrawFile(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    batch_id: UUID


class WithdrawAnswer(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    answer_id: UUID


class ChangeWeight(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    weight: Weight


class StatePopulation(SurveyCommand, frozen=True, kw_only=True):
    population: int | None


class StateResult(msgspec.Struct, frozen=True, kw_only=True):
    """`survey` is opened where there is none of its name. The report that tells the value is its evidence.

    `file` is the SHA-256 of a file that the office keeps (`evidence_files.keep`).
    """

    survey: OpenSurvey
    ikm: Decimal
    respondents: int
    elements: dict[Element, Decimal] = msgspec.field(default_factory=dict)
    type: EvidenceType = EvidenceType.DOKUMEN_LAPORAN
    number: str = ""
    dated_on: date
    note: str = ""
    file: str | None = None


class Close(SurveyCommand, frozen=True, kw_only=True):
    """No more answers; the index stands."""


class Reopen(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason."""


class Withdraw(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason, and for a survey that was ever closed the holder of the Camat's position."""


class EraseSuggestion(SurveyCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    suggestion_id: UUID


def open_survey(tracker: Tracker, actor: Actor, asked: Asked, command: OpenSurvey) -> Answer:
    """Raises Conflict when the office has a survey of that name. A second one of a period: `survey_places`."""

    def decide() -> Decision:
        require(actor, Action.SURVEY, command.office)
        stream = survey_id(command.office, command.name)
        state, version = tracker.store.load(stream, evolve)
        today = tracker.today(tracker.office(command.office))
        event = opening(tracker, state, command)
        return Decision(
            subject=stream,
            changes=(Change(stream, version, (event,)),),
            occurred_on=today,
            claims=(next_place(tracker, actor, asked, event),),
        )

    return perform(tracker, actor, asked, command, decide)


def opening(tracker: Tracker, state: Survey | None, command: OpenSurvey) -> SurveyOpened:
    return decisions.open_(
        state,
        office=command.office,
        name=command.name,
        year=command.year,
        code=command.period,
        weight=command.weight,
        population=command.population,
        today=tracker.today(tracker.office(command.office)),
        at=tracker.clock(),
    )


def give_answer(tracker: Tracker, actor: Actor, asked: Asked, command: GiveAnswer) -> Answer:
    answer_id = survey_answer_id(command.survey_id, f"{actor.username}:{asked.request_id}")
    unspoken = msgspec.structs.replace(command, suggestion="")

    def decide(survey: Survey, today: date) -> Event:
        event = decisions.give_answer(survey, answer_id, Response(command.answers, command.profile), today)
        suggestions.keep(tracker, command.survey_id, answer_id, {0: command.suggestion})
        return event

    return _act(tracker, actor, asked, unspoken, Action.SURVEY, decide)


def withdraw_file(tracker: Tracker, actor: Actor, asked: Asked, command: WithdrawFile) -> Answer:
    """What respondents of that file wrote is erased with it."""
    need_reason(asked)
    answer = _direct(
        tracker, actor, asked, command, lambda survey: decisions.withdraw_file(survey, command.batch_id)
    )
    survey, _ = tracker.store.load(command.survey_id, evolve)
    files = survey.files if survey else ()
    standing = {file.sha256 for file in files if not file.withdrawn}
    for file in files:
        if file.id == command.batch_id and file.sha256 not in standing:
            source = suggestion_source(command.survey_id, file.sha256)
            suggestions.erase_from(tracker, command.survey_id, source)
    return answer


def withdraw_answer(tracker: Tracker, actor: Actor, asked: Asked, command: WithdrawAnswer) -> Answer:
    """By whoever may type answers in: a slip of the hand is taken back where it was made, with its reason."""
    need_reason(asked)
    answer = _act(
        tracker,
        actor,
        asked,
        command,
        Action.SURVEY,
        lambda survey, _: decisions.withdraw_answer(survey, _given(tracker, command)),
    )
    suggestions.erase_from(tracker, command.survey_id, command.answer_id)
    return answer


def _given(tracker: Tracker, command: WithdrawAnswer) -> AnswerGiven:
    """The form as the survey's log has it: its state keeps no rows."""
    for recorded in tracker.store.history(command.survey_id):
        event = recorded.event
        if isinstance(event, AnswerGiven) and event.answer_id == command.answer_id:
            return event
    raise NotFound("Jawaban itu tidak ada dalam survei ini.", "answer_id")


def change_weight(tracker: Tracker, actor: Actor, asked: Asked, command: ChangeWeight) -> Answer:
    need_reason(asked)
    return _direct(
        tracker, actor, asked, command, lambda survey: decisions.change_weight(survey, command.weight)
    )


def state_population(tracker: Tracker, actor: Actor, asked: Asked, command: StatePopulation) -> Answer:
    return _direct(
        tracker, actor, asked, command, lambda survey: decisions.state_population(survey, command.population)
    )


def state_result(tracker: Tracker, actor: Actor, asked: Asked, command: StateResult) -> Answer:
    """The survey and its value in one append. Restating a value needs a reason."""
    office = command.survey.office
    require(actor, Action.DIRECT_SURVEY, office)
    stream = survey_id(office, command.survey.name)
    document = Evidence(
        id=tracker.new_id(),
        type=command.type,
        number=command.number.strip(),
        dated_on=command.dated_on,
        note=command.note.strip(),
        file=kept_file(tracker, office, command.file),
    )

    def decide() -> Decision:
        require(actor, Action.DIRECT_SURVEY, office)
        today = tracker.today(tracker.office(office))
        state, version = tracker.store.load(stream, evolve)
        check_version(asked, version)
        events: list[Event] = []
        claims: tuple[ClaimedName, ...] = ()
        if state is None:
            opened = opening(tracker, None, command.survey)
            claims = (next_place(tracker, actor, asked, opened),)
            events.append(opened)
            state = evolve(None, opened)
        elif state.stated is not None:
            need_reason(asked)
        events.append(
            decisions.state_result(
                state,
                ikm=command.ikm,
                respondents=command.respondents,
                elements=command.elements,
                evidence=document,
                today=today,
            )
        )
        return Decision(
            subject=stream,
            changes=(Change(stream, version, tuple(events)),),
            occurred_on=today,
            claims=claims,
        )

    return perform(tracker, actor, asked, command, decide)


def close(tracker: Tracker, actor: Actor, asked: Asked, command: Close) -> Answer:
    return _direct(tracker, actor, asked, command, lambda survey: decisions.close(survey, tracker.clock()))


def reopen(tracker: Tracker, actor: Actor, asked: Asked, command: Reopen) -> Answer:
    need_reason(asked)
    return _direct(tracker, actor, asked, command, decisions.reopen)


def withdraw(tracker: Tracker, actor: Actor, asked: Asked, command: Withdraw) -> Answer:
    need_reason(asked)

    def decide() -> Decision:
        state, version, today = load(tracker, actor, asked, command.survey_id, Action.SURVEY)
        camat = None
        if state.closed_at is None:
            require(actor, Action.DIRECT_SURVEY, state.office)
        else:
            camat = camat_of(actor, tracker.office(state.office), today)
            if camat is None:
                raise Forbidden(
                    "Survei ini pernah ditutup; hanya Camat, atau yang bertindak baginya, yang menariknya."
                )
        return Decision(
            subject=command.survey_id,
            changes=(Change(command.survey_id, version, (decisions.withdraw(state),)),),
            occurred_on=today,
            on_behalf_of=None if camat is None else camat.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def may_withdraw(actor: Actor, office: Office, survey: Survey, today: date) -> bool:
    """Whether this reader is offered it; the use case decides again."""
    if survey.closed_at is None:
        return may(actor, Action.DIRECT_SURVEY, survey.office)
    return camat_of(actor, office, today) is not None


def camat_of(actor: Actor, office: Office, day: date) -> Capacity | None:
    camat = office.position_of_rank(Rank.CAMAT)
    return None if camat is None else standing_for(actor, office, camat, day)


def erase_suggestion(tracker: Tracker, actor: Actor, asked: Asked, command: EraseSuggestion) -> Answer:
    """The words are gone; that they were erased, when, by whom and why stays. Raises NotFound for what is not kept."""

    def decide(survey: Survey) -> Event:
        need_reason(asked)
        if not suggestions.is_kept(tracker, command.survey_id, command.suggestion_id):
            raise NotFound("Saran itu tidak ada, atau sudah dihapus.", "suggestion_id")
        return decisions.erase_suggestion(survey, command.suggestion_id)

    answer = _direct(tracker, actor, asked, command, decide)
    suggestions.erase(tracker, command.survey_id, command.suggestion_id)
    return answer


def load(
    tracker: Tracker, actor: Actor, asked: Asked, survey: UUID, action: Action
) -> tuple[Survey, int, date]:
    """The survey, its version and the office's day. Raises NotFound, Forbidden, Conflict."""
    state, version = tracker.store.load(survey, evolve)
    if state is None:
        raise NotFound("Survei itu tidak ditemukan.", "survey")
    require(actor, action, state.office)
    check_version(asked, version)
    return state, version, tracker.today(tracker.office(state.office))


def _direct(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: SurveyCommand,
    decide_event: Callable[[Survey], Event],
) -> Answer:
    return _act(tracker, actor, asked, command, Action.DIRECT_SURVEY, lambda survey, _: decide_event(survey))


def _act(
    tracker: Tracker,
    actor: Actor,
    asked: Asked,
    command: SurveyCommand,
    action: Action,
    decide_event: Callable[[Survey, date], Event],
) -> Answer:
    def decide() -> Decision:
        state, version, today = load(tracker, actor, asked, command.survey_id, action)
        return Decision(
            subject=command.survey_id,
            changes=(Change(command.survey_id, version, (decide_event(state, today),)),),
            occurred_on=today,
        )

    return perform(tracker, actor, asked, command, decide)
