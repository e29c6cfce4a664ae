"""The line "Tercatat: … Urungkan" that whoever took a step sees for ten minutes."""

from datetime import datetime
from uuid import UUID

import msgspec

from tracker.application.actor import Actor
from tracker.application.tracker import Tracker
from tracker.application.undoing import undoable
from tracker.store.envelope import Recorded
from tracker.web.sentences_undo import RECORDED_TEXT


class UndoLine(msgspec.Struct, frozen=True):
    """`told` says what was recorded, `until` is the last instant for undoing it. `step` and `request_id` go into the form."""

    id: UUID
    text: str
    told: str
    step: int
    until: datetime
    request_id: str


def undo_line(
    tracker: Tracker, actor: Actor, id_: UUID, text: str, recorded: list[Recorded]
) -> UndoLine | None:
    """`text` and `recorded` are the follow-up's words and history. None where there is nothing of the reader's to undo."""
    found = undoable(tracker, actor, recorded)
    if found is None:
        return None
    return UndoLine(
        id=id_,
        text=text,
        told=RECORDED_TEXT[found.topic],
        step=found.step,
        until=found.until,
        request_id=str(tracker.new_id()),
    )
