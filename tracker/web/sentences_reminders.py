"""The sentences of reminders: each alone, and all that one step brought as one."""

from collections.abc import Hashable, Sequence

from tracker.application.channels import CHANNEL_NAMES
from tracker.domain import reminder as r
from tracker.domain.event import Event
from tracker.domain.matter import TASK_NAMES
from tracker.domain.office import Office
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.domain.reminder_retry import ReminderRetried
from tracker.web.told import Told


def tell_reminder(event: Event, office: Office) -> Told | None:
    match event:
        case r.ReminderSent():
            return Told(f"mengirim pengingat kepada {event.person} ({_step(event)})", tone="quiet")
        case r.ReminderSuppressed():
            to = f" kepada {event.person}" if event.person else ""
            return Told(
                f"tidak mengirim pengingat{to} ({_step(event)}): {r.REASON_NAMES[event.reason]}", tone="quiet"
            )
        case r.ReminderFailed():
            then = "tidak dicoba lagi untuk langkah ini" if event.final else "akan dicoba lagi"
            return Told(
                f"gagal mengirim pengingat kepada {event.person} ({_step(event)})",
                (("Sebab", event.error), ("Percobaan", f"{event.attempt}, {then}")),
                "bad",
            )
        case ReminderRetried():
            return Told(f"meminta pengingat kepada {event.person} ({_step(event)}) dicoba lagi")
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
                over = f"{event.person or 'tanpa penerima'} lewat {CHANNEL_NAMES[event.channel]}"
                held.append(("Tidak dikirim", f"{over}: {r.REASON_NAMES[event.reason]}"))
    first = events[0]
    assert isinstance(first, r.ReminderSent | r.ReminderSuppressed)
    if not sent:
        return Told(f"tidak mengirim pengingat ({_step(first)})", tuple(held), "quiet")
    whom = _and([f"{person} lewat {_and(channels)}" for person, channels in sent.items()])
    return Told(f"mengirim pengingat kepada {whom} ({_step(first)})", tuple(held), "quiet")


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} dan {parts[-1]}"


def _step(event: r.Outcome | ReminderRetried) -> str:
    return TASK_NAMES[event.task] if event.step == "waiting" else STEP_NAMES[event.step]
