"""The invented coordinations of the demo, brought into their states step by step, each by whom it would be."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from uuid import UUID

from tracker.application import consents, coordinations, extensions, follow_ups, minutes, notes
from tracker.application.accounts import actor_of
from tracker.application.actor import Actor
from tracker.application.command import Asked
from tracker.application.coordinations import LogCoordination
from tracker.application.follow_ups import EvidenceInput
from tracker.application.minutes import AttendeeInput
from tracker.application.outcomes import OutcomeInput
from tracker.application.seed_files import (
    CoordinationSeed,
    DocumentSeed,
    InventedSeed,
    MinutesSeed,
    OutcomeSeed,
    StepSeed,
)
from tracker.application.seeding_days import Days
from tracker.application.tracker import Tracker
from tracker.domain.calendar import Calendar
from tracker.domain.follow_up import evolve
from tracker.domain.identity import follow_up_id, nth_outcome_id


def load_coordinations(tracker: Tracker, office: str, seed: InventedSeed, day: date) -> None:
    """`day` is the day of loading, from which every other day is counted."""
    actors = {
        person.key: actor_of(tracker, person.username, "cli")
        for person in seed.people
        if person.username is not None
    }
    calendar = tracker.office(office).calendar
    for coordination in seed.coordinations:
        _Loading(tracker, office, calendar, actors, Days(day), coordination.key).load(coordination)


class _Loading:
    """One coordination on its way in; its requests are numbered in the order of the file."""

    def __init__(
        self,
        tracker: Tracker,
        office: str,
        calendar: Calendar,
        actors: dict[str, Actor],
        days: Days,
        key: str,
    ) -> None:
        self._tracker = tracker
        self._office = office
        self._calendar = calendar
        self._actors = actors
        self._days = days
        self._requests: Iterator[str] = (f"demo/{office}/coordination/{key}/{n}" for n in count())

    def load(self, seed: CoordinationSeed) -> None:
        actor = self._actors[seed.by]
        held_on = None if seed.held_ago is None else self._calendar.at_or_before(self._ago(seed.held_ago))
        command = LogCoordination(
            office=self._office,
            kind=seed.kind,
            title=seed.title,
            held_on=held_on,
            planned_on=None
            if seed.planned_in is None
            else self._calendar.at_or_before(self._ago(-seed.planned_in)),
            section=seed.section,
            organiser=seed.organiser,
            number=seed.number,
            place=seed.place,
            chair=seed.chair,
            note_taker=seed.note_taker,
            series=seed.series,
            within_authority=seed.within_authority,
            outcomes=tuple(self._outcome(outcome) for outcome in seed.outcomes),
        )
        coordination = coordinations.log(self._tracker, actor, self._asked(), command).id
        self._attach(actor, coordination, seed.evidence, seed.outputs)
        for number, outcome in enumerate(seed.outcomes, start=1):
            follow_up = follow_up_id(nth_outcome_id(coordination, number))
            for step in outcome.steps:
                self._take(step, follow_up)
        if seed.minutes is not None:
            self._minutes(seed.minutes, coordination)
        self._end(seed, coordination)

    def _attach(
        self,
        actor: Actor,
        coordination: UUID,
        evidence: tuple[DocumentSeed, ...],
        outputs: tuple[DocumentSeed, ...],
    ) -> None:
        for piece in evidence:
            attach = coordinations.AttachEvidence(
                coordination_id=coordination,
                type=piece.type,
                dated_on=self._ago(piece.ago),
                number=piece.number,
                note=piece.note,
            )
            coordinations.attach_evidence(self._tracker, actor, self._asked(), attach)
        for piece in outputs:
            record = coordinations.RecordOutput(
                coordination_id=coordination,
                type=piece.type,
                dated_on=self._ago(piece.ago),
                number=piece.number,
                note=piece.note,
            )
            coordinations.record_output(self._tracker, actor, self._asked(), record)

    def _take(self, step: StepSeed, follow_up: UUID) -> None:
        tracker, actor, asked, day = (
            self._tracker,
            self._actors[step.by],
            self._asked(step.reason),
            self._ago(step.ago),
        )
        match step.do:
            case "start":
                follow_ups.start(
                    tracker, actor, asked, follow_ups.Start(follow_up_id=follow_up, started_on=day)
                )
            case "report_progress":
                progress = follow_ups.ReportProgress(follow_up_id=follow_up, note=step.note, reported_on=day)
                follow_ups.report_progress(tracker, actor, asked, progress)
            case "report_done":
                evidence = () if step.evidence is None else (EvidenceInput(type=step.evidence, dated_on=day),)
                done = follow_ups.ReportDone(
                    follow_up_id=follow_up, done_on=day, note=step.note, evidence=evidence
                )
                follow_ups.report_done(tracker, actor, asked, done)
            case "verify":
                follow_ups.verify(
                    tracker, actor, asked, follow_ups.Verify(follow_up_id=follow_up, note=step.note)
                )
            case "return":
                follow_ups.return_(tracker, actor, asked, follow_ups.Return(follow_up_id=follow_up))
            case "cannot_follow_up":
                cannot = follow_ups.CannotFollowUp(follow_up_id=follow_up)
                follow_ups.cannot_follow_up(tracker, actor, asked, cannot)
            case "decide_cannot_follow_up":
                decision = follow_ups.DecideCannotFollowUp(follow_up_id=follow_up, accepted=step.accepted)
                follow_ups.decide_cannot_follow_up(tracker, actor, asked, decision)
            case "reopen":
                follow_ups.reopen(tracker, actor, asked, follow_ups.Reopen(follow_up_id=follow_up))
            case "request_extension":
                assert step.due_in is not None
                wanted = extensions.RequestExtension(follow_up_id=follow_up, due_on=self._ago(-step.due_in))
                extensions.request_extension(tracker, actor, asked, wanted)
            case "decide_extension":
                answer = extensions.DecideExtension(follow_up_id=follow_up, accepted=step.accepted)
                extensions.decide_extension(tracker, actor, asked, answer)
            case "add_item":
                notes.add_item(tracker, actor, asked, notes.AddItem(follow_up_id=follow_up, text=step.note))
            case "tick_item":
                item = self._item(follow_up, step.note)
                notes.tick_item(tracker, actor, asked, notes.TickItem(follow_up_id=follow_up, item=item))
            case "comment":
                written = notes.WriteComment(follow_up_id=follow_up, text=step.note)
                notes.write_comment(tracker, actor, asked, written)

    def _item(self, follow_up: UUID, text: str) -> UUID:
        state, _ = self._tracker.store.load(follow_up, evolve)
        assert state is not None
        return next(item.id for item in state.checklist if item.text == text)

    def _minutes(self, seed: MinutesSeed, coordination: UUID) -> None:
        tracker, actor = self._tracker, self._actors[seed.by]
        for point in seed.points:
            note = minutes.AddNote(coordination_id=coordination, text=point)
            minutes.add_note(tracker, actor, self._asked(), note)
        attendees = tuple(
            AttendeeInput(
                kind="body" if who.startswith("body/") else "position",
                code=who.partition("/")[2],
                presence=how,
            )
            for who, how in seed.attendance.items()
        )
        listed = minutes.RecordAttendance(coordination_id=coordination, attendees=attendees)
        minutes.record_attendance(tracker, actor, self._asked(), listed)
        submitted = minutes.SubmitMinutes(coordination_id=coordination)
        minutes.submit(tracker, actor, self._asked(), submitted)
        if seed.ratified_by is not None:
            ratified = minutes.RatifyMinutes(coordination_id=coordination)
            minutes.ratify(tracker, self._actors[seed.ratified_by], self._asked(), ratified)

    def _end(self, seed: CoordinationSeed, coordination: UUID) -> None:
        tracker = self._tracker
        if (end := seed.withdraw) is not None:
            withdraw = consents.Withdraw(coordination_id=coordination)
            consents.withdraw(tracker, self._actors[end.by], self._asked(end.reason), withdraw)
        if (end := seed.postpone) is not None:
            to = None if end.days is None else self._calendar.at_or_before(self._ago(-end.days))
            postpone = coordinations.Postpone(coordination_id=coordination, to=to)
            coordinations.postpone(tracker, self._actors[end.by], self._asked(end.reason), postpone)
        if (end := seed.cancel) is not None:
            cancel = coordinations.Cancel(coordination_id=coordination)
            coordinations.cancel(tracker, self._actors[end.by], self._asked(end.reason), cancel)

    def _outcome(self, seed: OutcomeSeed) -> OutcomeInput:
        kind, _, code = (seed.in_charge or "").partition("/")
        return OutcomeInput(
            text=seed.text,
            needs_follow_up=seed.needs_follow_up,
            in_charge_kind=kind or None,
            in_charge_code=code or None,
            due_on=None if seed.due_in is None else self._ago(-seed.due_in),
        )

    def _ago(self, days: int) -> date:
        return self._days.ago(days)

    def _asked(self, reason: str = "") -> Asked:
        return Asked(request_id=next(self._requests), reason=reason)
