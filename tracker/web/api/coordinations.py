"""`/api/v1/coordinations`: log, read, and the actions of a coordination."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, UnsetType

from projections import register
from projections.page import Page
from projections.register import CoordinationRow, CoordinationView
from tracker.application import consents, outcomes, wrong_evidence
from tracker.application import coordinations as use_cases
from tracker.application.command import Answer
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain.coordination import Origin, Status
from tracker.domain.errors import NotFound
from tracker.domain.evidence import EvidenceType
from tracker.web.api import coordination_minutes
from tracker.web.api.access import office_of
from tracker.web.api.moment import AsOf, position
from tracker.web.api.write import InChargeGiven, Write, asked, in_charge
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class OutcomeBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`in_charge`: the code of a position or body, or its kind and code; `alongside`: who carries it out together with
    it. `due_on` left out: one is proposed. `note_id`: the discussion point of the minutes that it comes from."""

    text: str
    section: str | None = None
    needs_follow_up: bool = True
    in_charge: InChargeGiven | None = None
    due_on: date | None = None
    alongside: tuple[InChargeGiven, ...] = ()
    note_id: UUID | None = None


class LogBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`held_on` for what took place, `planned_on` for what will. `office` left out: the account's own."""

    kind: str
    title: str
    office: str | None = None
    held_on: date | None = None
    planned_on: date | None = None
    section: str | None = None
    organiser: str | None = None
    number: str | None = None
    place: str = ""
    chair: str = ""
    note_taker: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    within_authority: bool = True
    agenda: str = ""
    chair_position: str | None = None
    series: str | None = None
    outcomes: tuple[OutcomeBody, ...] = ()


class HoldBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    held_on: date


class AddOutcomeBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    outcome: OutcomeBody


class EvidenceIdBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the coordination's proofs and outputs."""

    evidence_id: UUID


class EvidenceBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`dated_on` is the document's own date."""

    type: EvidenceType
    dated_on: date
    number: str = ""
    note: str = ""
    file: str | None = None


class CorrectBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Only what is given changes; null clears. Needs a `reason`."""

    title: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    number: str | None | UnsetType = UNSET
    section: str | None | UnsetType = UNSET
    organiser: str | None | UnsetType = UNSET
    held_on: date | UnsetType = UNSET
    place: str | UnsetType = UNSET
    within_authority: bool | UnsetType = UNSET
    agenda: str | UnsetType = UNSET
    note_taker: str | UnsetType = UNSET
    starts_at: time | None | UnsetType = UNSET
    ends_at: time | None | UnsetType = UNSET
    chair_position: str | None | UnsetType = UNSET
    series: str | None | UnsetType = UNSET


class PostponeBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`to` left out: no new day yet. Needs a `reason`."""

    to: date | None = None


@post("/", sync_to_thread=True, summary="Catat kegiatan dengan hasil-hasilnya")
def log(request: WebRequest, tracker: TheTracker, actor: TheActor, data: JSONBody[LogBody]) -> Answer:
    office = office_of(actor, data.office)
    require(actor, Action.LOG, office)
    command = use_cases.LogCoordination(
        office=office,
        kind=data.kind,
        title=data.title,
        held_on=data.held_on,
        planned_on=data.planned_on,
        section=data.section,
        organiser=data.organiser,
        number=data.number,
        place=data.place,
        chair=data.chair,
        note_taker=data.note_taker,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        within_authority=data.within_authority,
        agenda=data.agenda,
        chair_position=data.chair_position,
        series=data.series,
        outcomes=tuple(_outcome(tracker, office, outcome) for outcome in data.outcomes),
    )
    return use_cases.log(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/hold", sync_to_thread=True, status_code=200, summary="Tandai sudah dilaksanakan"
)
def hold(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[HoldBody],
) -> Answer:
    command = use_cases.Hold(coordination_id=coordination_id, held_on=data.held_on)
    return use_cases.hold(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/add-outcome", sync_to_thread=True, status_code=200, summary="Tambah hasil")
def add_outcome(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[AddOutcomeBody],
) -> Answer:
    outcome = _outcome(tracker, office_of(actor, None), data.outcome)
    command = outcomes.AddOutcome(coordination_id=coordination_id, outcome=outcome)
    return outcomes.add_outcome(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/attach-evidence", sync_to_thread=True, status_code=200, summary="Lampirkan bukti"
)
def attach_evidence(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[EvidenceBody],
) -> Answer:
    command = use_cases.AttachEvidence(
        coordination_id=coordination_id,
        type=data.type,
        dated_on=data.dated_on,
        number=data.number,
        note=data.note,
        file=data.file,
    )
    return use_cases.attach_evidence(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/record-output", sync_to_thread=True, status_code=200, summary="Catat keluaran")
def record_output(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[EvidenceBody],
) -> Answer:
    command = use_cases.RecordOutput(
        coordination_id=coordination_id,
        type=data.type,
        dated_on=data.dated_on,
        number=data.number,
        note=data.note,
        file=data.file,
    )
    return use_cases.record_output(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/withdraw-evidence",
    sync_to_thread=True,
    status_code=200,
    summary="Tarik bukti atau keluaran yang salah lampir",
)
def withdraw_evidence(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[EvidenceIdBody],
) -> Answer:
    command = wrong_evidence.WithdrawEvidence(coordination_id=coordination_id, evidence_id=data.evidence_id)
    return wrong_evidence.withdraw_evidence(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/correct", sync_to_thread=True, status_code=200, summary="Betulkan catatan")
def correct(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[CorrectBody],
) -> Answer:
    command = use_cases.Correct(
        coordination_id=coordination_id,
        title=data.title,
        kind=data.kind,
        number=data.number,
        section=data.section,
        organiser=data.organiser,
        held_on=data.held_on,
        place=data.place,
        within_authority=data.within_authority,
        agenda=data.agenda,
        note_taker=data.note_taker,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        chair_position=data.chair_position,
        series=data.series,
    )
    return use_cases.correct(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/postpone", sync_to_thread=True, status_code=200, summary="Tunda")
def postpone(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[PostponeBody],
) -> Answer:
    command = use_cases.Postpone(coordination_id=coordination_id, to=data.to)
    return use_cases.postpone(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/cancel", sync_to_thread=True, status_code=200, summary="Batalkan")
def cancel(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = use_cases.Cancel(coordination_id=coordination_id)
    return use_cases.cancel(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/withdraw", sync_to_thread=True, status_code=200, summary="Tarik catatan")
def withdraw(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = consents.Withdraw(coordination_id=coordination_id)
    return consents.withdraw(tracker, actor, asked(request, data), command)


@get("/", sync_to_thread=True, summary="Register kegiatan, terbaru dahulu")
def coordinations(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    section: FromQuery[str | None] = None,
    status: FromQuery[Status | None] = None,
    year: Annotated[int | None, QueryParameter(ge=2000, le=2100)] = None,
    q: FromQuery[str | None] = None,
    awaiting: FromQuery[bool] = False,
    as_of: AsOf = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
) -> Page[CoordinationRow]:
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    at = position(tracker, as_of)
    with tracker.views.connect() as connection:
        narrowed = register.Narrowed(section=section, status=status, year=year, text=q, awaiting=awaiting)
        return register.coordinations(connection, code, narrowed, after=after, limit=limit, at=at)


@get("/{coordination_id:uuid}", sync_to_thread=True, summary="Satu kegiatan, lengkap")
def coordination(tracker: TheTracker, actor: TheActor, coordination_id: FromPath[UUID]) -> CoordinationView:
    with tracker.views.connect() as connection:
        found = register.coordination(connection, coordination_id)
    if found is None:
        raise NotFound("Kegiatan itu tidak ditemukan.")
    require(actor, Action.VIEW, found.state.details.office)
    return found


ROUTES = Router(
    "/coordinations",
    route_handlers=[
        coordinations,
        coordination,
        log,
        hold,
        add_outcome,
        attach_evidence,
        record_output,
        withdraw_evidence,
        correct,
        postpone,
        cancel,
        withdraw,
        *coordination_minutes.HANDLERS,
    ],
    tags=["Kegiatan"],
)


def _outcome(tracker: Tracker, office: str, given: OutcomeBody) -> outcomes.OutcomeInput:
    kind, code = (None, None) if given.in_charge is None else in_charge(tracker, office, given.in_charge)
    return outcomes.OutcomeInput(
        text=given.text,
        section=given.section,
        needs_follow_up=given.needs_follow_up,
        in_charge_kind=kind,
        in_charge_code=code,
        due_on=given.due_on,
        alongside=tuple(in_charge(tracker, office, one) for one in given.alongside),
        origin=None if given.note_id is None else Origin("note", given.note_id),
    )
