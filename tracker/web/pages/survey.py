"""A survey: its index and how it comes about, who answered, what is weak, and what may be done with it."""

from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from sqlalchemy import Connection

from projections import origins, states, timeline
from projections.timeline import Entry
from tracker.application import suggestions
from tracker.application.actor import Actor
from tracker.application.permissions import Action, may, require
from tracker.application.suggestions import Suggestion
from tracker.application.surveys import may_withdraw
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound
from tracker.domain.percent import number_text, rounded
from tracker.domain.phrase import MONTHS, say
from tracker.domain.survey import events as e
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.grade import QUALITY, Grade
from tracker.domain.survey.respondent import GROUPS, TRAIT_NAMES, Trait
from tracker.domain.survey.sample import minimum_sample
from tracker.domain.survey.score import WEIGHT_NAMES, Score, Weight
from tracker.domain.survey.survey import Survey
from tracker.web.charts.grades import grade_scale
from tracker.web.format import clock_time, local_date, short_date
from tracker.web.forms import Form
from tracker.web.history import by_day, told
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Choice, here
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest
from tracker.web.survey_steps import Step, steps

_HISTORY = tuple(event.TOPIC for event in e.EVENTS if event is not e.AnswerGiven)
_FORMS_SHOWN = 30


class ElementRow(msgspec.Struct, frozen=True):
    """`width` is that of a bar of 100, which begins at 25: the lowest score that there is."""

    code: str
    name: str
    answers: int | None
    mean: str
    score: str
    grade: Grade | None
    width: str
    low: bool


class Group(msgspec.Struct, frozen=True):
    name: str
    count: int
    width: str


@get("/survei/{survey_id:uuid}", include_in_schema=False, sync_to_thread=True)
def survey(
    request: WebRequest, tracker: TheTracker, actor: TheActor, survey_id: FromPath[UUID]
) -> Response[str]:
    return draw(request, tracker, actor, survey_id)


def find(connection: Connection, actor: Actor, survey_id: UUID) -> tuple[Survey, int]:
    """The survey and its version. Raises NotFound, also for another office's."""
    found = states.find(connection, survey_id, Survey)
    if found is None:
        raise NotFound("Survei itu tidak ditemukan.")
    require(actor, Action.VIEW, found[0].office)
    return found


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    survey_id: UUID,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
    problems: tuple[str, ...] = (),
) -> Response[str]:
    """The page; after a step that was refused, with the form as typed. Raises NotFound."""
    with tracker.views.connect() as connection:
        state, version = find(connection, actor, survey_id)
        at = here(connection, tracker, actor)
        recent = told(connection, at.office, timeline.newest(connection, survey_id, _HISTORY, 200))
        forms_given = timeline.newest(connection, survey_id, [e.AnswerGiven.TOPIC], _FORMS_SHOWN)
        given = told(connection, at.office, forms_given)
        offspring = origins.out_of(connection, survey_id)
    found = state.score()
    offered = steps(actor, state, may_withdraw(actor, at.office, state, at.today))
    forms = {step: _fresh(tracker, state, version, step) for step in offered}
    if posted is not None:
        step, form = posted
        if "request_id" in form.errors:
            form.values["request_id"] = str(tracker.new_id())
        forms[step] = form
        offered = offered if step in offered else (*offered, step)
    return render(
        request,
        "survei_rinci.html",
        status_code=status,
        id=survey_id,
        survey=state,
        score=found,
        quality=QUALITY[found.grade] if found.grade else "",
        scale=grade_scale(found.ikm),
        elements=[_element(found, element) for element in Element if element in found.elements],
        weight_name=WEIGHT_NAMES[found.weight] if found.weight else "",
        other_weights=_other_weights(state),
        sample=minimum_sample(state.population) if state.population else None,
        profile=_profile(state),
        offspring=[(one, ASKED[Element(one.code)].name) for one in offspring],
        words=[(one, _erasing(one, posted)) for one in suggestions.of(tracker, survey_id)],
        offered=offered,
        forms=forms,
        posted=posted[0] if posted else None,
        problems=problems,
        withdrawable=_withdrawable(state, at.office.zone, given, forms_given),
        weights=[Choice(weight.value, name) for weight, name in WEIGHT_NAMES.items()],
        may_erase=may(actor, Action.DIRECT_SURVEY, state.office),
        may_log=may(actor, Action.LOG, state.office),
        today=at.today,
        days=by_day(at.office, list(reversed(recent))),
    )


def _fresh(tracker: Tracker, state: Survey, version: int, step: Step) -> Form:
    values = {"request_id": str(tracker.new_id())}
    match step:
        case Step.WEIGHT:
            values["weight"] = state.weight.value
        case Step.POPULATION:
            values["population"] = "" if state.population is None else str(state.population)
        case Step.CLOSE | Step.REOPEN | Step.WITHDRAW:
            values["expected_version"] = str(version)
    return Form(values)


def _erasing(one: Suggestion, posted: tuple[Step, Form] | None) -> Form:
    """Each suggestion has its own form to erase it; the one that was refused as it was typed."""
    if posted is not None and posted[0] is Step.ERASE and posted[1].value("suggestion_id") == str(one.id):
        return posted[1]
    return Form({"request_id": f"hapus-{one.id}"})


def _element(found: Score, element: Element) -> ElementRow:
    one = found.elements[element]
    return ElementRow(
        code=element.value,
        name=ASKED[element].name,
        answers=one.answers,
        mean="n/a" if one.mean is None else number_text(rounded(one.mean)),
        score="n/a" if one.score is None else number_text(rounded(one.score)),
        grade=one.grade,
        width="0" if one.score is None else f"{float((one.score - 25) * 4 / 3):.2f}",
        low=element in found.low,
    )


def _other_weights(state: Survey) -> list[tuple[str, str]]:
    if state.stated is not None:
        return []
    return [(WEIGHT_NAMES[one], state.score(one).text) for one in Weight if one is not state.weight]


def _profile(state: Survey) -> list[tuple[str, list[Group]]]:
    """Each trait with its groups; who did not tell is a group too, so that each adds up to all respondents."""
    tally = state.tally
    shown = []
    for trait in Trait:
        counted = tally.profile.get(trait)
        if not counted:
            continue
        order = list(GROUPS.get(trait, {})) or sorted(counted)
        groups = [(_group_name(trait, code), counted[code]) for code in order if code in counted]
        untold = tally.respondents - sum(counted.values())
        groups += [(say("tidak diisi"), untold)] if untold else []
        shown.append(
            (
                TRAIT_NAMES[trait],
                [Group(name, often, f"{often * 100 / tally.respondents:.2f}") for name, often in groups],
            )
        )
    return shown


def _group_name(trait: Trait, code: str) -> str:
    if trait is Trait.TANGGAL:
        return f"{MONTHS[int(code[5:7]) - 1]} {code[:4]}"
    return GROUPS.get(trait, {}).get(code, code)


def _withdrawable(
    state: Survey, zone: str, given: list[Moment], entries: list[Entry]
) -> list[tuple[str, list[Choice]]]:
    """Files and the latest single forms that stand, for the choice of what to take back."""
    files = [
        Choice(
            f"berkas:{file.id}",
            say("{file} ({n} responden)", file=file.name, n=file.tally.respondents),
        )
        for file in state.files
        if not file.withdrawn
    ]
    forms = []
    for moment, entry in zip(given, entries, strict=True):
        body = msgspec.json.decode(entry.body, type=_Stored)
        if body.data.answer_id not in state.withdrawn_answers:
            ((_, answers),) = moment.told.details
            day, time = local_date(moment.recorded_at, zone), clock_time(moment.recorded_at, zone)
            label = f"{short_date(day)} {time}, {moment.who}: {answers}"
            forms.append(Choice(f"isian:{body.data.answer_id}", label))
    return [("Berkas", files), ("Isian terakhir", forms)]


class _Stored(msgspec.Struct, frozen=True):
    data: e.AnswerGiven
