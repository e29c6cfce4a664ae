"""Use cases of a coordination: log, plan, hold, prove, correct, postpone, cancel, withdraw."""

from datetime import date, time
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, act, need_reason, number_claim
from tracker.application.evidence_files import kept_file
from tracker.application.given_at_meeting import agreed_at
from tracker.application.logged_with import LoggedWith, logged_with
from tracker.application.outcomes import OutcomeInput, new_outcome, opened, standing
from tracker.application.permissions import Action, require
from tracker.application.standing import require_standing
from tracker.application.survey_origin import check_origin
from tracker.application.tracker import Tracker
from tracker.domain import coordination as domain
from tracker.domain import coordination_decisions
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination, CoordinationCorrected, Details
from tracker.domain.coordination_decisions import RATIFIED_WITH
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.identity import nth_outcome_id
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.role import Rank
from tracker.store.envelope import Change


class LogCoordination(msgspec.Struct, frozen=True, kw_only=True):
    """`held_on` logs what took place, `planned_on` plans what will; exactly one of them."""

    office: str
    kind: str
    title: str
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
    outcomes: tuple[OutcomeInput, ...] = ()
    said: LoggedWith = LoggedWith()


class Hold(CoordinationCommand, frozen=True, kw_only=True):
    held_on: date


class AttachEvidence(CoordinationCommand, frozen=True, kw_only=True):
    """`file` is the SHA-256 of a file that the office keeps (`evidence_files.keep`)."""

    type: EvidenceType
    dated_on: date
    number: str = ""
    note: str = ""
    file: str | None = None


class RecordOutput(AttachEvidence, frozen=True, kw_only=True):
    """An output is a document too, of one of the four kinds that can be one."""


class Correct(CoordinationCommand, frozen=True, kw_only=True):
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


class Postpone(CoordinationCommand, frozen=True, kw_only=True):
    to: date | None = None


class Cancel(CoordinationCommand, frozen=True, kw_only=True):
    """Only what is still planned; needs a reason."""


def log(tracker: Tracker, actor: Actor, asked: Asked, command: LogCoordination) -> Answer:
    """The coordination, its outcomes and one follow-up for each outcome that needs it, and all that is said with it, in one
    append."""
    require(actor, Action.LOG, command.office)
    office = tracker.office(command.office)
    coordination_id = tracker.new_id()

    def decide() -> Decision:
        return _log_decision(tracker, actor, office, coordination_id, command)

    return perform(tracker, actor, asked, command, decide)


def _log_decision(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    coordination_id: UUID,
    command: LogCoordination,
) -> Decision:
    today = tracker.today(office)
    details = _details(office, command)
    logged = _logged(command, details, today)
    state = domain.evolve(None, logged)
    events: list[Event] = [logged]
    changes: list[Change] = []
    for number, outcome in enumerate(command.outcomes, start=1):
        try:
            check_origin(tracker, office.code, outcome.origin)
            new = new_outcome(office, nth_outcome_id(coordination_id, number), outcome, details.section)
            added = coordination_decisions.add_outcome(state, new)
            changes += opened(tracker, coordination_id, state, new)
        except Refused as error:
            raise type(error)(
                say("Hasil {number}: {message}", number=number, message=error.message),
                f"outcomes.{number - 1}.{error.field}",
            ) from None
        state = domain.evolve(state, added)
        events.append(added)
    own, others = logged_with(tracker, actor, office, coordination_id, state, command.said, today)
    events += own
    changes += others
    return Decision(
        subject=coordination_id,
        changes=(Change(coordination_id, 0, tuple(events)), *changes),
        occurred_on=command.held_on or today,
        claims=number_claim(details, command.held_on or command.planned_on, coordination_id),
    )


def hold(tracker: Tracker, actor: Actor, asked: Asked, command: Hold) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: coordination_decisions.hold(state, command.held_on, today),
        occurred_on=command.held_on,
    )


def attach_evidence(tracker: Tracker, actor: Actor, asked: Asked, command: AttachEvidence) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: coordination_decisions.attach_evidence(
            state, _evidence(tracker, office.code, command), today
        ),
    )


def record_output(tracker: Tracker, actor: Actor, asked: Asked, command: RecordOutput) -> Answer:
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: coordination_decisions.record_output(
            state, _evidence(tracker, office.code, command), today
        ),
    )


def correct(tracker: Tracker, actor: Actor, asked: Asked, command: Correct) -> Answer:
    """Needs a reason. An outcome without a section of its own follows the coordination, and so does its follow-up, in the
    same append, unless its section was corrected by itself."""
    need_reason(asked)

    def decide(state: Coordination, office: Office, today: date) -> Event:
        _check_known(
            office,
            section=command.section,
            chair_position=command.chair_position,
            series=command.series,
        )
        if state.minutes.is_ratified and any(getattr(command, name) is not UNSET for name in RATIFIED_WITH):
            _require_camat(actor, office, today)
        if isinstance(command.held_on, date):
            _check_course(tracker, state, command.held_on)
        changes = CoordinationCorrected(
            title=_trimmed(command.title),
            kind=command.kind,
            number=_or_nothing(command.number),
            section=command.section,
            organiser=_or_nothing(command.organiser),
            held_on=command.held_on,
            place=_trimmed(command.place),
            within_authority=command.within_authority,
            agenda=_trimmed(command.agenda),
            note_taker=_trimmed(command.note_taker),
            starts_at=command.starts_at,
            ends_at=command.ends_at,
            chair_position=command.chair_position,
            series=command.series,
        )
        return coordination_decisions.correct(state, changes, today)

    def gone_along(before: Coordination, after: Coordination) -> list[Change]:
        right = after.details.section
        if right == before.details.section:
            return []
        return [
            Change(id_, version, (follow_ups.Corrected(section=right, with_coordination=True),))
            for outcome, id_, follow_up, version in standing(tracker, after)
            if outcome.section is None and follow_up.corrected_section is None and follow_up.section != right
        ]

    return act(tracker, actor, asked, command, Action.CORRECT, decide, alongside=gone_along)


def _require_camat(actor: Actor, office: Office, today: date) -> None:
    """What ratified minutes stand for is taken out of no figure by a correction either, nor out of its series."""
    camat = office.position_of_rank(Rank.CAMAT)
    refusal = say(
        "Notulen sudah disahkan; tanggal, jenis, bidang, penyelenggara, kewenangan, pimpinan dan seri "
        "dibetulkan oleh Camat."
    )
    if camat is None:
        raise Forbidden(refusal)
    require_standing(actor, office, camat, today, refusal)


def _check_known(
    office: Office,
    *,
    section: str | None | UnsetType,
    chair_position: str | None | UnsetType,
    series: str | None | UnsetType,
) -> None:
    """Raises NotFound naming the field."""
    if isinstance(section, str):
        office.section(section)
    if isinstance(chair_position, str) and chair_position not in office.positions:
        raise NotFound(
            say(
                "Jabatan “{chair_position}” tidak dikenal; pilih dari daftar.", chair_position=chair_position
            ),
            "chair_position",
        )
    if isinstance(series, str):
        office.series_of(series)


def _trimmed(text: str | UnsetType) -> str | UnsetType:
    return text.strip() if isinstance(text, str) else text


def _or_nothing(text: str | None | UnsetType) -> str | None | UnsetType:
    """As logging has it: blanks are nothing. An organiser of blanks would take the meeting out of every figure."""
    return text.strip() or None if isinstance(text, str) else text


def _check_course(tracker: Tracker, state: Coordination, held_on: date) -> None:
    """Raises Refused where a follow-up was begun, or is due, before that day, or where the meeting that agreed on what
    this one reviewed was not held before it."""
    for outcome, _, follow_up, _ in standing(tracker, state):
        if follow_up.begun_on is not None and follow_up.begun_on < held_on:
            raise Refused(
                say(
                    "Hasil {ordinal} sudah ditindaklanjuti sebelum tanggal itu; periksa lagi tanggalnya.",
                    ordinal=outcome.ordinal,
                ),
                "held_on",
            )
        if follow_up.due_on is not None and follow_up.due_on < held_on:
            raise Refused(
                say(
                    "Batas waktu hasil {ordinal} sebelum tanggal itu; betulkan dahulu batas waktunya.",
                    ordinal=outcome.ordinal,
                ),
                "held_on",
            )
    for reviewed in state.minutes.reviewed:
        earlier = agreed_at(tracker, reviewed.follow_up_id)
        if earlier is not None and earlier.held_on is not None and held_on <= earlier.held_on:
            raise Refused(
                say(
                    "Rapat ini meninjau hasil “{title}”; tanggalnya harus sesudah rapat itu.",
                    title=earlier.details.title,
                ),
                "held_on",
            )


def postpone(tracker: Tracker, actor: Actor, asked: Asked, command: Postpone) -> Answer:
    need_reason(asked)
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: coordination_decisions.postpone(state, command.to, today),
    )


def cancel(tracker: Tracker, actor: Actor, asked: Asked, command: Cancel) -> Answer:
    need_reason(asked)
    return act(
        tracker,
        actor,
        asked,
        command,
        Action.LOG,
        lambda state, office, today: coordination_decisions.cancel(state),
    )


def _logged(
    command: LogCoordination, details: Details, today: date
) -> domain.CoordinationRecorded | domain.CoordinationPlanned:
    if command.held_on is not None and command.planned_on is None:
        return coordination_decisions.record(details, command.held_on, today)
    if command.planned_on is not None and command.held_on is None:
        if command.outcomes:
            raise Refused("Kegiatan yang baru direncanakan belum mempunyai hasil.", "outcomes")
        return coordination_decisions.plan(details, command.planned_on)
    raise Refused("Isi tanggal kegiatan: tanggal dilaksanakan atau tanggal rencana.", "held_on")


def _details(office: Office, command: LogCoordination) -> Details:
    _check_known(
        office,
        section=command.section,
        chair_position=command.chair_position,
        series=command.series,
    )
    return Details(
        office=office.code,
        kind=command.kind,
        title=command.title.strip(),
        section=command.section,
        organiser=(command.organiser or "").strip() or None,
        number=(command.number or "").strip() or None,
        place=command.place.strip(),
        chair=command.chair.strip(),
        note_taker=command.note_taker.strip(),
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        within_authority=command.within_authority,
        agenda=command.agenda.strip(),
        chair_position=command.chair_position,
        series=command.series,
    )


def _evidence(tracker: Tracker, office: str, command: AttachEvidence) -> Evidence:
    return Evidence(
        id=tracker.new_id(),
        type=command.type,
        number=command.number.strip(),
        dated_on=command.dated_on,
        note=command.note.strip(),
        file=kept_file(tracker, office, command.file),
    )
