"""How reminders are named on a screen: where a matter is looked at."""

from datetime import timedelta
from uuid import UUID

from tracker.application.recipients import Recipient
from tracker.application.reminder_ledger import Entry
from tracker.domain.matter import Task
from tracker.domain.phrase import say
from tracker.domain.reminder import BECAUSE_NAMES, Because

_PLACES = {
    Task.CARRY_OUT: "/tindak-lanjut/{}",
    Task.VERIFY: "/tindak-lanjut/{}",
    Task.DECIDE: "/tindak-lanjut/{}",
    Task.EXTEND: "/tindak-lanjut/{}",
    Task.RATIFY: "/kegiatan/{}",
    Task.CONSENT: "/kegiatan/{}",
    Task.CONFIRM: "/penetapan",
    Task.CLOSE_QUARTER: "/penetapan",
    Task.SURVEY: "/survei",
    Task.DIGEST: "/",
}


def matter_path(task: Task, subject: UUID) -> str:
    return _PLACES[task].format(subject)


BECAME_NAMES = {
    "sent": say("terkirim"),
    "postponed": say("gagal, dicoba lagi"),
    "failed": say("gagal"),
    "retried": say("diminta lagi"),
    "suppressed": say("tidak dikirim"),
    "merged": say("digabung"),
    "voided": say("batal"),
}
"""What became of a planned reminder."""


def late_text(late: timedelta) -> str:
    """`3 hari 2 jam`, rounded down to what is worth saying."""
    minutes = int(late.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} hari {hours} jam" if hours else f"{days} hari"
    if hours:
        return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
    return f"{rest} menit"


def explained(one: Entry) -> str:
    """Why it was late, failed, was not sent or came to nothing; what was never sent was not late either."""
    if one.late is None or one.became == "suppressed":
        return one.why
    late = f"terlambat {late_text(one.late)}"
    if one.became != "sent":
        return f"{one.why} ({late})"
    return f"{late}: {one.why}" if one.why else late


def because_text(recipient: Recipient) -> str:
    """Why it is this person; and to whom the text is to be passed on, also by whoever stands in."""
    told = BECAUSE_NAMES[recipient.because]
    if recipient.forward_to is None:
        return told
    if recipient.because is Because.FORWARDS:
        return f"{told}: {recipient.forward_to}"
    return f"{told}; untuk diteruskan kepada {recipient.forward_to}"
