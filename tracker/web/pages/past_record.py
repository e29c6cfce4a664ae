"""One record as it stood at the end of a past day, or just after one event: read, never acted on."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from projections import board, directory, timeline
from tracker.application.actor import Actor
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination
from tracker.domain.errors import NotFound
from tracker.domain.follow_up import FollowUp, is_overdue
from tracker.store.envelope import Recorded
from tracker.web.due_dates import due_dates
from tracker.web.format import local_date
from tracker.web.forms import query_form
from tracker.web.history import told
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Then, here, holder_name, section_name
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest
from tracker.web.timeline_page import timeline_page


@get(
    "/tindak-lanjut/{follow_up_id:uuid}/riwayat/{position:int}", include_in_schema=False, sync_to_thread=True
)
def event_of_follow_up(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    follow_up_id: FromPath[UUID],
    position: FromPath[int],
) -> Response[str]:
    """The permanent address of one event: what happened, and the follow-up as it stood just then. Raises NotFound."""
    then, moment = _just_then(tracker, actor, follow_up_id, position)
    return past_follow_up(request, tracker, actor, follow_up_id, then, moment)


@get("/kegiatan/{coordination_id:uuid}/riwayat/{position:int}", include_in_schema=False, sync_to_thread=True)
def event_of_coordination(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    coordination_id: FromPath[UUID],
    position: FromPath[int],
) -> Response[str]:
    """The same for an activity. Raises NotFound."""
    then, moment = _just_then(tracker, actor, coordination_id, position)
    return past_coordination(request, tracker, actor, coordination_id, then, moment)


def _just_then(tracker: Tracker, actor: Actor, subject: UUID, position: int) -> tuple[Then, Moment]:
    with tracker.views.connect() as connection:
        entry = timeline.at(connection, [position] if 0 < position <= MOST else []).get(position)
        if entry is None or entry.subject != subject:
            raise NotFound("Peristiwa itu tidak ditemukan pada catatan ini.")
        require(actor, Action.VIEW, entry.office)
        at = here(connection, tracker, actor)
        (moment,) = told(connection, at.office, [entry])
    return Then(local_date(entry.recorded_at, at.office.zone), entry.recorded_at, position), moment


MOST = 2**62
"""No log has a position above it, and no store can be asked about one."""


def past_follow_up(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    follow_up_id: UUID,
    then: Then,
    event: Moment | None = None,
) -> Response[str]:
    """`event` is what had just happened then; of what had not been recorded yet it says since when it is. Raises NotFound."""
    path = f"/tindak-lanjut/{follow_up_id}"
    with tracker.views.connect() as connection:
        now = board.follow_up(connection, follow_up_id)
        if now is None:
            raise NotFound("Tindak lanjut itu tidak ditemukan.")
        require(actor, Action.VIEW, now.office)
        at = here(connection, tracker, actor)
        history = tracker.store.history(follow_up_id)
        recorded = [one for one in history if one.position <= then.position]
        row = board.follow_up(connection, follow_up_id, then.position)
        if row is None:
            return _not_yet(request, then, path, history[0])
        state: FollowUp | None = None
        for one in recorded:
            state = follow_ups.evolve(state, one.event)
        assert state is not None
        page = timeline_page(connection, at.office, query_form(request), follow_up_id, path, then.position)
        dates = due_dates(connection, at.office, recorded)
        names = {user.username: user.name for user in directory.accounts(connection, row.office)}
    return render(
        request,
        "tindak_lanjut_lampau.html",
        row=row,
        state=state,
        event=event,
        then=then,
        today=then.day,
        overdue=is_overdue(row.status, row.due_on, then.day),
        section=section_name(at.office, row.section),
        holder=holder_name(at.office, row.in_charge, then.day),
        done_by=[name for one in state.report.doers if (name := at.office.people.get(one))]
        if state.report
        else [],
        dates=dates,
        comments=[comment for comment in state.comments if not comment.withdrawn],
        names=names,
        timeline=page,
    )


def past_coordination(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    coordination_id: UUID,
    then: Then,
    event: Moment | None = None,
) -> Response[str]:
    """`event` is what had just happened then; of what had not been recorded yet it says since when it is. Raises NotFound."""
    now, _ = tracker.store.load(coordination_id, coordinations.evolve)
    if now is None:
        raise NotFound("Kegiatan itu tidak ditemukan.")
    require(actor, Action.VIEW, now.details.office)
    state = _state_at(tracker, coordination_id, then.position)
    path = f"/kegiatan/{coordination_id}"
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        if state is None:
            return _not_yet(request, then, path, tracker.store.history(coordination_id)[0])
        rows = board.of_coordination(connection, coordination_id, then.position)
        page = timeline_page(
            connection, at.office, query_form(request), coordination_id, path, then.position, topics={}
        )
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
        timeline=page,
        event=event,
    )


def _not_yet(request: WebRequest, then: Then, path: str, first: Recorded) -> Response[str]:
    """The address is right, the day is too early: said as such, with the way to the first state."""
    return render(
        request,
        "belum_tercatat.html",
        status_code=404,
        then=then,
        record=path,
        recorded_at=first.recorded_at,
        position=first.position,
    )


def _state_at(tracker: Tracker, stream: UUID, position: int) -> Coordination | None:
    state: Coordination | None = None
    for recorded in tracker.store.history(stream):
        if recorded.position <= position:
            state = coordinations.evolve(state, recorded.event)
    return state
