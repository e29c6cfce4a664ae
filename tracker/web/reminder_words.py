"""How reminders are named on a screen: the channels, and where a matter is looked at."""

from uuid import UUID

from tracker.application.channels import EMAIL
from tracker.domain.matter import Task

CHANNEL_NAMES = {EMAIL: "surel"}

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
