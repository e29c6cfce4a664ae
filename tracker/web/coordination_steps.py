"""What this reader can do with a coordination: the page offers these steps and no others."""

from enum import StrEnum

from tracker.application.actor import Actor
from tracker.application.permissions import Action, may
from tracker.domain.coordination import Coordination, Status


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    HOLD = "laksanakan"
    ADD_OUTCOME = "tambah-hasil"
    EVIDENCE = "bukti"
    OUTPUT = "keluaran"
    POSTPONE = "tunda"
    CANCEL = "batalkan"
    CORRECT = "betulkan"
    WITHDRAW = "tarik"


def steps(actor: Actor, state: Coordination) -> tuple[Step, ...]:
    """In the order in which they are usually taken."""
    office = state.details.office
    if state.status in {Status.DITARIK, Status.DIBATALKAN}:
        return ()
    found: list[Step] = []
    if may(actor, Action.LOG, office):
        if state.status is Status.DILAKSANAKAN:
            found.append(Step.ADD_OUTCOME)
        else:
            found.append(Step.HOLD)
        found += [Step.EVIDENCE, Step.OUTPUT]
        if state.status is not Status.DILAKSANAKAN:
            found += [Step.POSTPONE, Step.CANCEL]
    if may(actor, Action.CORRECT, office):
        found.append(Step.CORRECT)
    if may(actor, Action.WITHDRAW, office):
        found.append(Step.WITHDRAW)
    return tuple(found)
