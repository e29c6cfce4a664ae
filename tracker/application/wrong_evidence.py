"""Taking back a document, proof or output, that does not belong to a coordination.

Before submission by a leader or by whoever attached it; after ratification it would move a figure: by the Camat.
"""

from uuid import UUID

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.coordination_step import CoordinationCommand, load, need_reason
from tracker.application.permissions import Action, may
from tracker.application.standing import standing_for
from tracker.application.tracker import Tracker
from tracker.domain import coordination_decisions
from tracker.domain.acting import Capacity
from tracker.domain.coordination import Coordination, EvidenceAttached, OutputRecorded, Status
from tracker.domain.errors import Forbidden
from tracker.domain.minutes import MinutesStatus
from tracker.domain.office import Office
from tracker.domain.role import Rank
from tracker.store.envelope import Change


class WithdrawEvidence(CoordinationCommand, frozen=True, kw_only=True):
    """Needs a reason."""

    evidence_id: UUID


def withdraw_evidence(tracker: Tracker, actor: Actor, asked: Asked, command: WithdrawEvidence) -> Answer:
    need_reason(asked)

    def decide() -> Decision:
        state, version, office = load(tracker, actor, asked, command.coordination_id, Action.LOG)
        withdrawn = coordination_decisions.withdraw_evidence(state, command.evidence_id)
        if command.evidence_id not in _reached(tracker, actor, office, command.coordination_id, state):
            raise Forbidden(
                "Notulen sudah disahkan; bukti dan keluarannya ditarik oleh Camat."
                if state.minutes.is_ratified
                else "Bukti ini ditarik oleh pimpinan, atau oleh yang melampirkannya."
            )
        standing = _as_camat(tracker, actor, office) if state.minutes.is_ratified else None
        return Decision(
            subject=command.coordination_id,
            changes=(Change(command.coordination_id, version, (withdrawn,)),),
            occurred_on=tracker.today(office),
            on_behalf_of=None if standing is None else standing.on_behalf_of,
        )

    return perform(tracker, actor, asked, command, decide)


def withdrawable(
    tracker: Tracker, actor: Actor, office: Office, coordination_id: UUID, state: Coordination
) -> frozenset[UUID]:
    """The documents that the actor may take back today."""
    closed = state.status in {Status.DITARIK, Status.DIBATALKAN}
    if closed or state.minutes.status is MinutesStatus.DIAJUKAN or not may(actor, Action.LOG, office.code):
        return frozenset()
    return _reached(tracker, actor, office, coordination_id, state)


def _reached(
    tracker: Tracker, actor: Actor, office: Office, coordination_id: UUID, state: Coordination
) -> frozenset[UUID]:
    attached = frozenset(piece.id for piece in (*state.evidence, *state.outputs))
    if not attached:
        return attached
    if state.minutes.is_ratified:
        return attached if _as_camat(tracker, actor, office) is not None else frozenset()
    if may(actor, Action.WITHDRAW, office.code):
        return attached
    return attached & {
        past.event.evidence.id
        for past in tracker.store.history(coordination_id)
        if isinstance(past.event, EvidenceAttached | OutputRecorded) and past.context.actor == actor.username
    }


def _as_camat(tracker: Tracker, actor: Actor, office: Office) -> Capacity | None:
    camat = office.position_of_rank(Rank.CAMAT)
    return None if camat is None else standing_for(actor, office, camat, tracker.today(office))
