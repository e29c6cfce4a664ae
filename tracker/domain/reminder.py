"""What is recorded of each reminder: sent, failed, or suppressed with its reason. One of them ends each reminder.

A reminder is one step of a matter for one person over one channel; its key is the same whoever computes it. No address
stands in the log.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid5

from tracker.domain.event import Event
from tracker.domain.matter import Task
from tracker.domain.phrase import say
from tracker.domain.reminder_plan import Step


class Because(StrEnum):
    """Why it is this person who is reminded."""

    IN_CHARGE = "in_charge"
    DEPUTY = "deputy"
    ABSENT = "absent"
    VACANT = "vacant"
    UNASSIGNED = "unassigned"
    DISOWNED = "disowned"
    FORWARDS = "forwards"
    DECIDER = "decider"
    ESCALATION = "escalation"
    DEADLINE = "deadline"
    DIGEST = "digest"


BECAUSE_NAMES = {
    Because.IN_CHARGE: say("penanggung jawab"),
    Because.DEPUTY: say("menggantikan yang berhalangan"),
    Because.ABSENT: say("yang semestinya diingatkan berhalangan"),
    Because.VACANT: say("jabatan di bawahnya kosong"),
    Because.UNASSIGNED: say("penanggung jawab belum ditetapkan"),
    Because.DISOWNED: say("penanggung jawab menyampaikan bahwa ini bukan tugasnya"),
    Because.FORWARDS: say("meneruskan kepada pihak luar"),
    Because.DECIDER: say("diminta memutuskan"),
    Because.ESCALATION: say("atasan, karena terlambat"),
    Because.DEADLINE: say("penanggung jawab tenggat"),
    Because.DIGEST: say("rekap mingguan"),
}


class Reason(StrEnum):
    """Why a reminder was not sent."""

    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    REASSIGNED = "reassigned"
    ABSENT = "absent"
    SUPERSEDED = "superseded"
    PREFERENCE = "preference"
    NO_ADDRESS = "no_address"
    NO_ACCOUNT = "no_account"
    NOT_SWITCHED_ON = "not_switched_on"
    RECAP = "recap"
    NOTHING_TO_TELL = "nothing_to_tell"


REASON_NAMES = {
    Reason.FINISHED: say("sudah selesai"),
    Reason.WITHDRAWN: say("sudah ditarik"),
    Reason.CHANGED: say("batas waktu atau keadaannya berubah"),
    Reason.REASSIGNED: say("penerimanya berganti"),
    Reason.ABSENT: say("penerimanya berhalangan"),
    Reason.SUPERSEDED: say("digantikan pengingat yang lebih baru"),
    Reason.PREFERENCE: say("penerima mematikan saluran ini"),
    Reason.NO_ADDRESS: say("alamatnya belum diisi"),
    Reason.NO_ACCOUNT: say("belum memiliki akun"),
    Reason.NOT_SWITCHED_ON: say("pihak luar belum dibolehkan disurati"),
    Reason.RECAP: say("masuk rekap mingguan"),
    Reason.NOTHING_TO_TELL: say("tidak ada yang perlu disampaikan"),
}


class ReminderSent(Event, frozen=True, kw_only=True):
    """`subject` is what the matter is about, `step` the name of the step. `through` is its day, up to which earlier steps
    are settled by this one. `planned_at` is the UTC instant that was planned.

    `message` is the one it went in, `together` the number of reminders in it.
    """

    TOPIC: ClassVar[str] = "reminder.sent.2"
    subject: UUID
    task: Task
    key: UUID
    step: str
    through: date
    due_on: date | None
    person_id: UUID
    person: str
    because: Because
    channel: str
    planned_at: datetime | None = None
    message: UUID | None = None
    together: int = 1


class ReminderFailed(Event, frozen=True, kw_only=True):
    """`final`: this step is given up, and the next one takes over; else it is tried again."""

    TOPIC: ClassVar[str] = "reminder.failed.2"
    subject: UUID
    task: Task
    key: UUID
    step: str
    through: date
    due_on: date | None
    person_id: UUID | None
    person: str
    because: Because
    channel: str
    planned_at: datetime | None = None
    error: str
    attempt: int
    final: bool


class ReminderSuppressed(Event, frozen=True, kw_only=True):
    """It was planned and is not sent. `note` names what the reason does not, in one line."""

    TOPIC: ClassVar[str] = "reminder.suppressed.1"
    subject: UUID
    task: Task
    key: UUID
    step: str
    through: date
    due_on: date | None
    person_id: UUID | None
    person: str
    because: Because
    channel: str
    planned_at: datetime | None = None
    reason: Reason
    note: str = ""


Outcome = ReminderSent | ReminderFailed | ReminderSuppressed

EVENTS: tuple[type[Event], ...] = (ReminderSent, ReminderFailed, ReminderSuppressed)


def ends(event: Outcome) -> bool:
    """Whether nothing more comes of this reminder."""
    return not isinstance(event, ReminderFailed) or event.final


PLANNED_ANEW = frozenset({Reason.FINISHED, Reason.WITHDRAWN, Reason.CHANGED, Reason.REASSIGNED})
"""Reasons that a further change may take back: then the same reminder is due again."""


def settles(event: Outcome) -> bool:
    """Whether its step is done with. One that lost its person or its day to a change is planned anew."""
    return ends(event) and not (isinstance(event, ReminderSuppressed) and event.reason in PLANNED_ANEW)


def reminder_key(
    subject: UUID, task: Task, step: Step, due_on: date | None, person: UUID | None, channel: str
) -> UUID:
    """The same reminder has the same key, whoever computes it, however often."""
    return uuid5(subject, f"{task}|{step.code}|{due_on}|{person}|{channel}")


def _first_to_second(topic: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The first version knew follow-ups alone; its steps `verify` and `decide` named the task."""
    name = data["step"].partition(":")[0]
    carried_out = name in {"before", "due", "overdue"}
    renamed = {field: value for field, value in data.items() if field != "follow_up_id"} | {
        "subject": data["follow_up_id"],
        "task": Task.CARRY_OUT if carried_out else Task(name),
        "step": name if carried_out else "waiting",
        "because": Because.IN_CHARGE if carried_out else Because.DECIDER,
    }
    return topic, renamed


UPCASTERS = {
    "reminder.sent.1": lambda data: _first_to_second("reminder.sent.2", data),
    "reminder.failed.1": lambda data: _first_to_second("reminder.failed.2", data),
}
