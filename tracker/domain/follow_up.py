"""A follow-up (tindak lanjut): what one outcome needs to have done, by whom, until when, and how far it is.

belum_ditindaklanjuti → dalam_proses → dilaporkan_selesai → selesai; a report may be returned to dalam_proses;
"cannot be followed up" is asked with a reason and decided by the Camat; what is closed can be reopened; nothing
happens to a withdrawn one. *Overdue* is derived, never a state (DOMAIN section 5).
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.domain import follow_up_checklist, follow_up_comment, follow_up_extension, follow_up_sharing
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up_checklist import (
    ChecklistItem,
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_comment import Comment, Commented, CommentWithdrawn
from tracker.domain.follow_up_extension import (
    Extension,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
)
from tracker.domain.follow_up_report import Report, Reviewed
from tracker.domain.follow_up_sharing import AlongsideNamed, Disowned, HandedOver, beside
from tracker.domain.follow_up_stage import Stage, Undone
from tracker.domain.follow_up_status import OPEN as OPEN
from tracker.domain.follow_up_status import STATUS_NAMES as STATUS_NAMES
from tracker.domain.follow_up_status import Status as Status
from tracker.domain.follow_up_status import is_overdue as is_overdue
from tracker.domain.in_charge import InCharge


class Opened(Event, frozen=True, kw_only=True):
    """`due_proposed`: nobody gave a date, so thirty days were proposed (marked *usulan*). `alongside`: who carries it
    out together with the one in charge."""

    TOPIC: ClassVar[str] = "follow_up.opened.1"
    office: str
    coordination_id: UUID
    outcome_id: UUID
    text: str
    agreed_on: date
    section: str | None = None
    in_charge: InCharge | None = None
    due_on: date | None = None
    due_proposed: bool = False
    alongside: tuple[InCharge, ...] = ()


class Imported(Event, frozen=True, kw_only=True):
    """A state taken over from a register file. Steps that nobody saw are never invented.

    `done_by` and `typed_by` (the importer) are those of a reported completion, as in `ReportedDone`.
    """

    TOPIC: ClassVar[str] = "follow_up.imported.1"
    status: Status
    reported_on: date | None = None
    verified_on: date | None = None
    evidence_types: tuple[EvidenceType, ...] = ()
    file_name: str
    file_sha256: str
    row: int
    done_by: UUID | None = None
    typed_by: str | None = None


class Assigned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.assigned.1"
    in_charge: InCharge


class Reassigned(Event, frozen=True, kw_only=True):
    """Handed to somebody else; the reason stands in the event's context. `upheld`: it stays with whom it was with, who
    had said that it was not theirs."""

    TOPIC: ClassVar[str] = "follow_up.reassigned.1"
    in_charge: InCharge
    upheld: bool = False


class Started(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.started.1"
    started_on: date


class ProgressReported(Event, frozen=True, kw_only=True):
    """`meeting_id`: the coordination whose review said so."""

    TOPIC: ClassVar[str] = "follow_up.progress_reported.1"
    note: str
    reported_on: date
    meeting_id: UUID | None = None


class ReportedDone(Event, frozen=True, kw_only=True):
    """`done_by` is the person who did it (the holder on that day), `done_with` who did it too, `typed_by` the account
    that wrote it down: none of them may verify it. `doers` are their positions and bodies; empty: nobody was
    named, so all who carry it out. `meeting_id`: the coordination whose review said so."""

    TOPIC: ClassVar[str] = "follow_up.reported_done.1"
    done_on: date
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    done_by: UUID | None = None
    typed_by: str
    done_with: tuple[UUID, ...] = ()
    doers: tuple[InCharge, ...] = ()
    meeting_id: UUID | None = None


class Verified(Event, frozen=True, kw_only=True):
    """`position` is the office's position that verified, `verified_by` the person who held it."""

    TOPIC: ClassVar[str] = "follow_up.verified.1"
    verified_on: date
    position: str
    verified_by: UUID
    note: str = ""


class Returned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.returned.1"


class CannotRequested(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_requested.1"
    typed_by: str


class CannotAccepted(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_accepted.1"


class CannotRefused(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_refused.1"


class Reopened(Event, frozen=True, kw_only=True):
    """Counts as begun from then on, at the latest (DOMAIN section 2)."""

    TOPIC: ClassVar[str] = "follow_up.reopened.1"
    reopened_on: date


class Withdrawn(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.withdrawn.1"


class Corrected(Event, frozen=True, kw_only=True):
    """Only the corrected fields are set; the reason stands in the event's context. `with_coordination`: it went along to
    the section of its coordination (None: the kecamatan as a whole), and goes along again."""

    TOPIC: ClassVar[str] = "follow_up.corrected.1"
    text: str | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
    section: str | None | UnsetType = UNSET
    with_coordination: bool = False


EVENTS: tuple[type[Event], ...] = (
    Opened,
    Imported,
    Assigned,
    Reassigned,
    Started,
    ProgressReported,
    Reviewed,
    ReportedDone,
    Verified,
    Returned,
    CannotRequested,
    CannotAccepted,
    CannotRefused,
    Reopened,
    Withdrawn,
    Corrected,
    Undone,
    *follow_up_sharing.EVENTS,
    *follow_up_extension.EVENTS,
    *follow_up_checklist.EVENTS,
    *follow_up_comment.EVENTS,
)


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """`corrected_section` is set once its section was corrected by itself: it then counts for that field, whatever its
    outcome was logged under.

    `in_charge` is responsible, `alongside` carry it out too. `first_due_on` is the first due date, kept for ever;
    `slips` counts how often it was moved to a later day. `extension` waits for its decision.
    `disowned_by` has said that it is not theirs, and waits for somebody to be named.
    """

    office: str
    coordination_id: UUID
    outcome_id: UUID
    text: str
    agreed_on: date
    section: str | None
    in_charge: InCharge | None
    due_on: date | None
    due_proposed: bool
    status: Status = Status.BELUM_DITINDAKLANJUTI
    begun_on: date | None = None
    report: Report | None = None
    cannot_requested_by: str | None = None
    corrected_section: str | None = None
    by_register: bool = False
    alongside: tuple[InCharge, ...] = ()
    first_due_on: date | None = None
    slips: int = 0
    extension: Extension | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    comments: tuple[Comment, ...] = ()
    disowned_by: InCharge | None = None


def evolve(state: FollowUp | None, event: Event) -> FollowUp:
    after = _evolve(state, event)
    if isinstance(event, Undone):
        return after
    if after.by_register and state is not None and after.status is not state.status:
        return msgspec.structs.replace(after, by_register=isinstance(event, Imported))
    return after


def _evolve(state: FollowUp | None, event: Event) -> FollowUp:
    if isinstance(event, Opened):
        return FollowUp(
            office=event.office,
            coordination_id=event.coordination_id,
            outcome_id=event.outcome_id,
            text=event.text,
            agreed_on=event.agreed_on,
            section=event.section,
            in_charge=event.in_charge,
            due_on=event.due_on,
            due_proposed=event.due_proposed,
            alongside=event.alongside,
            first_due_on=event.due_on,
        )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the follow-up was opened")
    replace = msgspec.structs.replace
    match event:
        case Imported():
            return _imported(state, event)
        case Assigned() | Reassigned():
            return replace(_in_charge(state, event.in_charge, state.alongside), disowned_by=None)
        case AlongsideNamed():
            return _in_charge(state, state.in_charge, event.alongside)
        case HandedOver():
            return _in_charge(state, *follow_up_sharing.handed_over(event, state.in_charge, state.alongside))
        case Started():
            return _begun(state, event.started_on)
        case ProgressReported():
            return _begun(state, event.reported_on)
        case Reviewed():
            return state
        case ReportedDone():
            begun = _begun(state, event.done_on)
            report = Report(
                event.done_on,
                event.done_by,
                event.typed_by,
                bool(event.evidence),
                event.done_with,
                event.evidence,
                event.meeting_id,
                state.in_charge,
            )
            return replace(_settled(begun, Status.DILAPORKAN_SELESAI), report=report)
        case Verified():
            return _settled(state, Status.SELESAI)
        case Returned():
            return replace(state, status=Status.DALAM_PROSES, report=None)
        case Reopened():
            begun_on = state.begun_on or event.reopened_on
            return replace(state, status=Status.DALAM_PROSES, report=None, begun_on=begun_on)
        case CannotRequested():
            return replace(state, cannot_requested_by=event.typed_by)
        case CannotAccepted():
            return replace(_settled(state, Status.TIDAK_DAPAT), report=None)
        case CannotRefused():
            return replace(state, cannot_requested_by=None)
        case Withdrawn():
            return _settled(state, Status.DITARIK)
        case Corrected():
            return _corrected(state, event)
        case Undone():
            return replace(state, **{name: getattr(event.stage, name) for name in Stage.__struct_fields__})
        case ExtensionRequested():
            return replace(state, extension=Extension(event.due_on, event.typed_by))
        case ExtensionGranted():
            return replace(_due(state, event.due_on), extension=None)
        case ExtensionRefused():
            return replace(state, extension=None)
        case Disowned():
            return replace(state, disowned_by=event.in_charge)
        case ChecklistItemAdded() | ChecklistItemTicked() | ChecklistItemUnticked() | ChecklistItemRemoved():
            return replace(state, checklist=follow_up_checklist.evolve(state.checklist, event))
        case Commented() | CommentWithdrawn():
            return replace(state, comments=follow_up_comment.evolve(state.comments, event))
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a follow-up")


def _settled(state: FollowUp, status: Status) -> FollowUp:
    """What was asked, and is not answered, is waited for no more."""
    return msgspec.structs.replace(
        state, status=status, cannot_requested_by=None, extension=None, disowned_by=None
    )


def _begun(state: FollowUp, day: date) -> FollowUp:
    status = Status.DALAM_PROSES if state.status is Status.BELUM_DITINDAKLANJUTI else state.status
    begun_on = day if state.begun_on is None else min(state.begun_on, day)
    return msgspec.structs.replace(state, status=status, begun_on=begun_on)


def _imported(state: FollowUp, event: Imported) -> FollowUp:
    report = None
    if event.status in {Status.DILAPORKAN_SELESAI, Status.SELESAI}:
        done_on = event.reported_on or event.verified_on
        assert done_on is not None
        proven = bool(event.evidence_types)
        report = Report(done_on, event.done_by, event.typed_by, proven, in_charge=state.in_charge)
    begun_on = (
        None
        if event.status is Status.BELUM_DITINDAKLANJUTI
        else (report.done_on if report else event.reported_on or state.agreed_on)
    )
    return msgspec.structs.replace(
        state, status=event.status, report=report, begun_on=begun_on, by_register=True
    )


def _corrected(state: FollowUp, event: Corrected) -> FollowUp:
    replace = msgspec.structs.replace
    if event.text is not UNSET:
        state = replace(state, text=event.text)
    if event.section is not UNSET:
        by_itself = state.corrected_section if event.with_coordination else event.section
        state = replace(state, section=event.section, corrected_section=by_itself)
    if event.due_on is not UNSET:
        state = _due(state, event.due_on)
        if state.extension is not None and state.extension.due_on <= event.due_on:
            state = replace(state, extension=None)
    return state


def _due(state: FollowUp, due_on: date) -> FollowUp:
    later = state.due_on is not None and due_on > state.due_on
    return msgspec.structs.replace(
        state,
        due_on=due_on,
        due_proposed=False,
        first_due_on=state.first_due_on or due_on,
        slips=state.slips + later,
    )


def _in_charge(state: FollowUp, in_charge: InCharge | None, alongside: Iterable[InCharge]) -> FollowUp:
    others = beside(in_charge, alongside)
    asked = follow_up_sharing.carries_out(state.disowned_by, in_charge, others)
    disowned_by = state.disowned_by if asked else None
    return msgspec.structs.replace(state, in_charge=in_charge, alongside=others, disowned_by=disowned_by)
