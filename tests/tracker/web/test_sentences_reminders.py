"""What one step of reminders brought reads as one sentence."""

from datetime import date
from typing import Any
from uuid import UUID

from tracker.domain import reminder as r
from tracker.domain.follow_up import Withdrawn
from tracker.domain.matter import Task
from tracker.web.sentences_reminders import of_one_step, tell_step
from tracker.web.told import Told

ID, SRI, AGUS = (UUID(int=number) for number in range(3))
DAY = date(2026, 3, 16)
STEP: dict[str, Any] = {
    "subject": ID,
    "task": Task.CARRY_OUT,
    "step": "overdue",
    "through": DAY,
    "due_on": DAY,
}


def sent(person: UUID, name: str) -> r.ReminderSent:
    return r.ReminderSent(
        **STEP, key=ID, person_id=person, person=name, because=r.Because.IN_CHARGE, channel="email"
    )


def held(name: str, reason: r.Reason) -> r.ReminderSuppressed:
    return r.ReminderSuppressed(
        **STEP,
        key=ID,
        person_id=SRI,
        person=name,
        because=r.Because.ESCALATION,
        channel="email",
        reason=reason,
    )


def test_several_people_are_named_in_one_sentence_and_who_was_not_written_to_below_it() -> None:
    found = tell_step([sent(SRI, "Ibu Sri"), sent(AGUS, "Bapak Agus"), held("Ibu Camat", r.Reason.RECAP)])
    assert found == Told(
        "mengirim pengingat kepada Ibu Sri lewat surel dan Bapak Agus lewat surel (lewat batas waktu)",
        (("Tidak dikirim", "Ibu Camat lewat surel: masuk rekap mingguan"),),
        "quiet",
    )


def test_where_nobody_was_written_to_that_is_said() -> None:
    found = tell_step([held("Ibu Sri", r.Reason.NO_ADDRESS), held("Ibu Camat", r.Reason.RECAP)])
    assert found.sentence == "tidak mengirim pengingat (lewat batas waktu)"
    assert len(found.details) == 2


def test_what_belongs_to_one_step_is_the_same_whoever_gets_it_and_failures_stand_alone() -> None:
    failed = r.ReminderFailed(
        **STEP, key=ID, person_id=SRI, person="Ibu Sri", because=r.Because.IN_CHARGE, channel="email",
        error="penuh", attempt=1, final=False,
    )  # fmt: skip
    assert of_one_step(sent(SRI, "Ibu Sri")) == of_one_step(held("Ibu Camat", r.Reason.RECAP))
    assert of_one_step(failed) is None
    assert of_one_step(Withdrawn()) is None
