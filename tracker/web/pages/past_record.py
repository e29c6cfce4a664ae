"""One record as it stood at the end of a past day: read, never acted on."""

from uuid import UUID

from litestar import Response

from projections import board
from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain.coordination import Coordination
from tracker.domain.errors import NotFound
from tracker.domain.follow_up import is_overdue
from tracker.web.history import history
from tracker.web.page import render
from tracker.web.pages.reading import Then, here, section_name
from tracker.web.site import WebRequest


def past_follow_up(
    request: WebRequest, tracker: Tracker, actor: Actor, follow_up_id: UUID, then: Then
) -> Response[str]:
    """Raises NotFound, also for what had not been recorded yet."""
    with tracker.views.connect() as connection:
        now = board.follow_up(connection, follow_up_id)
        if now is None:
            raise NotFound("Tindak lanjut itu tidak ditemukan.")
        require(actor, Action.VIEW, now.office)
        row = board.follow_up(connection, follow_up_id, then.position)
        if row is None:
            raise NotFound("Pada tanggal itu tindak lanjut ini belum tercatat.", "per")
        at = here(connection, tracker, actor)
        days = history(connection, at.office, [follow_up_id], until=then.position)
    return render(
        request,
        "tindak_lanjut_lampau.html",
        row=row,
        then=then,
        today=then.day,
        overdue=is_overdue(row.status, row.due_on, then.day),
        section=section_name(at.office, row.section),
        days=days,
    )


def past_coordination(
    request: WebRequest, tracker: Tracker, actor: Actor, coordination_id: UUID, then: Then
) -> Response[str]:
    """Raises NotFound, also for what had not been recorded yet."""
    now, _ = tracker.store.load(coordination_id, coordinations.evolve)
    if now is None:
        raise NotFound("Kegiatan itu tidak ditemukan.")
    require(actor, Action.VIEW, now.details.office)
    state = _state_at(tracker, coordination_id, then.position)
    if state is None:
        raise NotFound("Pada tanggal itu kegiatan ini belum tercatat.", "per")
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        rows = board.of_coordination(connection, coordination_id, then.position)
        days = history(connection, at.office, [coordination_id], until=then.position)
    return render(
        request,
        "kegiatan_lampau.html",
        id=coordination_id,
        state=state,
        details=state.details,
        follow_ups={row.outcome_id: row for row in rows},
        section=section_name(at.office, state.details.section),
        then=then,
        today=then.day,
        days=days,
    )


def _state_at(tracker: Tracker, stream: UUID, position: int) -> Coordination | None:
    state: Coordination | None = None
    for recorded in tracker.store.history(stream):
        if recorded.position <= position:
            state = coordinations.evolve(state, recorded.event)
    return state
