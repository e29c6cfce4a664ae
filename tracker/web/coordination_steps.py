"""What this reader can do with a coordination: the page offers these steps and no others.

The use cases decide again; here the same rules only keep a page from offering what would be refused.
"""

from datetime import date
from enum import StrEnum

from tracker.application.actor import Actor
from tracker.application.minutes import chair_of
from tracker.application.permissions import Action, may
from tracker.domain.coordination import Coordination, Status
from tracker.domain.minutes import MinutesStatus
from tracker.domain.office import Office


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    DECIDE = "putuskan"
    TAKE_BACK = "tarik-permintaan"
    RATIFY = "sahkan-notulen"
    RETURN = "kembalikan-notulen"
    HOLD = "laksanakan"
    REVIEW = "tinjau"
    ADD_NOTE = "tambah-butir"
    CHANGE_NOTE = "ubah-butir"
    REMOVE_NOTE = "hapus-butir"
    ATTENDANCE = "daftar-hadir"
    SUBMIT = "ajukan-notulen"
    ADD_OUTCOME = "tambah-hasil"
    RECLASSIFY = "ubah-hasil"
    WITHDRAW_OUTCOME = "tarik-hasil"
    EVIDENCE = "bukti"
    OUTPUT = "keluaran"
    WITHDRAW_EVIDENCE = "tarik-bukti"
    POSTPONE = "tunda"
    CANCEL = "batalkan"
    CORRECT = "betulkan"
    WITHDRAW = "tarik"


GENERAL = (
    Step.HOLD,
    Step.ADD_OUTCOME,
    Step.EVIDENCE,
    Step.OUTPUT,
    Step.POSTPONE,
    Step.CANCEL,
    Step.CORRECT,
    Step.WITHDRAW,
)
"""The steps of the coordination as a whole; the others stand where they belong: at the minutes, at an outcome."""


def steps(
    actor: Actor, state: Coordination, office: Office, today: date, *, decides: bool, takes_back: bool
) -> tuple[Step, ...]:
    """In the order in which they are usually taken. `decides`: a request for consent waits for this reader;
    `takes_back`: one of the documents is this reader's to take back."""
    if state.status in {Status.DITARIK, Status.DIBATALKAN}:
        return ()
    found: list[Step] = [Step.DECIDE] if decides else []
    if any(request.asked_by == actor.username for request in state.requests.waiting):
        found.append(Step.TAKE_BACK)
    if state.minutes.status is MinutesStatus.DIAJUKAN and _ratifies(actor, state, office, today):
        found += [Step.RATIFY, Step.RETURN]
    if may(actor, Action.LOG, office.code):
        found += _recording(state)
    if takes_back:
        found.append(Step.WITHDRAW_EVIDENCE)
    if may(actor, Action.CORRECT, office.code):
        found.append(Step.CORRECT)
    if may(actor, Action.WITHDRAW, office.code) and state.minutes.status is not MinutesStatus.DIAJUKAN:
        if state.outcomes:
            found += [Step.RECLASSIFY, Step.WITHDRAW_OUTCOME]
        found.append(Step.WITHDRAW)
    return tuple(found)


def _recording(state: Coordination) -> list[Step]:
    if state.status is not Status.DILAKSANAKAN:
        return [Step.HOLD, Step.ATTENDANCE, Step.EVIDENCE, Step.POSTPONE, Step.CANCEL]
    if state.minutes.is_closed:
        return [Step.EVIDENCE, Step.OUTPUT]
    found = [Step.REVIEW] if state.details.series is not None else []
    found += [Step.ADD_NOTE, Step.CHANGE_NOTE, Step.REMOVE_NOTE, Step.ATTENDANCE]
    if state.minutes.notes or state.outcomes:
        found.append(Step.SUBMIT)
    return [*found, Step.ADD_OUTCOME, Step.EVIDENCE, Step.OUTPUT]


def _ratifies(actor: Actor, state: Coordination, office: Office, today: date) -> bool:
    submission = state.minutes.submission
    own = submission is not None and (
        submission.submitted_by == actor.username
        or (actor.person_id is not None and submission.person_id == actor.person_id)
    )
    return (
        not own
        and may(actor, Action.RATIFY, office.code)
        and chair_of(actor, office, state, today) is not None
    )
