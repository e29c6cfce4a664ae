"""How reminders are named on a screen: where a matter is looked at."""

from datetime import timedelta
from uuid import UUID

from tracker.application.recipients import Recipient
from tracker.application.reminder_ledger import Entry
from tracker.domain.matter import Task
from tracker.domain.phrase import listed, say
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
        return _two(say("{n} hari", n=days), say("{n} jam", n=hours) if hours else None)
    if hours:
        return _two(say("{n} jam", n=hours), say("{n} menit", n=rest) if rest else None)
    return say("{n} menit", n=rest)


def _two(larger: str, smaller: str | None) -> str:
    return larger if smaller is None else listed(larger, smaller, separator=" ")


def explained(one: Entry) -> str:
    """Why it was late, failed, was not sent or came to nothing; what was never sent was not late either."""
    if one.late is None or one.became == "suppressed":
        return one.why
    late = say("terlambat {late}", late=late_text(one.late))
    if one.became != "sent":
        return say("{why} ({late})", why=one.why, late=late)
    return say("{late}: {why}", late=late, why=one.why) if one.why else late


def because_text(recipient: Recipient) -> str:
    """Why it is this person; and to whom the text is to be passed on, also by whoever stands in."""
    told = BECAUSE_NAMES[recipient.because]
    if recipient.forward_to is None:
        return told
    if recipient.because is Because.FORWARDS:
        return say("{told}: {forward_to}", told=told, forward_to=recipient.forward_to)
    return say("{told}; untuk diteruskan kepada {forward_to}", told=told, forward_to=recipient.forward_to)
