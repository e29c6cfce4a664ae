"""The sentences of reminders: each alone, and all that one step brought as one."""

from collections.abc import Hashable, Sequence

from tracker.application.channels import CHANNEL_NAMES
from tracker.domain import reminder as r
from tracker.domain.event import Event
from tracker.domain.matter import TASK_NAMES
from tracker.domain.office import Office
from tracker.domain.phrase import both, said, say
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.domain.reminder_retry import ReminderRetried
from tracker.web.told import Told


def tell_reminder(event: Event, office: Office) -> Told | None:
    match event:
        case r.ReminderSent():
            return Told(
                say("mengirim pengingat kepada {person} ({step})", person=event.person, step=_step(event)),
                tone="quiet",
            )
        case r.ReminderSuppressed():
            step, reason = _step(event), r.REASON_NAMES[event.reason]
            if not event.person:
                return Told(
                    say("tidak mengirim pengingat ({step}): {reason}", step=step, reason=reason), tone="quiet"
                )
            return Told(
                say(
                    "tidak mengirim pengingat kepada {person} ({step}): {reason}",
                    person=event.person,
                    step=step,
                    reason=reason,
                ),
                tone="quiet",
            )
        case r.ReminderFailed():
            then = say("tidak dicoba lagi untuk langkah ini") if event.final else say("akan dicoba lagi")
            return Told(
                say(
                    "gagal mengirim pengingat kepada {person} ({step})",
                    person=event.person,
                    step=_step(event),
                ),
                (
                    (say("Sebab"), said(event.error)),
                    (say("Percobaan"), say("{attempt}, {then}", attempt=event.attempt, then=then)),
                ),
                "bad",
            )
        case ReminderRetried():
            return Told(
                say(
                    "meminta pengingat kepada {person} ({step}) dicoba lagi",
                    person=event.person,
                    step=_step(event),
                )
            )
    return None


def of_one_step(event: Event) -> Hashable:
    """The same for all that one step of a matter brought, whoever got it and over what; None for everything else, and for
    what failed, which is told by itself."""
    if isinstance(event, r.ReminderSent | r.ReminderSuppressed):
        return event.subject, event.task, event.step, event.through, event.due_on
    return None


def tell_step(events: Sequence[Event]) -> Told:
    """Two and more of one step, as one sentence; what was not sent stands below it."""
    sent: dict[str, list[str]] = {}
    held = []
    for event in events:
        match event:
            case r.ReminderSent():
                sent.setdefault(event.person, []).append(CHANNEL_NAMES[event.channel])
            case r.ReminderSuppressed():
                over = say(
                    "{person} lewat {channel}",
                    person=event.person or say("tanpa penerima"),
                    channel=CHANNEL_NAMES[event.channel],
                )
                held.append(
                    (
                        say("Tidak dikirim"),
                        say("{over}: {reason}", over=over, reason=r.REASON_NAMES[event.reason]),
                    )
                )
    first = events[0]
    assert isinstance(first, r.ReminderSent | r.ReminderSuppressed)
    if not sent:
        return Told(say("tidak mengirim pengingat ({step})", step=_step(first)), tuple(held), "quiet")
    whom = both(
        *(
            say("{person} lewat {channels}", person=person, channels=both(*channels))
            for person, channels in sent.items()
        )
    )
    return Told(
        say("mengirim pengingat kepada {whom} ({step})", whom=whom, step=_step(first)), tuple(held), "quiet"
    )


def _step(event: r.Outcome | ReminderRetried) -> str:
    return TASK_NAMES[event.task] if event.step == "waiting" else STEP_NAMES[event.step]
