"""One period's penetapan: its figures beside today's, the next step for this reader, and its history."""

from enum import StrEnum

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from projections import states
from tracker.application import freezes as use
from tracker.application import report_words
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.figure_basis import Question
from tracker.application.figures import figures
from tracker.application.freeze_figures import Comparison, compared, freezable, left_out
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.identity import freeze_id
from tracker.domain.percent import as_index, as_text
from tracker.domain.period import Period
from tracker.domain.period_freeze import FrozenFigure, LeftOut, PeriodFreeze, Stage
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, MAX_LINE, Form, TheForm
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Here, here
from tracker.web.period_path import path_of, period_at
from tracker.web.site import WebRequest


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    PROPOSE = "usulkan"
    TAKE_BACK = "tarik-kembali"
    CONFIRM = "tetapkan"
    RETURN = "kembalikan"
    REOPEN = "buka-kembali"


_DONE = {
    Step.PROPOSE: "Usulan disampaikan kepada Camat.",
    Step.TAKE_BACK: "Usulan ditarik kembali; dapat diusulkan lagi.",
    Step.CONFIRM: "Capaian ditetapkan.",
    Step.RETURN: "Usulan dikembalikan.",
    Step.REOPEN: "Capaian dibuka kembali; dapat diusulkan lagi.",
}
_FOLLOWING = {
    Stage.DIUSULKAN: (Step.CONFIRM, Step.RETURN),
    Stage.DITETAPKAN: (Step.REOPEN,),
}


class Line(msgspec.Struct, frozen=True):
    """A figure as it is proposed or frozen; `compared` None: not proposed yet."""

    figure: FrozenFigure
    text: str
    compared: Comparison | None


@get("/penetapan/{year:int}/{name:str}", include_in_schema=False, sync_to_thread=True)
def freeze(
    request: WebRequest, tracker: TheTracker, actor: TheActor, year: FromPath[int], name: FromPath[str]
) -> Response[str]:
    return draw(request, tracker, actor, _period(year, name))


@post(
    "/penetapan/{year:int}/{name:str}/{step:str}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
)
def take_step(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    form: TheForm,
    year: FromPath[int],
    name: FromPath[str],
    step: FromPath[str],
) -> Response[str] | Response[None]:
    told, taken = _period(year, name), addressed(Step, step)
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, told, taken),
        lambda status: draw(request, tracker, actor, told, (taken, form), status),
        path=lambda _: path_of(told),
        flash=_DONE[taken],
    )


@get("/penetapan/{year:int}/{name:str}/{step:str}", include_in_schema=False, status_code=303)
async def back_to_page(
    request: WebRequest, actor: TheActor, year: FromPath[int], name: FromPath[str], step: FromPath[str]
) -> Response[None]:
    """A refused step is shown at its own address; opened anew, that leads to the period's page. Raises NotFound."""
    return redirect(request, f"{path_of(_period(year, name))}#{addressed(Step, step)}")


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    told: Period,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    """The page; after a step that was refused, with the form as typed."""
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        stream = freeze_id(at.office.code, told.year, told.code, told.cumulative)
        found = states.find(connection, stream, PeriodFreeze)
        days = history(connection, at.office, [stream])
    state, version = found or (None, 0)
    offered = _offered(actor, at, state, told)
    forms = {step: _fresh(tracker, told, step, version) for step in offered}
    if posted is not None:
        posted[1].values["expected_version"] = str(version)
        if "request_id" in posted[1].errors:
            posted[1].values["request_id"] = str(tracker.new_id())
        forms[posted[0]] = posted[1]
    lines, left_out = _told(tracker, actor, at, told, state)
    return render(
        request,
        "penetapan_rinci.html",
        status_code=status,
        period=told,
        address=path_of(told),
        state=state,
        over=told.last < at.today,
        lines=lines,
        left_out=left_out,
        words=report_words,
        days=days,
        today=at.today,
        offered=[step for step in Step if step in forms],
        forms=forms,
        posted=posted,
        waits_for_camat=state is not None and state.stage is Stage.DIUSULKAN and Step.CONFIRM not in offered,
    )


def _offered(actor: Actor, at: Here, state: PeriodFreeze | None, told: Period) -> tuple[Step, ...]:
    """What the use cases would not refuse."""
    plans = use.may_propose(actor, at.office, at.today)
    if state is None or state.stage not in _FOLLOWING:
        return (Step.PROPOSE,) if plans and told.last < at.today else ()
    steps = _FOLLOWING[state.stage] if use.may_decide(actor, at.office, state, at.today) else ()
    return (*steps, Step.TAKE_BACK) if plans and state.stage is Stage.DIUSULKAN else steps


def _told(
    tracker: Tracker, actor: Actor, at: Here, told: Period, state: PeriodFreeze | None
) -> tuple[list[Line], tuple[LeftOut, ...]]:
    """What was proposed beside today's record; before that, what a proposal would hold today."""
    if state is not None and state.stage in _FOLLOWING:
        ((_, told_now),) = compared(tracker, actor, [state])
        return [_line(one.figure, one) for one in told_now], state.proposal.left_out
    question = Question(office=at.office.code, year=told.year, period=told.code, cumulative=told.cumulative)
    found = figures(tracker, actor, question)
    return [_line(figure, None) for figure in freezable(found)], left_out(found)


def _line(figure: FrozenFigure, compared: Comparison | None) -> Line:
    value = None if figure.value is None else figure.value.value
    text = as_index(value) if figure.definition.reading is None else as_text(value)
    return Line(figure, text, compared)


def _carry(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, told: Period, step: Step
) -> Answer | None:
    office = actor.office or ""
    match step:
        case Step.PROPOSE:
            proposed = use.of_period(use.Propose, office, told, cut_off=form.day("cut_off"))
            return None if form.errors else use.propose(tracker, actor, asked, proposed)
        case Step.CONFIRM:
            document = form.text("document", limit=MAX_LINE)
            confirmed = use.of_period(use.Confirm, office, told, document=document)
            return None if form.errors else use.confirm(tracker, actor, asked, confirmed)
        case Step.TAKE_BACK:
            return use.take_back(tracker, actor, asked, use.of_period(use.TakeBack, office, told))
        case Step.RETURN:
            return use.return_(tracker, actor, asked, use.of_period(use.Return, office, told))
        case Step.REOPEN:
            return use.reopen(tracker, actor, asked, use.of_period(use.Reopen, office, told))


def _fresh(tracker: Tracker, told: Period, step: Step, version: int) -> Form:
    values = {"request_id": str(tracker.new_id()), "expected_version": str(version)}
    if step is Step.PROPOSE:
        values["cut_off"] = told.last.isoformat()
    return Form(values)


def _period(year: int, name: str) -> Period:
    try:
        return period_at(year, name)
    except Refused as error:
        raise NotFound("Halaman atau data itu tidak ditemukan.") from error
