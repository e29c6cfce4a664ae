"""What each person wants to be reminded of over which channel. The inbox in the product cannot be switched off."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, insert, select

from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.matter import Task
from tracker.domain.phrase import say
from tracker.domain.reminder import Because
from tracker.store.kept import reminder_off


class Kind(StrEnum):
    """What a reminder is to its reader."""

    OWN = "own"
    DECISION = "decision"
    ESCALATION = "escalation"
    DEADLINE = "deadline"
    RECAP = "recap"


KIND_NAMES = {
    Kind.OWN: say("Tugas saya"),
    Kind.DECISION: say("Yang menunggu keputusan saya"),
    Kind.ESCALATION: say("Keterlambatan di bawah saya"),
    Kind.DEADLINE: say("Tenggat triwulan dan survei"),
    Kind.RECAP: say("Rekap mingguan"),
}


def kind_of(because: Because, task: Task) -> Kind:
    if task is Task.DIGEST:
        return Kind.RECAP
    if task in {Task.CLOSE_QUARTER, Task.SURVEY}:
        return Kind.DEADLINE
    if because is Because.ESCALATION:
        return Kind.ESCALATION
    return Kind.OWN if task is Task.CARRY_OUT else Kind.DECISION


def switched_off(tracker: Tracker, person: UUID) -> frozenset[tuple[Kind, str]]:
    """Kinds and channels; everything else is wanted."""
    c = reminder_off.c
    with tracker.kept.connect() as connection:
        rows = connection.execute(select(c.kind, c.channel).where(c.person_id == person)).all()
    return frozenset((Kind(row.kind), row.channel) for row in rows)


def choose(tracker: Tracker, person: UUID, channel: str, wanted: Collection[Kind]) -> None:
    """Of that channel these kinds, and no others. Raises Refused for a channel that stays on."""
    if channel not in SWITCHABLE:
        raise Refused("Kotak masuk di aplikasi tidak dapat dimatikan.", "channel")
    c = reminder_off.c
    off = [kind for kind in Kind if kind not in wanted]
    with tracker.kept.begin() as connection:
        connection.execute(delete(reminder_off).where(c.person_id == person, c.channel == channel))
        if off:
            now = tracker.clock()
            rows = [{"person_id": person, "kind": kind, "channel": channel, "since": now} for kind in off]
            connection.execute(insert(reminder_off), rows)


def switch_off(tracker: Tracker, person: UUID, channel: str, kinds: Collection[Kind]) -> None:
    """These kinds too. Raises as `choose` does."""
    off = {kind for kind, by in switched_off(tracker, person) if by == channel}
    choose(tracker, person, channel, [kind for kind in Kind if kind not in off and kind not in kinds])


SWITCHABLE = ("email",)
