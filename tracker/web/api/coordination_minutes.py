"""The minutes of a coordination, its review, and what needs consent: further actions under `/api/v1/coordinations`."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from tracker.application import consents, minutes, reviews
from tracker.application.command import Answer
from tracker.domain.minutes import Presence, ReviewAnswer
from tracker.web.api.access import office_of
from tracker.web.api.write import InChargeGiven, Write, asked, in_charge
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class NoteBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str


class ChangeNoteBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note_id: UUID
    text: str


class RemoveNoteBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note_id: UUID


class AttendeeBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`code` of a position or body; for `role` its words in `name` ("Ketua RT 02"), never a private name."""

    kind: Literal["position", "body", "role"]
    presence: Presence
    code: str = ""
    name: str = ""
    came_late: bool = False
    left_early: bool = False


class AttendanceBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole list as it is to stand."""

    attendees: tuple[AttendeeBody, ...]


class ReviewItemBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`done_on` is for `selesai`; left out: the day of the meeting."""

    follow_up_id: UUID
    answer: ReviewAnswer
    note: str = ""
    done_on: date | None = None


class ReviewBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All items or none."""

    items: tuple[ReviewItemBody, ...]


class OutcomeIdBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Needs a `reason`."""

    outcome_id: UUID


class ReclassifyBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Needs a `reason`. `in_charge` and `due_on` are for an outcome that is to need follow-up."""

    outcome_id: UUID
    needs_follow_up: bool
    in_charge: InChargeGiven | None = None
    due_on: date | None = None


class RequestBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`number` is that of the request."""

    number: int


class ConsentBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`number` is that of the request; refusing needs a `reason`."""

    number: int
    given: bool


@post("/{coordination_id:uuid}/add-note", sync_to_thread=True, status_code=200, summary="Tambah butir")
def add_note(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[NoteBody],
) -> Answer:
    command = minutes.AddNote(coordination_id=coordination_id, text=data.text)
    return minutes.add_note(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/change-note", sync_to_thread=True, status_code=200, summary="Ubah butir")
def change_note(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[ChangeNoteBody],
) -> Answer:
    command = minutes.ChangeNote(coordination_id=coordination_id, note_id=data.note_id, text=data.text)
    return minutes.change_note(tracker, actor, asked(request, data), command)


@post("/{coordination_id:uuid}/remove-note", sync_to_thread=True, status_code=200, summary="Hapus butir")
def remove_note(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[RemoveNoteBody],
) -> Answer:
    command = minutes.RemoveNote(coordination_id=coordination_id, note_id=data.note_id)
    return minutes.remove_note(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/record-attendance",
    sync_to_thread=True,
    status_code=200,
    summary="Catat daftar hadir",
)
def record_attendance(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[AttendanceBody],
) -> Answer:
    attendees = tuple(
        minutes.AttendeeInput(
            kind=one.kind,
            code=one.code,
            name=one.name,
            presence=one.presence,
            came_late=one.came_late,
            left_early=one.left_early,
        )
        for one in data.attendees
    )
    command = minutes.RecordAttendance(coordination_id=coordination_id, attendees=attendees)
    return minutes.record_attendance(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/submit-minutes", sync_to_thread=True, status_code=200, summary="Ajukan notulen"
)
def submit_minutes(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = minutes.SubmitMinutes(coordination_id=coordination_id)
    return minutes.submit(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/ratify-minutes", sync_to_thread=True, status_code=200, summary="Sahkan notulen"
)
def ratify_minutes(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = minutes.RatifyMinutes(coordination_id=coordination_id)
    return minutes.ratify(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/return-minutes",
    sync_to_thread=True,
    status_code=200,
    summary="Kembalikan notulen",
)
def return_minutes(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[Write],
) -> Answer:
    command = minutes.ReturnMinutes(coordination_id=coordination_id)
    return minutes.return_(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/review",
    sync_to_thread=True,
    status_code=200,
    summary="Tinjau yang masih terbuka dari rapat sebelumnya",
)
def review(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[ReviewBody],
) -> Answer:
    items = tuple(
        reviews.ReviewItem(
            follow_up_id=one.follow_up_id, answer=one.answer, note=one.note, done_on=one.done_on
        )
        for one in data.items
    )
    command = reviews.Review(coordination_id=coordination_id, items=items)
    return reviews.review(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/withdraw-outcome",
    sync_to_thread=True,
    status_code=200,
    summary="Tarik satu hasil",
)
def withdraw_outcome(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[OutcomeIdBody],
) -> Answer:
    command = consents.WithdrawOutcome(coordination_id=coordination_id, outcome_id=data.outcome_id)
    return consents.withdraw_outcome(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/reclassify-outcome",
    sync_to_thread=True,
    status_code=200,
    summary="Ubah perlu tidaknya tindak lanjut",
)
def reclassify_outcome(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[ReclassifyBody],
) -> Answer:
    kind, code = (None, None)
    if data.in_charge is not None:
        kind, code = in_charge(tracker, office_of(actor, None), data.in_charge)
    command = consents.ReclassifyOutcome(
        coordination_id=coordination_id,
        outcome_id=data.outcome_id,
        needs_follow_up=data.needs_follow_up,
        in_charge_kind=kind,
        in_charge_code=code,
        due_on=data.due_on,
    )
    return consents.reclassify(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/decide-consent",
    sync_to_thread=True,
    status_code=200,
    summary="Setujui atau tolak perubahan sesudah pengesahan",
)
def decide_consent(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[ConsentBody],
) -> Answer:
    command = consents.DecideConsent(coordination_id=coordination_id, number=data.number, given=data.given)
    return consents.decide(tracker, actor, asked(request, data), command)


@post(
    "/{coordination_id:uuid}/take-back-request",
    sync_to_thread=True,
    status_code=200,
    summary="Tarik kembali permintaan persetujuan",
)
def take_back_request(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    data: JSONBody[RequestBody],
) -> Answer:
    command = consents.TakeBackRequest(coordination_id=coordination_id, number=data.number)
    return consents.take_back(tracker, actor, asked(request, data), command)


HANDLERS: list[HTTPRouteHandler] = [
    add_note,
    change_note,
    remove_note,
    record_attendance,
    submit_minutes,
    ratify_minutes,
    return_minutes,
    review,
    withdraw_outcome,
    reclassify_outcome,
    decide_consent,
    take_back_request,
]
