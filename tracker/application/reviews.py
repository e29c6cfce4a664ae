"""The review that a meeting opens with: what earlier meetings of its series left open, item by item.

Each answer is a report on the follow-up that cites this meeting; ratifying the minutes verifies what was reported done
(`tracker.application.minutes.ratify`).
"""

from datetime import date
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, load
from tracker.application.permissions import Action
from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain import follow_up_decisions as decisions
from tracker.domain import minutes_decisions
from tracker.domain.coordination import Coordination, Status
from tracker.domain.errors import NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_sharing import together
from tracker.domain.minutes import ReviewAnswer
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.series import NEAR_DAYS, is_near
from tracker.domain.verification import doers
from tracker.store.envelope import Change


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """`done_on` is for what was carried out; None: on the day of the meeting."""

    follow_up_id: UUID
    answer: ReviewAnswer
    note: str = ""
    done_on: date | None = None


class Review(CoordinationCommand, frozen=True, kw_only=True):
    """All of the items or none."""

    items: tuple[ReviewItem, ...]


def review(tracker: Tracker, actor: Actor, asked: Asked, command: Review) -> Answer:
    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.LOG)
        if not command.items:
            raise Refused("Pilih jawaban untuk sedikitnya satu tindak lanjut.", "items")
        today = tracker.today(office)
        events, changes = said_of(
            tracker, actor, office, command.coordination_id, state, command.items, today
        )
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, tuple(events)), *changes),
            occurred_on=state.held_on or today,
        )

    return perform(tracker, actor, asked, command, decide)


def said_of(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    meeting_id: UUID,
    meeting: Coordination,
    items: tuple[ReviewItem, ...],
    today: date,
) -> tuple[list[Event], list[Change]]:
    """The meeting's own events, and the reports on the follow-ups. Raises Refused naming `items.N.…`."""
    if len({item.follow_up_id for item in items}) < len(items):
        raise Refused("Satu tindak lanjut hanya dijawab sekali.", "items")
    minutes_decisions.check_open(meeting)
    events: list[Event] = []
    changes: list[Change] = []
    for number, item in enumerate(items):
        try:
            follow_up, version = _left_open(tracker, meeting, item.follow_up_id)
            events.append(minutes_decisions.review(meeting, item.follow_up_id, item.answer, item.note))
            report = _report(tracker, actor, office, meeting_id, meeting, follow_up, item, today)
        except Refused as error:
            raise type(error)(error.message, f"items.{number}.{error.field}".rstrip(".")) from None
        if report is not None:
            changes.append(Change(item.follow_up_id, version, (report,)))
    return events, changes


def _left_open(tracker: Tracker, meeting: Coordination, follow_up_id: UUID) -> tuple[FollowUp, int]:
    """Raises NotFound for one of another office, Refused for one that no earlier meeting of the series left open."""
    follow_up, version = tracker.store.load(follow_up_id, follow_ups.evolve)
    if follow_up is None or follow_up.office != meeting.details.office:
        raise NotFound("Tindak lanjut itu tidak ditemukan.", "follow_up_id")
    earlier, _ = tracker.store.load(follow_up.coordination_id, coordinations.evolve)
    if (
        earlier is None
        or earlier.held_on is None
        or meeting.held_on is None
        or earlier.status is not Status.DILAKSANAKAN
        or earlier.held_on >= meeting.held_on
        or meeting.details.series is None
        or earlier.details.series != meeting.details.series
    ):
        raise Refused("Tindak lanjut itu bukan dari rapat sebelumnya dalam seri ini.", "follow_up_id")
    return follow_up, version


def _report(
    tracker: Tracker,
    actor: Actor,
    office: Office,
    meeting_id: UUID,
    meeting: Coordination,
    follow_up: FollowUp,
    item: ReviewItem,
    today: date,
) -> Event | None:
    """None for one that is skipped: nothing is said of it."""
    held_on = meeting.held_on
    assert held_on is not None
    match item.answer:
        case ReviewAnswer.SELESAI:
            done_on = item.done_on or held_on
            if done_on > held_on:
                raise Refused("Tanggal selesai tidak boleh sesudah tanggal rapat ini.", "done_on")
            persons = doers(office, together(follow_up.in_charge, follow_up.alongside), done_on)
            return decisions.report_done(
                follow_up,
                done_on=done_on,
                note=item.note,
                evidence=(_minutes(tracker, meeting, held_on),),
                done_by=persons[0] if persons else None,
                done_with=persons[1:],
                typed_by=actor.username,
                today=today,
                meeting_id=meeting_id,
            )
        case ReviewAnswer.PROSES:
            note = item.note.strip() or "Dalam proses"
            return decisions.report_progress(follow_up, note, held_on, today, meeting_id)
        case ReviewAnswer.BELUM:
            return decisions.review(follow_up, meeting_id, held_on, item.note)
        case ReviewAnswer.LEWATI:
            if is_near(follow_up.due_on, held_on):
                raise Refused(
                    say("Batas waktunya tinggal {n} hari atau kurang; bahas sekarang.", n=NEAR_DAYS), "answer"
                )
            return None


def _minutes(tracker: Tracker, meeting: Coordination, held_on: date) -> Evidence:
    """The minutes of the meeting are the evidence; they need no upload."""
    return Evidence(
        id=tracker.new_id(),
        type=EvidenceType.RAPAT_KOORDINASI,
        number=meeting.details.number or "",
        dated_on=held_on,
        note=f"Notulen {meeting.details.title}",
    )
