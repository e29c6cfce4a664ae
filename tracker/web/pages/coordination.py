"""One coordination: what was agreed, how far it is, its proof, its history, and the steps that it can take."""

from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from sqlalchemy import Connection

from projections import register
from projections import series as lists
from projections.register import CoordinationView
from tracker.application.actor import Actor
from tracker.application.consents import may_decide
from tracker.application.counted_in import counted_in
from tracker.application.messages import CoordinationNotice, OutcomeNotice, coordination_text
from tracker.application.permissions import Action, may, require
from tracker.application.tracker import Tracker
from tracker.application.wrong_evidence import withdrawable
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.errors import NotFound
from tracker.domain.evidence import EVIDENCE_NAMES, OUTPUT_TYPES
from tracker.domain.minutes import MinutesReturned
from tracker.web.coordination_steps import GENERAL, Step, steps
from tracker.web.forms import Form, query_form
from tracker.web.history import newest, since
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.meaning import suggested
from tracker.web.pages.meeting import PRESENCES, attendance, meeting
from tracker.web.pages.next_step import next_step
from tracker.web.pages.past_record import past_coordination
from tracker.web.pages.proof import proofs
from tracker.web.pages.reading import (
    Choice,
    Here,
    asked_as_of,
    here,
    positions,
    sections,
    series_kept,
)
from tracker.web.pages.review_answers import ANSWERABLE
from tracker.web.quicker import name_the_quicker
from tracker.web.sentences import Moment
from tracker.web.sentences_minutes import wish_in_words
from tracker.web.site import WebRequest
from tracker.web.timeline_page import timeline_page

_WAIT_SECONDS = 0.3


class Posted(msgspec.Struct, frozen=True):
    """A step that could not be taken: its form as typed, and what happened since its page was drawn."""

    step: str
    form: Form
    meanwhile: tuple[Moment, ...] = ()

    @property
    def item(self) -> str:
        """What in the record the form is about; empty: the record as a whole."""
        return self.form.value("item")

    @property
    def prefix(self) -> str:
        """That of its fields on the page."""
        return f"{self.step}.{self.item}." if self.item else f"{self.step}."


@get("/kegiatan/{coordination_id:uuid}", include_in_schema=False, sync_to_thread=True)
def coordination(
    request: WebRequest, tracker: TheTracker, actor: TheActor, coordination_id: FromPath[UUID]
) -> Response[str]:
    then = asked_as_of(request, tracker, actor)
    if then is not None:
        return past_coordination(request, tracker, actor, coordination_id, then)
    return draw(request, tracker, actor, coordination_id)


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    coordination_id: UUID,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    """The page; after a step that was refused, with the form as typed. Raises NotFound."""
    version = posted[1].value("expected_version") if posted and status == 409 else ""
    recorded = tracker.store.history(coordination_id)[int(version) :] if version else []
    if recorded:
        tracker.views.wait_for(recorded[-1].position, _WAIT_SECONDS)
    with tracker.views.connect() as connection:
        view = find(connection, coordination_id)
        require(actor, Action.VIEW, view.state.details.office)
        at = here(connection, tracker, actor)
        told = timeline_page(
            connection,
            at.office,
            query_form(request),
            coordination_id,
            f"/kegiatan/{coordination_id}",
            topics={},
        )
        returned = newest(connection, at.office, coordination_id, MinutesReturned.TOPIC)
        meanwhile = tuple(since(connection, at.office, recorded))
        if posted is not None:
            name_the_quicker(posted[1], actor, recorded, meanwhile)
        state = view.state
        at_meeting = meeting(connection, at.office, state, at.today)
        roll = attendance(connection, at.office, state)
        code = state.details.series
        counts = (
            counted_in(tracker, connection, at.office.code, coordination_id, state.held_on, at.today)
            if state.held_on
            else None
        )
        recent = lists.recently_in_charge(connection, at.office.code, code) if code else []
        shown = proofs(
            connection, at.office.code, coordination_id, [*state.evidence, *state.outputs], state.held_on
        )
    decides = may_decide(tracker, actor, at.office, state) if state.requests.waiting else frozenset()
    takes_back = withdrawable(tracker, actor, at.office, coordination_id, state)
    offered = steps(actor, state, at.office, at.today, decides=bool(decides), takes_back=bool(takes_back))
    forms = {step: _fresh(tracker, view, at, step) for step in offered}
    if Step.ATTENDANCE in forms:
        forms[Step.ATTENDANCE].values |= roll.values
    refused = None if posted is None else Posted(posted[0], posted[1], meanwhile)
    if posted is not None:
        posted[1].values["expected_version"] = str(view.version)
        if "request_id" in posted[1].errors:
            posted[1].values["request_id"] = str(tracker.new_id())
        if not posted[1].value("item"):
            forms[posted[0]] = posted[1]

    def form_of(step: str, item: object, **values: str) -> Form:
        """The form about one item, as typed where it was refused."""
        if refused is not None and (refused.step, refused.item) == (step, str(item)):
            return refused.form
        return Form({"request_id": str(tracker.new_id()), "item": str(item)} | values)

    return render(
        request,
        "kegiatan_rinci.html",
        status_code=status,
        id=coordination_id,
        view=view,
        state=view.state,
        details=view.state.details,
        proofs=shown[: len(state.evidence)],
        outputs=shown[len(state.evidence) :],
        today=at.today,
        counts=counts,
        timeline=told,
        returned=returned,
        offered=offered,
        forms=forms,
        posted=refused,
        form_of=form_of,
        general=GENERAL,
        answerable=ANSWERABLE,
        next_step=next_step(offered, state, at_meeting, at.today),
        suggested=suggested(at.office, recent, at.today),
        minutes=state.minutes,
        meeting=at_meeting,
        roll=roll,
        presences=PRESENCES,
        decides=decides,
        takes_back=takes_back,
        asked_by=actor.username,
        wish_in_words=wish_in_words,
        series=series_kept(at.office),
        positions=positions(at.office),
        message=coordination_text(notice(view, at, tracker.base_url)),
        kinds=[Choice(code, name) for code, name in KIND_NAMES.items()],
        sections=sections(at.office),
        evidence_types=[Choice(kind, name) for kind, name in EVIDENCE_NAMES.items()],
        output_types=[Choice(kind, EVIDENCE_NAMES[kind]) for kind in EVIDENCE_NAMES if kind in OUTPUT_TYPES],
        may_log=may(actor, Action.LOG, at.office.code),
    )


def notice(view: CoordinationView, at: Here, base_url: str) -> CoordinationNotice:
    """What is passed on about a coordination; withdrawn outcomes are left out."""
    details = view.state.details
    return CoordinationNotice(
        office=at.office.name.removeprefix("Kecamatan "),
        title=details.title,
        held_on=view.state.held_on or view.state.planned_on or at.today,
        place=details.place,
        outcomes=[
            OutcomeNotice(
                text=item.outcome.text if item.follow_up is None else item.follow_up.text,
                in_charge=item.follow_up.in_charge.name
                if item.follow_up is not None and item.follow_up.in_charge is not None
                else None,
                due_on=item.follow_up.due_on if item.follow_up is not None else None,
                informs=item.outcome.follow_up_id is None,
            )
            for item in view.outcomes
            if item.follow_up is None or item.follow_up.status != "ditarik"
        ],
        link=f"{base_url}/kegiatan/{view.id}",
    )


def _fresh(tracker: Tracker, view: CoordinationView, at: Here, step: Step) -> Form:
    details = view.state.details
    values = {"request_id": str(tracker.new_id()), "expected_version": str(view.version)}
    today = at.today.isoformat()
    match step:
        case Step.HOLD:
            planned = view.state.planned_on
            values["held_on"] = planned.isoformat() if planned and planned <= at.today else today
        case Step.CORRECT:
            values |= {
                "title": details.title,
                "kind": details.kind,
                "number": details.number or "",
                "section": details.section or "",
                "organiser": details.organiser or "",
                "held_on": view.state.held_on.isoformat() if view.state.held_on else "",
                "place": details.place,
                "agenda": details.agenda,
                "note_taker": details.note_taker,
                "starts_at": f"{details.starts_at:%H:%M}" if details.starts_at else "",
                "ends_at": f"{details.ends_at:%H:%M}" if details.ends_at else "",
                "chair_position": details.chair_position or "",
                "series": details.series or "",
                "outside_authority": "" if details.within_authority else "ya",
            }
    return Form(values)


def find(connection: Connection, coordination_id: UUID) -> CoordinationView:
    """Raises NotFound."""
    view = register.coordination(connection, coordination_id)
    if view is None:
        raise NotFound("Kegiatan itu tidak ditemukan.")
    return view
