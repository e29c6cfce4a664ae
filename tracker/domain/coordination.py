"""A coordination: one activity (rapat koordinasi, fasilitasi …) of an office, with its outcomes (hasil).

planned → held | postponed | cancelled; postponed → held | postponed | cancelled; any → withdrawn. What was logged
after the fact is `recorded`: held at once, so that no step is invented that nobody saw. Its minutes and the consent that
they make necessary have rooms of their own (`minutes`, `consent`).
"""

from datetime import date, time
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.domain import consent, minutes
from tracker.domain.consent import Requests
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.minutes import Minutes
from tracker.domain.phrase import say

MAX_NUMBER = 100
MAX_TITLE = 300
MAX_TEXT = 2000


class Status(StrEnum):
    DIRENCANAKAN = "direncanakan"
    DILAKSANAKAN = "dilaksanakan"
    DITUNDA = "ditunda"
    DIBATALKAN = "dibatalkan"
    DITARIK = "ditarik"


STATUS_NAMES = {
    Status.DIRENCANAKAN: say("Direncanakan"),
    Status.DILAKSANAKAN: say("Dilaksanakan"),
    Status.DITUNDA: say("Ditunda"),
    Status.DIBATALKAN: say("Dibatalkan"),
    Status.DITARIK: say("Ditarik"),
}

KIND_NAMES = {
    "rapat_koordinasi": say("Rapat koordinasi"),
    "fasilitasi": say("Fasilitasi"),
    "pembinaan": say("Pembinaan"),
    "monitoring": say("Monitoring dan evaluasi"),
    "musyawarah": say("Musyawarah"),
    "lainnya": say("Kegiatan lain"),
}
"""The kinds of activity that an office logs; an indicator names those that it counts (DOMAIN section 2)."""


class Details(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`organiser` None: the office itself. A meeting that another body called is tracked, and in no denominator.

    `section` None: held by the kecamatan as a whole. `number` is unique within office and year. `series`: the code of
    the series of meetings that it belongs to. `chair_position`: the office's position that chairs; `chair` is its name
    in words, where it is not one of the office.
    """

    office: str
    kind: str
    title: str
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


class RegisterSource(msgspec.Struct, frozen=True):
    """Which rows of which imported file told this; `digest` is SHA-256 over their normalised content."""

    file_name: str
    file_sha256: str
    first_row: int
    digest: str


class CoordinationPlanned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.planned.1"
    details: Details
    planned_on: date


class CoordinationRecorded(Event, frozen=True, kw_only=True):
    """Logged after it was held; `source` where it came from a register file."""

    TOPIC: ClassVar[str] = "coordination.recorded.1"
    details: Details
    held_on: date
    source: RegisterSource | None = None


class CoordinationHeld(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.held.1"
    held_on: date


class Origin(msgspec.Struct, frozen=True):
    """What an outcome came from: a note of the minutes, or a survey (`id` its stream, `code` the low element)."""

    kind: Literal["note", "survey"]
    id: UUID
    code: str = ""


class OutcomeAdded(Event, frozen=True, kw_only=True):
    """`follow_up_id` is set exactly when the outcome needs follow-up."""

    TOPIC: ClassVar[str] = "coordination.outcome_added.1"
    outcome_id: UUID
    ordinal: int
    text: str
    section: str | None = None
    follow_up_id: UUID | None = None
    origin: Origin | None = None


class OutcomeReclassified(Event, frozen=True, kw_only=True):
    """From then on it needs follow-up (`follow_up_id` is the one that it opens), or only informs (None)."""

    TOPIC: ClassVar[str] = "coordination.outcome_reclassified.1"
    outcome_id: UUID
    ordinal: int
    follow_up_id: UUID | None = None


class OutcomeWithdrawn(Event, frozen=True, kw_only=True):
    """Its follow-up, if it needs one, is withdrawn in the same append. In older logs the follow-up alone says so."""

    TOPIC: ClassVar[str] = "coordination.outcome_withdrawn.1"
    outcome_id: UUID
    ordinal: int


class EvidenceAttached(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.evidence_attached.1"
    evidence: Evidence


class OutputRecorded(Event, frozen=True, kw_only=True):
    """The output (keluaran) within the kecamatan's authority; an output also proves the activity."""

    TOPIC: ClassVar[str] = "coordination.output_recorded.1"
    evidence: Evidence


class EvidenceWithdrawn(Event, frozen=True, kw_only=True):
    """A document that does not belong here: one of the outputs, or of the proofs. `type` and `number` are its own; the
    reason stands in the event's context."""

    TOPIC: ClassVar[str] = "coordination.evidence_withdrawn.1"
    evidence_id: UUID
    is_output: bool
    type: EvidenceType
    number: str = ""


class CoordinationCorrected(Event, frozen=True, kw_only=True):
    """Only the corrected fields are set; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "coordination.corrected.1"
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


class CoordinationPostponed(Event, frozen=True, kw_only=True):
    """`to` None: no new date yet."""

    TOPIC: ClassVar[str] = "coordination.postponed.1"
    to: date | None = None


class CoordinationCancelled(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.cancelled.1"


class CoordinationWithdrawn(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.withdrawn.1"


EVENTS: tuple[type[Event], ...] = (
    CoordinationPlanned,
    CoordinationRecorded,
    CoordinationHeld,
    OutcomeAdded,
    OutcomeReclassified,
    OutcomeWithdrawn,
    EvidenceAttached,
    OutputRecorded,
    EvidenceWithdrawn,
    *minutes.EVENTS,
    *consent.EVENTS,
    CoordinationCorrected,
    CoordinationPostponed,
    CoordinationCancelled,
    CoordinationWithdrawn,
)


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`follow_up_id` None: it only informs. `openings` counts the follow-ups that it ever opened."""

    id: UUID
    ordinal: int
    text: str
    section: str | None = None
    follow_up_id: UUID | None = None
    origin: Origin | None = None
    openings: int = 0
    is_withdrawn: bool = False


class Coordination(msgspec.Struct, frozen=True, kw_only=True):
    """`planned_on` or `held_on` according to `status`."""

    details: Details
    status: Status
    planned_on: date | None = None
    held_on: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    outputs: tuple[Evidence, ...] = ()
    source: RegisterSource | None = None
    minutes: Minutes = Minutes()
    requests: Requests = Requests()

    @property
    def proofs(self) -> frozenset[EvidenceType]:
        """What proves it: its documents, and ratified minutes with somebody present, without an upload (DOMAIN 2)."""
        types = {piece.type for piece in self.evidence}
        if self.minutes.is_ratified and self.minutes.present():
            types.add(EvidenceType.RAPAT_KOORDINASI)
        return frozenset(types)

    def outcome(self, outcome_id: UUID) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)


def evolve(state: Coordination | None, event: Event) -> Coordination:
    match event:
        case CoordinationPlanned():
            return Coordination(
                details=event.details,
                status=Status.DIRENCANAKAN,
                planned_on=event.planned_on,
            )
        case CoordinationRecorded():
            return Coordination(
                details=event.details,
                status=Status.DILAKSANAKAN,
                held_on=event.held_on,
                source=event.source,
            )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the coordination was logged")
    replace = msgspec.structs.replace
    match event:
        case CoordinationHeld():
            return replace(state, status=Status.DILAKSANAKAN, held_on=event.held_on)
        case OutcomeAdded():
            return replace(state, outcomes=(*state.outcomes, _outcome(event)))
        case OutcomeReclassified() | OutcomeWithdrawn():
            changed = (_changed(o, event) if o.id == event.outcome_id else o for o in state.outcomes)
            return replace(state, outcomes=tuple(changed))
        case EvidenceAttached():
            return replace(state, evidence=(*state.evidence, event.evidence))
        case OutputRecorded():
            return replace(state, outputs=(*state.outputs, event.evidence))
        case EvidenceWithdrawn():
            return replace(
                state,
                evidence=tuple(piece for piece in state.evidence if piece.id != event.evidence_id),
                outputs=tuple(piece for piece in state.outputs if piece.id != event.evidence_id),
            )
        case CoordinationCorrected():
            return _corrected(state, event)
        case CoordinationPostponed():
            return replace(state, status=Status.DITUNDA, planned_on=event.to)
        case CoordinationCancelled():
            return replace(state, status=Status.DIBATALKAN)
        case CoordinationWithdrawn():
            return replace(state, status=Status.DITARIK, requests=Requests((), state.requests.asked))
    if isinstance(event, minutes.EVENTS):
        return replace(state, minutes=minutes.evolve(state.minutes, event))
    if isinstance(event, consent.EVENTS):
        return replace(state, requests=consent.evolve(state.requests, event))
    raise ValueError(f"{event.TOPIC} is not an event of a coordination")


def _outcome(event: OutcomeAdded) -> Outcome:
    return Outcome(
        id=event.outcome_id,
        ordinal=event.ordinal,
        text=event.text,
        section=event.section,
        follow_up_id=event.follow_up_id,
        origin=event.origin,
        openings=int(event.follow_up_id is not None),
    )


def _changed(outcome: Outcome, event: OutcomeReclassified | OutcomeWithdrawn) -> Outcome:
    replace = msgspec.structs.replace
    if isinstance(event, OutcomeWithdrawn):
        return replace(outcome, is_withdrawn=True)
    openings = outcome.openings + int(event.follow_up_id is not None)
    return replace(outcome, follow_up_id=event.follow_up_id, openings=openings)


def _corrected(state: Coordination, event: CoordinationCorrected) -> Coordination:
    given = {
        name: value
        for name in CoordinationCorrected.__struct_fields__
        if (value := getattr(event, name)) is not UNSET
    }
    held_on = given.pop("held_on", state.held_on)
    details = msgspec.structs.replace(state.details, **given)
    return msgspec.structs.replace(state, details=details, held_on=held_on)
