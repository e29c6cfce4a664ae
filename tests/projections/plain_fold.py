"""The same answers without any table: plain Python over the log, as slow and as simple as can be."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from projections.states import KIND_OF_EVENT
from tracker.domain import coordination
from tracker.domain.coordination import Coordination
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.flag import Flag
from tracker.domain.follow_up import FollowUp, Status
from tracker.domain.identity import office_id
from tracker.domain.matter import Task, waited_for
from tracker.domain.minutes import Presence
from tracker.domain.reminder import Outcome, settles
from tracker.domain.reminder_plan import instant, next_step, terms_of
from tracker.domain.reminder_policy import PolicyAdopted
from tracker.store.event_store import EventStore

Newest = dict[UUID, Any]
"""The state of each stream."""


Flags = dict[UUID, frozenset[Flag]]
"""Of a coordination or a follow-up, what its evidence is flagged for."""


class Past(NamedTuple):
    """`entered`: the office's day on which each coordination was told to have been held."""

    newest: Newest
    entered: dict[UUID, date]


def prefixes(store: EventStore) -> Iterator[tuple[int, Past]]:
    """After each append: its last position, and the states as they were then."""
    newest: Newest = {}
    entered: dict[UUID, date] = {}
    for _, events in groupby(store.read(0, 10_000), key=lambda recorded: recorded.context.request_id):
        for recorded in events:
            kind = KIND_OF_EVENT.get(type(recorded.event))
            if kind is not None:
                after = kind.evolve(newest.get(recorded.stream), recorded.event)
                newest[recorded.stream] = after
                if isinstance(after, Coordination) and after.held_on is not None:
                    entered.setdefault(recorded.stream, recorded.recorded_at.astimezone(_JAKARTA).date())
        yield recorded.position, Past(newest, entered)


_JAKARTA = ZoneInfo("Asia/Jakarta")


Waiting = tuple[UUID, str, str, date | None, date, date | None, int, datetime | None]
"""A row of the agenda."""


def agenda(store: EventStore) -> list[Waiting]:
    """What is waited for at the end of the log, matter by matter, event by event; when its next step is, by the office's
    calendar and policies at the end."""
    newest: Newest = {}
    whose: dict[tuple[UUID, Task], str] = {}
    plans: dict[tuple[UUID, Task], list[Any]] = {}
    for recorded in store.read(0, 10_000):
        event = recorded.event
        today = recorded.recorded_at.astimezone(_JAKARTA).date()
        if isinstance(event, Outcome):
            plan = plans.get((event.subject, event.task))
            if plan is not None and settles(event):
                plan[2] = max(plan[2] or event.through, event.through)
            continue
        kind = KIND_OF_EVENT.get(type(event))
        if kind is None:
            continue
        subject, before = recorded.stream, newest.get(recorded.stream)
        after = newest[subject] = kind.evolve(before, event)
        handed = isinstance(before, FollowUp) and _whose(before) != _whose(after)
        code, waits = kind.office(after), waited_for(after)
        standing = [key for key in plans if key[0] == subject]
        policy = plans[standing[0]][3] if standing else newest[office_id(code)].newest_policy
        for key in standing:
            if key[1] not in waits:
                del plans[key]
        for task, due_on in waits.items():
            key = subject, task
            whose[key] = code
            plan = plans.setdefault(key, [due_on, today, None, policy])
            if task is Task.CARRY_OUT and handed and key in standing:
                plan[:3] = [due_on, today, None]
            elif plan[0] != due_on:
                plan[0], plan[2] = due_on, None if plan[2] is None else max(plan[2], today)
        if isinstance(event, PolicyAdopted) and event.for_running:
            for key, plan in plans.items():
                if whose[key] == code:
                    plan[3] = event.number
    found = []
    for (subject, task), (due_on, since, settled, policy) in plans.items():
        terms = terms_of(newest[office_id(whose[subject, task])], policy)
        step = next_step(task, due_on, since, terms, settled)
        at = None if step is None else instant(step, terms)
        found.append((subject, task.value, whose[subject, task], due_on, since, settled, policy, at))
    return sorted(found, key=repr)


def _whose(state: Any) -> tuple[Any, Any]:
    return state.in_charge, state.disowned_by


def facts(past: Past, office: str, first: date, last: date) -> list[CoordinationFact]:
    beside = _flags(past.newest, office)
    found = [
        _fact(id_, state, past, beside)
        for id_, state in past.newest.items()
        if isinstance(state, Coordination)
        and state.details.office == office
        and state.details.organiser is None
        and state.held_on is not None
        and first <= state.held_on <= last
    ]
    return sorted(found, key=lambda fact: (fact.held_on, fact.id))


def _fact(id_: UUID, state: Coordination, past: Past, beside: Flags) -> CoordinationFact:
    assert state.held_on is not None
    late = past.entered[id_] - state.held_on > timedelta(days=14)
    return CoordinationFact(
        id=id_,
        held_on=state.held_on,
        kind=state.details.kind,
        section=state.details.section,
        within_authority=state.details.within_authority,
        withdrawn=state.status is coordination.Status.DITARIK,
        evidence=frozenset(piece.type for piece in state.evidence) | _of_minutes(state),
        outputs=frozenset(piece.type for piece in state.outputs),
        outcomes=tuple(_outcome(outcome, past.newest, beside) for outcome in state.outcomes),
        flags=frozenset({Flag.RECORDED_LATE} if late else ()) | beside.get(id_, frozenset()),
    )


def _of_minutes(state: Coordination) -> frozenset[EvidenceType]:
    """Ratified minutes prove a meeting that somebody attended."""
    attended = any(one.presence is Presence.HADIR for one in state.minutes.attendance)
    proves = state.minutes.ratification is not None and attended
    return frozenset({EvidenceType.RAPAT_KOORDINASI} if proves else ())


def _outcome(outcome: coordination.Outcome, newest: Newest, beside: Flags) -> OutcomeFact:
    follow_up = None if outcome.follow_up_id is None else newest.get(outcome.follow_up_id)
    if not isinstance(follow_up, FollowUp):
        needs = outcome.follow_up_id is not None
        status = Status.DITARIK if outcome.is_withdrawn else Status.BELUM_DITINDAKLANJUTI
        return OutcomeFact(outcome.section, needs, status, None, None, None)
    done_on = follow_up.report.done_on if follow_up.report else None
    section = follow_up.corrected_section or outcome.section
    assert outcome.follow_up_id is not None
    flags = set(beside.get(outcome.follow_up_id, ()))
    if follow_up.by_register and follow_up.report is not None:
        flags.add(Flag.BY_REGISTER_PROVEN if follow_up.report.proven else Flag.BY_REGISTER_UNPROVEN)
    return OutcomeFact(
        section,
        True,
        follow_up.status,
        follow_up.begun_on,
        done_on,
        follow_up.due_on,
        frozenset(flags),
    )


def _flags(newest: Newest, office: str) -> Flags:
    shared = {id_ for subjects in shared_files(newest, office).values() for id_ in subjects}
    older = {id_ for id_, _ in older_than_coordination(newest, office)}
    return {
        id_: frozenset(
            flag for flag, ids in ((Flag.SHARED_FILE, shared), (Flag.OLDER_EVIDENCE, older)) if id_ in ids
        )
        for id_ in shared | older
    }


def shared_files(newest: Newest, office: str) -> dict[str, set[UUID]]:
    """Which follow-ups each file proves, where there are two or more."""
    found: dict[str, set[UUID]] = {}
    for id_, state in newest.items():
        for piece in _proving(state, office):
            if piece.file is not None:
                found.setdefault(piece.file.sha256, set()).add(id_)
    return {sha256: subjects for sha256, subjects in found.items() if len(subjects) > 1}


def older_than_coordination(newest: Newest, office: str) -> list[tuple[UUID, date]]:
    """The subject and the date of each piece that is older than its coordination, which the office itself held."""
    found = []
    for id_, state in newest.items():
        pieces = list(_proving(state, office))
        held = newest.get(state.coordination_id) if isinstance(state, FollowUp) else state
        if not isinstance(held, Coordination) or held.details.office != office:
            continue
        if held is state and held.status not in {coordination.Status.DITARIK, coordination.Status.DIBATALKAN}:
            pieces += [*held.evidence, *held.outputs]
        if held.held_on is not None and held.details.organiser is None:
            found += [(id_, piece.dated_on) for piece in pieces if piece.dated_on < held.held_on]
    return sorted(found)


def _proving(state: Any, office: str) -> tuple[Evidence, ...]:
    """The evidence of the report that stands."""
    if not isinstance(state, FollowUp) or state.office != office or state.status is Status.DITARIK:
        return ()
    return state.report.evidence if state.report else ()
