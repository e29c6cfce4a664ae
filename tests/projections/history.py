"""Histories of an office, made only by asking the domain to decide: every one of them is possible."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from projections.states import KIND_OF_EVENT
from tests.projections import office_history
from tracker.domain import coordination_decisions, minutes_decisions
from tracker.domain import follow_up_decisions as decisions
from tracker.domain import office as offices
from tracker.domain.coordination import Coordination, CoordinationCorrected, Details
from tracker.domain.coordination_decisions import NewOutcome
from tracker.domain.disowning import disown
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.evidence_file import EvidenceFile
from tracker.domain.follow_up import Corrected, FollowUp, Imported, Status
from tracker.domain.follow_up_decisions import Opening
from tracker.domain.follow_up_extension_decisions import grant_extension, request_extension
from tracker.domain.follow_up_sharing_decisions import hand_over, name_alongside
from tracker.domain.identity import (
    follow_up_id,
    indicator_id,
    nth_outcome_id,
    office_id,
    reminder_stream,
    user_id,
)
from tracker.domain.in_charge import InCharge
from tracker.domain.matter import Task
from tracker.domain.minutes import Attendee, MinutesStatus, Presence
from tracker.domain.office import Office, Position
from tracker.domain.reminder import Because, Reason, ReminderFailed, ReminderSent, ReminderSuppressed
from tracker.domain.role import Rank
from tracker.store.envelope import Change

OFFICES = ("35.09.31", "35.08.13")
FIRST_DAY = date(2026, 1, 5)
SECTIONS = ("pmks", "trantibum")


class History:
    """`next` gives the changes of one more command; `day` runs on by itself."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._versions: dict[UUID, int] = {}
        self._coordinations: dict[UUID, Coordination] = {}
        self._follow_ups: dict[UUID, FollowUp] = {}
        self._offices: dict[UUID, Office] = {}
        self.day = FIRST_DAY

    def beginning(self) -> list[Change]:
        """The offices, with an account and an indicator each."""
        return [change for code in OFFICES for change in self._office(code)]

    def commands(self, number: int) -> Iterator[list[Change]]:
        for _ in range(number):
            self.day += timedelta(days=self._random.randrange(3))
            changes: list[Change] = []
            while not changes:
                with suppress(Refused):
                    changes = self._any_command()
            yield _joined(changes)

    def _any_command(self) -> list[Change]:
        kinds = [self._log, self._settle_in_office]
        if self._coordinations:
            kinds += [self._on_coordination, self._on_coordination]
        if self._follow_ups:
            kinds += [self._on_follow_up] * 6 + [self._remind] * 2
        return self._random.choice(kinds)()

    def _log(self) -> list[Change]:
        random = self._random
        id_ = UUID(int=random.getrandbits(128), version=4)
        details = Details(
            office=random.choice(OFFICES),
            kind=random.choice(("rapat_koordinasi", "fasilitasi")),
            title=f"Kegiatan {len(self._coordinations) + 1}",
            section=random.choice((None, *SECTIONS)),
            organiser=random.choice((None, None, "Kabupaten")),
            within_authority=random.random() < 0.8,
        )
        if random.random() < 0.3:
            return [
                self._change(id_, self._coordinations, coordination_decisions.plan(details, self._near()))
            ]
        return [
            self._change(
                id_, self._coordinations, coordination_decisions.record(details, self._past(), self.day)
            ),
            *self._add_outcome(id_),
        ]

    def _on_coordination(self) -> list[Change]:
        random = self._random
        id_ = random.choice(list(self._coordinations))
        state = self._coordinations[id_]
        match random.randrange(12):
            case 0:
                return self._add_outcome(id_)
            case 8 | 9 | 10:
                return [self._change(id_, self._coordinations, self._on_minutes(state))]
            case 11:
                return self._on_outcome(id_)
            case 1:
                event: Event = coordination_decisions.hold(state, self._past(), self.day)
            case 2:
                event = coordination_decisions.attach_evidence(state, self._evidence(), self.day)
            case 3 if state.outputs and random.random() < 0.3:
                event = coordination_decisions.withdraw_evidence(state, state.outputs[0].id)
            case 3:
                event = coordination_decisions.record_output(state, self._evidence(), self.day)
            case 4:
                new = CoordinationCorrected(
                    title=f"Judul {random.randrange(9)}",
                    section=random.choice(SECTIONS),
                    organiser=random.choice((None, "Kabupaten")),
                )
                event = coordination_decisions.correct(state, new, self.day)
            case 5:
                event = coordination_decisions.correct(
                    state, CoordinationCorrected(held_on=self._past()), self.day
                )
            case 6:
                event = coordination_decisions.postpone(state, random.choice((None, self._near())), self.day)
            case _ if random.random() < 0.5:
                event = coordination_decisions.cancel(state)
            case _:
                event = coordination_decisions.withdraw(state)
        return [self._change(id_, self._coordinations, event)]

    def _on_minutes(self, state: Coordination) -> Event:
        """Written, submitted, ratified: with attendance they prove the activity from then on."""
        camat = Position("camat", "Camat", Rank.CAMAT, None)
        if state.minutes.status is MinutesStatus.DIAJUKAN:
            return minutes_decisions.ratify(
                state, position=camat, username="camat", person_id=UUID(int=8), ratified_on=self.day
            )
        if self._random.random() < 0.5:
            return minutes_decisions.submit(state, "notulis", None)
        presence = self._random.choice((Presence.HADIR, Presence.IZIN))
        listed = (Attendee(kind="position", code="camat", name="Camat", presence=presence),)
        return minutes_decisions.record_attendance(state, listed)

    def _on_outcome(self, id_: UUID) -> list[Change]:
        """Withdrawn, or from needing follow-up to informing and back, with its follow-up in the same append."""
        state = self._coordinations[id_]
        if not state.outcomes or state.held_on is None:
            return []
        outcome = self._random.choice(state.outcomes)
        if self._random.random() < 0.3:
            event: Event = coordination_decisions.withdraw_outcome(state, outcome.id)
        elif outcome.follow_up_id is None:
            opened_id = follow_up_id(outcome.id, outcome.openings + 1)
            event = coordination_decisions.reclassify(state, outcome.id, opened_id)
            opening = Opening(
                office=state.details.office,
                coordination_id=id_,
                outcome_id=outcome.id,
                text="Hasil",
                agreed_on=state.held_on,
                section=outcome.section,
                in_charge=None,
                due_on=None,
            )
            opened = decisions.open_(opening, proposed=state.held_on + timedelta(days=30))
            return [
                self._change(id_, self._coordinations, event),
                self._change(opened_id, self._follow_ups, opened),
            ]
        else:
            event = coordination_decisions.reclassify(state, outcome.id, None)
        gone = outcome.follow_up_id
        withdrawn = None if gone is None else decisions.withdraw(self._follow_ups[gone], "Salah")
        changes = [self._change(id_, self._coordinations, event)]
        if gone is not None and withdrawn is not None:
            changes.append(self._change(gone, self._follow_ups, withdrawn))
        return changes

    def _add_outcome(self, id_: UUID) -> list[Change]:
        random = self._random
        state = self._coordinations[id_]
        outcome = nth_outcome_id(id_, len(state.outcomes) + 1)
        needs = random.random() < 0.8
        follow_up = follow_up_id(outcome)
        section = random.choice((None, *SECTIONS))
        new = NewOutcome(
            outcome_id=outcome, text="Hasil", section=section, follow_up_id=follow_up if needs else None
        )
        added = self._change(id_, self._coordinations, coordination_decisions.add_outcome(state, new))
        if not needs:
            return [added]
        assert state.held_on is not None
        opening = Opening(
            office=state.details.office,
            coordination_id=id_,
            outcome_id=outcome,
            text="Hasil",
            agreed_on=state.held_on,
            section=section or state.details.section,
            in_charge=random.choice((None, *_IN_CHARGE)),
            due_on=random.choice((None, state.held_on + timedelta(days=random.randrange(20)))),
        )
        opened = decisions.open_(opening, proposed=state.held_on + timedelta(days=30))
        changes = [added, self._change(follow_up, self._follow_ups, opened)]
        if random.random() < 0.2:
            imported = Imported(
                status=random.choice((Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES, Status.SELESAI)),
                reported_on=state.held_on,
                file_name="register.csv",
                file_sha256="0" * 64,
                row=2,
            )
            changes.append(self._change(follow_up, self._follow_ups, imported))
        return changes

    def _on_follow_up(self) -> list[Change]:
        random = self._random
        id_ = random.choice(list(self._follow_ups))
        state = self._follow_ups[id_]
        match random.randrange(17):
            case 12:
                event: Event = request_extension(
                    state, due_on=self._near(), reason="Menunggu", typed_by="staf", today=self.day
                )
            case 13:
                event = grant_extension(
                    state,
                    due_on=None,
                    position="kasi_pmks",
                    decided_by=UUID(int=7),
                    username="kasi",
                    today=self.day,
                )
            case 14:
                event = name_alongside(state, tuple(random.sample(_IN_CHARGE, random.randrange(3))))
            case 15:
                giver, taker = random.sample(_IN_CHARGE, 2)
                event = hand_over(state, hand_over_id=id_, giver=giver, taker=taker, reason="Mutasi")
            case 16:
                event = disown(state, in_charge=random.choice(_IN_CHARGE), person_id=None, reason="Bukan")
            case 0:
                event = decisions.assign(state, random.choice(_IN_CHARGE))
            case 1:
                event = decisions.reassign(state, random.choice(_IN_CHARGE), "mutasi")
            case 2:
                event = decisions.start(state, self._past(), self.day)
            case 3:
                event = decisions.report_progress(state, "Berjalan", self._past(), self.day)
            case 4 | 5:
                event = decisions.report_done(
                    state,
                    done_on=self._past(),
                    note="Selesai",
                    evidence=(self._evidence(),),
                    done_by=None,
                    typed_by="staf",
                    today=self.day,
                )
            case 6:
                event = decisions.verify(
                    state,
                    username="kasi",
                    person_id=UUID(int=7),
                    position="kasi_pmks",
                    verified_on=self.day,
                    today=self.day,
                )
            case 7:
                event = decisions.return_(state, "Belum lengkap")
            case 8:
                event = decisions.request_cannot(state, "Di luar kewenangan", "staf")
            case 9:
                event = decisions.decide_cannot(
                    state, accepted=random.random() < 0.5, reason="Diputuskan", username="camat"
                )
            case 10:
                event = decisions.reopen(state, "Belum tuntas", self.day)
            case _ if random.random() < 0.8:
                change = random.choice(
                    (Corrected(due_on=self._near()), Corrected(section=random.choice(SECTIONS)))
                )
                event = decisions.correct(state, change, "Salah ketik")
            case _:
                event = decisions.withdraw(state, "Salah catat")
        return [self._change(id_, self._follow_ups, event)]

    def _remind(self) -> list[Change]:
        """What was sent may have been planned before the last change."""
        random = self._random
        id_ = random.choice(list(self._follow_ups))
        task = random.choice((Task.CARRY_OUT, Task.CARRY_OUT, Task.VERIFY, Task.DECIDE, Task.EXTEND))
        step = random.choice(("before", "due", "overdue")) if task is Task.CARRY_OUT else "waiting"
        said: dict[str, Any] = {
            "subject": id_,
            "task": task,
            "key": UUID(int=random.getrandbits(128)),
            "step": step,
            "through": self.day,
            "due_on": None,
            "person_id": UUID(int=7),
            "person": "Ibu Kasi",
            "because": Because.IN_CHARGE,
            "channel": "email",
        }
        event: Event = random.choice(
            (
                ReminderSent(**said),
                ReminderSent(**said),
                ReminderFailed(**said, error="penuh", attempt=1, final=random.random() < 0.5),
                ReminderSuppressed(**said, reason=random.choice(list(Reason))),
            )
        )
        stream = reminder_stream(id_)
        version = self._versions.get(stream, 0)
        self._versions[stream] = version + 1
        return [Change(stream, version, (event,))]

    def _settle_in_office(self) -> list[Change]:
        """What plans many matters anew: a day off more or less, another policy of reminders."""
        id_ = office_id(self._random.choice(OFFICES))
        event = office_history.settled(self._random, self._offices[id_], self.day, self._near())
        return [self._change(id_, self._offices, event)]

    def _change(self, id_: UUID, states: dict[UUID, Any], event: Event) -> Change:
        states[id_] = KIND_OF_EVENT[type(event)].evolve(states.get(id_), event)
        version = self._versions.get(id_, 0)
        self._versions[id_] = version + 1
        return Change(id_, version, (event,))

    def _office(self, code: str) -> list[Change]:
        events = office_history.beginning(code)
        for event in events:
            self._offices[office_id(code)] = offices.evolve(self._offices.get(office_id(code)), event)
        self._versions[office_id(code)] = len(events)
        added, defined = office_history.account(code), office_history.indicator(code)
        return [
            Change(office_id(code), 0, events),
            Change(user_id(added.username), 0, (added,)),
            Change(indicator_id(code, "koordinasi"), 0, (defined,)),
        ]

    def _evidence(self) -> Evidence:
        id_ = UUID(int=self._random.getrandbits(128), version=4)
        file = EvidenceFile(
            sha256=f"{self._random.randrange(9):064x}", name="bukti.pdf", size=1, media_type="application/pdf"
        )
        return Evidence(
            id=id_,
            type=self._random.choice(list(EvidenceType)),
            dated_on=self._past(),
            file=self._random.choice((None, file)),
        )

    def _past(self) -> date:
        return self.day - timedelta(days=self._random.randrange(6))

    def _near(self) -> date:
        return self.day + timedelta(days=self._random.randrange(8))


_IN_CHARGE = (
    InCharge("position", "kasi_pmks", "Kasi PMKS"),
    InCharge("body", "desa", "Kepala Desa"),
    InCharge("text", "", "Pak Lurah"),
)


def _joined(changes: list[Change]) -> list[Change]:
    """One change for each stream, as an append wants it."""
    joined: dict[UUID, Change] = {}
    for change in changes:
        first = joined.get(change.stream, Change(change.stream, change.expected_version, ()))
        joined[change.stream] = Change(change.stream, first.expected_version, (*first.events, *change.events))
    return list(joined.values())
