"""`/api/v1/follow-ups`: lists, one follow-up with its history, and its actions."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, UnsetType

from projections import board, states
from projections.board import FollowUpRow
from projections.page import Page
from tracker.application import follow_ups as use_cases
from tracker.application.command import Answer
from tracker.application.permissions import Action, require
from tracker.application.tracker import local_day
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.follow_up_checklist import ChecklistItem
from tracker.domain.follow_up_comment import Comment
from tracker.web.api import extensions, notes, sharing, undoing
from tracker.web.api.access import office_of
from tracker.web.api.follow_up_history import history, seen
from tracker.web.api.moment import AsOf, position
from tracker.web.api.write import InChargeGiven, Write, asked, in_charge
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class AssignBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code of a position or body, or its kind and code; `reassign` needs a `reason`."""

    in_charge: InChargeGiven


class StartBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`started_on` left out: today."""

    started_on: date | None = None


class ProgressBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: str
    reported_on: date | None = None


class PieceBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`file`: the SHA-256 that `POST /files` answered."""

    type: EvidenceType
    dated_on: date
    number: str = ""
    note: str = ""
    file: str | None = None


class DoneBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`done_on` is the day on which it was carried out; left out: today. `done_by`: codes of those in charge or
    alongside who did it; left out: all of them."""

    done_on: date | None = None
    note: str = ""
    evidence: tuple[PieceBody, ...] = ()
    done_by: tuple[InChargeGiven, ...] = ()


class VerifyBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: str = ""


class DecideBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Needs a `reason` too."""

    accepted: bool


class CorrectBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Only what is given changes. Needs a `reason`."""

    text: str | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
    section: str | None | UnsetType = UNSET


class FollowUpInFull(FollowUpRow, frozen=True, kw_only=True):
    """With what is written beside it; comments that were withdrawn are in the history alone."""

    checklist: tuple[ChecklistItem, ...]
    comments: tuple[Comment, ...]


@post(
    "/{follow_up_id:uuid}/assign", sync_to_thread=True, status_code=200, summary="Tetapkan penanggung jawab"
)
def assign(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[AssignBody],
) -> Answer:
    kind, code = in_charge(tracker, office_of(actor, None), data.in_charge)
    command = use_cases.Assign(follow_up_id=follow_up_id, in_charge_kind=kind, in_charge_code=code)
    return use_cases.assign(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/reassign", sync_to_thread=True, status_code=200, summary="Alihkan")
def reassign(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[AssignBody],
) -> Answer:
    kind, code = in_charge(tracker, office_of(actor, None), data.in_charge)
    command = use_cases.Reassign(follow_up_id=follow_up_id, in_charge_kind=kind, in_charge_code=code)
    return use_cases.reassign(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/start", sync_to_thread=True, status_code=200, summary="Mulai dikerjakan")
def start(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[StartBody],
) -> Answer:
    command = use_cases.Start(follow_up_id=follow_up_id, started_on=data.started_on)
    return use_cases.start(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/report-progress", sync_to_thread=True, status_code=200, summary="Lapor kemajuan")
def report_progress(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[ProgressBody],
) -> Answer:
    command = use_cases.ReportProgress(
        follow_up_id=follow_up_id, note=data.note, reported_on=data.reported_on
    )
    return use_cases.report_progress(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/report-done", sync_to_thread=True, status_code=200, summary="Lapor selesai")
def report_done(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[DoneBody],
) -> Answer:
    command = use_cases.ReportDone(
        follow_up_id=follow_up_id,
        done_on=data.done_on,
        note=data.note,
        evidence=tuple(
            use_cases.EvidenceInput(
                type=piece.type,
                dated_on=piece.dated_on,
                number=piece.number,
                note=piece.note,
                file=piece.file,
            )
            for piece in data.evidence
        ),
        done_by=tuple(in_charge(tracker, office_of(actor, None), given) for given in data.done_by),
    )
    return use_cases.report_done(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/verify", sync_to_thread=True, status_code=200, summary="Verifikasi")
def verify(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[VerifyBody],
) -> Answer:
    command = use_cases.Verify(follow_up_id=follow_up_id, note=data.note)
    return use_cases.verify(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/return", sync_to_thread=True, status_code=200, summary="Kembalikan untuk diperbaiki"
)
def return_(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = use_cases.Return(follow_up_id=follow_up_id)
    return use_cases.return_(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/cannot-follow-up",
    sync_to_thread=True,
    status_code=200,
    summary="Usulkan: tidak dapat ditindaklanjuti",
)
def cannot_follow_up(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = use_cases.CannotFollowUp(follow_up_id=follow_up_id)
    return use_cases.cannot_follow_up(tracker, actor, asked(request, data), command)


@post(
    "/{follow_up_id:uuid}/decide-cannot-follow-up",
    sync_to_thread=True,
    status_code=200,
    summary="Putuskan usulan “tidak dapat ditindaklanjuti”",
)
def decide_cannot_follow_up(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[DecideBody],
) -> Answer:
    command = use_cases.DecideCannotFollowUp(follow_up_id=follow_up_id, accepted=data.accepted)
    return use_cases.decide_cannot_follow_up(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/reopen", sync_to_thread=True, status_code=200, summary="Buka kembali")
def reopen(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = use_cases.Reopen(follow_up_id=follow_up_id)
    return use_cases.reopen(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/withdraw", sync_to_thread=True, status_code=200, summary="Tarik")
def withdraw(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = use_cases.Withdraw(follow_up_id=follow_up_id)
    return use_cases.withdraw(tracker, actor, asked(request, data), command)


@post("/{follow_up_id:uuid}/correct", sync_to_thread=True, status_code=200, summary="Betulkan")
def correct(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    data: JSONBody[CorrectBody],
) -> Answer:
    command = use_cases.Correct(
        follow_up_id=follow_up_id, text=data.text, due_on=data.due_on, section=data.section
    )
    return use_cases.correct(tracker, actor, asked(request, data), command)


@get("/", sync_to_thread=True, summary="Daftar tindak lanjut, menurut batas waktu")
def follow_ups(
    tracker: TheTracker,
    actor: TheActor,
    office: FromQuery[str | None] = None,
    section: FromQuery[list[str] | None] = None,
    status: FromQuery[list[Status] | None] = None,
    in_charge: FromQuery[list[str] | None] = None,
    unassigned: FromQuery[bool] = False,
    overdue: FromQuery[bool] = False,
    due_until: FromQuery[date | None] = None,
    coordination: FromQuery[UUID | None] = None,
    cannot_requested: FromQuery[bool] = False,
    q: FromQuery[str | None] = None,
    as_of: AsOf = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
) -> Page[FollowUpRow]:
    code = office_of(actor, office)
    require(actor, Action.VIEW, code)
    at = position(tracker, as_of)
    wanted = board.Filter(
        office=code,
        sections=section or (),
        statuses=status or (),
        in_charge=[(kind, name) for name in in_charge or () for kind in ("position", "body")],
        unassigned=unassigned,
        overdue_on=local_day(as_of or tracker.clock(), tracker.office(code).zone) if overdue else None,
        due_until=due_until,
        coordination_id=coordination,
        cannot_requested=cannot_requested,
        text=q,
    )
    with tracker.views.connect() as connection:
        return board.follow_ups(connection, wanted, after, limit, at)


@get(
    "/{follow_up_id:uuid}",
    sync_to_thread=True,
    summary="Satu tindak lanjut, dengan daftar periksa dan komentar",
)
def follow_up(tracker: TheTracker, actor: TheActor, follow_up_id: FromPath[UUID]) -> FollowUpInFull:
    row = seen(tracker, actor, follow_up_id)
    with tracker.views.connect() as connection:
        found = states.find(connection, follow_up_id, FollowUp)
    checklist, comments = (found[0].checklist, found[0].comments) if found else ((), ())
    standing = tuple(comment for comment in comments if not comment.withdrawn)
    return FollowUpInFull(**msgspec.structs.asdict(row), checklist=checklist, comments=standing)


ROUTES = Router(
    "/follow-ups",
    route_handlers=[
        follow_ups,
        follow_up,
        history,
        assign,
        reassign,
        start,
        report_progress,
        report_done,
        verify,
        return_,
        cannot_follow_up,
        decide_cannot_follow_up,
        reopen,
        withdraw,
        correct,
        *extensions.ACTIONS,
        *sharing.ACTIONS,
        *notes.ACTIONS,
        *undoing.ACTIONS,
    ],
    tags=["Tindak lanjut"],
)
