"""The same answers without any table: plain Python over the log, as slow and as simple as can be."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from projections.states import KIND_OF_EVENT
from tracker.domain import coordination
from tracker.domain.coordination import Coordination
from tracker.domain.counting import CoordinationFact, OutcomeFact
from tracker.domain.follow_up import FollowUp, Status
from tracker.store.event_store import EventStore

Newest = dict[UUID, Any]
"""The state of each stream."""


def prefixes(store: EventStore) -> Iterator[tuple[int, Newest]]:
    """After each append: its last position, and the states as they were then."""
    newest: Newest = {}
    for _, events in groupby(store.read(0, 10_000), key=lambda recorded: recorded.context.request_id):
        for recorded in events:
            kind = KIND_OF_EVENT.get(type(recorded.event))
            if kind is not None:
                newest[recorded.stream] = kind.evolve(newest.get(recorded.stream), recorded.event)
        yield recorded.position, newest


def facts(newest: Newest, office: str, first: date, last: date) -> list[CoordinationFact]:
    found = [
        _fact(id_, state, newest)
        for id_, state in newest.items()
        if isinstance(state, Coordination)
        and state.details.office == office
        and state.details.organiser is None
        and state.held_on is not None
        and first <= state.held_on <= last
    ]
    return sorted(found, key=lambda fact: (fact.held_on, fact.id))


def _fact(id_: UUID, state: Coordination, newest: Newest) -> CoordinationFact:
    assert state.held_on is not None
    return CoordinationFact(
        id=id_,
        held_on=state.held_on,
        kind=state.details.kind,
        section=state.details.section,
        within_authority=state.details.within_authority,
        withdrawn=state.status is coordination.Status.DITARIK,
        evidence=frozenset(piece.type for piece in state.evidence),
        outputs=frozenset(piece.type for piece in state.outputs),
        outcomes=tuple(_outcome(outcome, newest) for outcome in state.outcomes),
    )


def _outcome(outcome: coordination.Outcome, newest: Newest) -> OutcomeFact:
    follow_up = None if outcome.follow_up_id is None else newest.get(outcome.follow_up_id)
    if not isinstance(follow_up, FollowUp):
        needs = outcome.follow_up_id is not None
        return OutcomeFact(outcome.section, needs, Status.BELUM_DITINDAKLANJUTI, None, None, None)
    done_on = follow_up.report.done_on if follow_up.report else None
    section = follow_up.corrected_section or outcome.section
    return OutcomeFact(section, True, follow_up.status, follow_up.begun_on, done_on, follow_up.due_on)
