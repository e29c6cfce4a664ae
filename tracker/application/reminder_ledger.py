"""The ledger of one subject: every reminder that was planned, and what became of it, each with its place in the log.

Nothing is kept for it. What was sent, failed or withheld stands in the log; what was planned and then came to nothing
follows from replaying the subject's, its office's and its reminders' events in the order of the log.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from projections.states import KIND_OF_EVENT
from tracker.application.channels import channels_for, withheld
from tracker.application.matters import text_of
from tracker.application.messages import long_date
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain import office as offices
from tracker.domain.days_off import DayOffAdded, DayOffRemoved
from tracker.domain.errors import NotFound
from tracker.domain.event import Event
from tracker.domain.follow_up import OPEN, STATUS_NAMES, FollowUp
from tracker.domain.identity import office_id, reminder_stream
from tracker.domain.matter import Task
from tracker.domain.matter_plan import Plan, followed, settled_by
from tracker.domain.office import Office
from tracker.domain.outgoing import next_open
from tracker.domain.phrase import listed, said, say, small
from tracker.domain.reminder import (
    REASON_NAMES,
    Because,
    Outcome,
    Reason,
    ReminderFailed,
    ReminderSent,
)
from tracker.domain.reminder_plan import Step, Terms, instant, steps, terms_of
from tracker.domain.reminder_policy import PolicyAdopted
from tracker.domain.reminder_retry import ReminderRetried
from tracker.store.envelope import Recorded

PUNCTUAL = timedelta(minutes=15)
"""Within it a reminder is on time: a tick comes each minute, and a batch takes its while."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one planned reminder: `sent`, `failed`, `postponed` (failed, tried again), `suppressed`, `retried` (asked for
    again after it had been given up), `merged` (into a later one) or `voided` (the plan changed).

    `position` is that of the event in the log that says so.

    `positions` are the posts that the person held on that day. `late`: how long after `planned_at` it was recorded, None
    where it was on time or nobody knows. `why` says in words why it was late, not sent or void.
    """

    became: str
    task: Task
    step: str
    on: date
    due_on: date | None
    recorded_at: datetime
    position: int
    planned_at: datetime | None = None
    person_id: UUID | None = None
    person: str = ""
    positions: tuple[str, ...] = ()
    because: Because | None = None
    channel: str = ""
    reason: Reason | None = None
    late: timedelta | None = None
    why: str = ""
    key: UUID | None = None
    message: UUID | None = None
    together: int = 1


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """The next step of a matter, and whom it will reach if nothing changes; `withheld` by channel."""

    task: Task
    step: str
    on: date
    due_on: date | None
    at: datetime
    policy: int
    recipients: tuple["ComingTo", ...]


class ComingTo(msgspec.Struct, frozen=True, kw_only=True):
    recipient: Recipient
    channels: tuple[str, ...]
    withheld: dict[str, Reason]


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """`head` is the position of the log up to which it was read; `coming` by time."""

    subject: UUID
    office: str
    text: str
    head: int
    entries: tuple[Entry, ...]
    coming: tuple[Coming, ...]


def ledger(tracker: Tracker, subject: UUID) -> Ledger:
    """Of a follow-up, a coordination, a freeze or an office. Raises NotFound."""
    own = tracker.store.history(subject)
    kind = KIND_OF_EVENT.get(type(own[0].event)) if own else None
    if kind is None:
        raise NotFound(say("Tidak ada tindak lanjut dengan ID {subject}.", subject=subject), "id")
    replay = _Replay(tracker, subject)
    state = None
    for recorded in own:
        state = kind.evolve(state, recorded.event)
    code = kind.office(state)
    told = own + tracker.store.history(reminder_stream(subject))
    if subject != office_id(code):
        told += tracker.store.history(office_id(code))
    for recorded in sorted(told, key=lambda one: one.position):
        replay.take(recorded)
    return Ledger(
        subject=subject,
        office=code,
        text=text_of(state) or tracker.office(code).name,
        head=max(recorded.position for recorded in told),
        entries=tuple(replay.entries),
        coming=tuple(sorted(replay.coming(tracker.clock()), key=lambda one: one.at)),
    )


class _Replay:
    """The plans of the subject as they were at each moment, and what came of them."""

    def __init__(self, tracker: Tracker, subject: UUID) -> None:
        self._tracker = tracker
        self._subject = subject
        self._office: Office | None = None
        self._state: Any = None
        self._plans: dict[Task, Plan] = {}
        self._planned: dict[Task, datetime] = {}
        self._failures: dict[UUID, int] = {}
        self.entries: list[Entry] = []

    def take(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, Outcome):
            self._settle(recorded, event)
            return
        if isinstance(event, ReminderRetried):
            self._asked_again(recorded, event)
            return
        before = self._near()
        if isinstance(event, offices.EVENTS):
            self._office = offices.evolve(self._office, event)
            if isinstance(event, PolicyAdopted) and event.for_running:
                self._plans = {task: plan._replace(policy=event.number) for task, plan in self._plans.items()}
        if recorded.stream == self._subject:
            stood = self._state
            self._state = KIND_OF_EVENT[type(event)].evolve(stood, event)
            self._plans = followed(
                self._plans,
                stood,
                self._state,
                lambda: self._day(recorded.recorded_at),
                lambda: self._known_office.newest_policy,
            )
        if self._office is not None:
            self._void(recorded, before)

    def coming(self, now: datetime) -> Iterator[Coming]:
        office = self._known_office
        opening = terms_of(office, office.newest_policy)
        for task, plan in self._plans.items():
            terms = terms_of(office, plan.policy)
            step = next(steps(task, plan.due_on, plan.since, terms, plan.settled), None)
            if step is None:
                continue
            at = next_open(opening, max(now, instant(step, terms)))
            day = at.astimezone(terms.zone).date()
            found = recipients_of(self._tracker, office, self._state, task, terms.policy, step.late, day)
            yield Coming(
                task=task,
                step=step.name,
                on=step.on,
                due_on=plan.due_on,
                at=at,
                policy=plan.policy,
                recipients=tuple(self._to(one, task) for one in found),
            )

    def _to(self, recipient: Recipient, task: Task) -> ComingTo:
        held = {
            channel: reason
            for channel in channels_for(recipient)
            if (reason := withheld(self._tracker, self._known_office.code, recipient, task, channel))
        }
        return ComingTo(
            recipient=recipient,
            channels=tuple(channel for channel in channels_for(recipient) if channel not in held),
            withheld=held,
        )

    @property
    def _known_office(self) -> Office:
        assert self._office is not None
        return self._office

    def _day(self, at: datetime) -> date:
        return local_day(at, self._known_office.zone)

    def _near(self) -> dict[Task, "_Near"]:
        """What anybody would call planned: the steps up to the due date, else the next one."""
        if self._office is None:
            return {}
        found = {}
        for task, plan in self._plans.items():
            course = steps(task, plan.due_on, plan.since, terms_of(self._office, plan.policy), plan.settled)
            first = next(course, None)
            if first is not None:
                ahead = takewhile(lambda step: step.name in _AHEAD, course) if first.name in _AHEAD else ()
                found[task] = _Near(plan.due_on, (first, *ahead))
        return found

    def _void(self, recorded: Recorded, before: Mapping[Task, "_Near"]) -> None:
        """What was planned before the event and is not any more; and since when the plan is what it is."""
        after = self._near()
        for task, near in before.items():
            now = after.get(task)
            for step in near.steps:
                if now is None or now.due_on != near.due_on or step not in now.steps:
                    self.entries.append(
                        Entry(
                            became="voided",
                            task=task,
                            step=step.name,
                            on=step.on,
                            due_on=near.due_on,
                            recorded_at=recorded.recorded_at,
                            position=recorded.position,
                            why=self._why_void(recorded.event, task, near.due_on, now),
                        )
                    )
        for task, near in after.items():
            if before.get(task) != near:
                self._planned[task] = recorded.recorded_at

    def _why_void(self, event: Event, task: Task, due_on: date | None, now: "_Near | None") -> str:
        match event:
            case DayOffAdded():
                return say("hari libur ditambahkan: {name}, {day}", name=event.name, day=long_date(event.day))
            case DayOffRemoved():
                return say("{day} menjadi hari kerja", day=long_date(event.day))
            case PolicyAdopted():
                return say(
                    "aturan pengingat versi {number} ditetapkan bagi yang sedang berjalan",
                    number=event.number,
                )
        if now is not None and now.due_on != due_on:
            return say(
                "batas waktu diubah dari {before} menjadi {after}",
                before=_day_written(due_on),
                after=_day_written(now.due_on),
            )
        state = self._state
        if isinstance(state, FollowUp) and task is not Task.EXTEND:
            if state.cannot_requested_by is not None:
                return say("diusulkan tidak dapat ditindaklanjuti")
            if state.status in OPEN and task is not Task.CARRY_OUT:
                return "laporannya dikembalikan" if task is Task.VERIFY else "usulannya ditolak"
            return small(STATUS_NAMES[state.status])
        return say("sudah diputuskan")

    def _settle(self, recorded: Recorded, event: Outcome) -> None:
        plan = self._plans.get(event.task)
        if plan is not None:
            after = settled_by(plan, event)
            if after != plan and plan.due_on == event.due_on:
                self._merge(recorded, event, plan)
            self._plans[event.task] = after
        late, why = self._lateness(recorded, event)
        reason = None
        match event:
            case ReminderFailed():
                self._failures[event.key] = self._failures.get(event.key, 0) + 1
                became, why = ("failed" if event.final else "postponed"), event.error
            case ReminderSent():
                became = "sent"
            case _:
                became, reason, late = "suppressed", event.reason, None
                why = said(event.note) if event.note else REASON_NAMES[event.reason]
        held = () if event.person_id is None else self._positions(event.person_id, recorded.recorded_at)
        self.entries.append(
            Entry(
                became=became,
                task=event.task,
                step=event.step,
                on=event.through,
                due_on=event.due_on,
                recorded_at=recorded.recorded_at,
                position=recorded.position,
                planned_at=event.planned_at,
                person_id=event.person_id,
                person=event.person,
                positions=held,
                because=event.because,
                channel=event.channel,
                reason=reason,
                late=late,
                why=why,
                key=event.key,
                message=event.message if isinstance(event, ReminderSent) else None,
                together=event.together if isinstance(event, ReminderSent) else 1,
            )
        )

    def _asked_again(self, recorded: Recorded, event: ReminderRetried) -> None:
        given_up = next(one for one in reversed(self.entries) if one.key == event.key)
        self.entries.append(
            msgspec.structs.replace(
                given_up,
                became="retried",
                recorded_at=recorded.recorded_at,
                position=recorded.position,
                late=None,
                why=say("diminta lagi sesudah gagal"),
            )
        )

    def _positions(self, person: UUID, at: datetime) -> tuple[str, ...]:
        return tuple(one.title for one in self._known_office.positions_of(person, self._day(at)))

    def _merge(self, recorded: Recorded, event: Outcome, plan: Plan) -> None:
        """The earlier steps that this one says too: missed while nothing ran, or the office was closed."""
        terms = terms_of(self._known_office, plan.policy)
        course = steps(event.task, plan.due_on, plan.since, terms, plan.settled)
        for step in takewhile(lambda step: step.on < event.through, course):
            self.entries.append(
                Entry(
                    became="merged",
                    task=event.task,
                    step=step.name,
                    on=step.on,
                    due_on=plan.due_on,
                    recorded_at=recorded.recorded_at,
                    position=recorded.position,
                    planned_at=instant(step, terms),
                    why=say("digabung ke pengingat {through}", through=long_date(event.through)),
                )
            )

    def _lateness(self, recorded: Recorded, event: Outcome) -> tuple[timedelta | None, str]:
        """How late, and every cause that the record knows of."""
        if event.planned_at is None or recorded.recorded_at - event.planned_at <= PUNCTUAL:
            return None, ""
        office = self._known_office
        opening = terms_of(office, office.newest_policy)
        planned = max(event.planned_at, self._planned.get(event.task, event.planned_at))
        opens = next_open(opening, planned)
        causes: list[str] = []
        if planned > event.planned_at:
            causes.append(say("baru direncanakan sesudah jam itu"))
        if opens > planned:
            causes.append(say("jam tenang") if self._works(opening, planned) else say("hari libur"))
        if event.key in self._failures:
            causes.append(
                say("pengiriman sebelumnya gagal {failures} kali", failures=self._failures[event.key])
            )
        elif recorded.recorded_at - opens > PUNCTUAL:
            causes.append(say("layanan pengingat terhenti atau terlambat"))
        return recorded.recorded_at - event.planned_at, listed(*causes)

    def _works(self, opening: Terms, at: datetime) -> bool:
        return opening.calendar.is_working_day(self._day(at))


class _Near(NamedTuple):
    due_on: date | None
    steps: tuple[Step, ...]


_AHEAD = frozenset({"before", "due"})


def _day_written(day: date | None) -> str:
    return say("belum ada") if day is None else long_date(day)
