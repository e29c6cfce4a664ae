"""What a message tells: of one matter a letter of its own, of several one list in groups, the most urgent first."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.application.digest_text import digest_opening, digest_subject, digest_text, parts_text
from tracker.application.forwarding import Forward, forwards
from tracker.application.message import Item, Message
from tracker.application.messages import (
    ReminderNotice,
    reminder_facts,
    reminder_subject,
    reminder_text,
    state_of_it,
)
from tracker.domain.matter import OF_AN_OFFICE, TASK_NAMES, Task


class Group(NamedTuple):
    """Items that stand under one heading; `short` is how the subject line counts them."""

    heading: str
    short: str
    items: tuple[Item, ...]


def groups_of(items: Sequence[Item]) -> list[Group]:
    found: dict[tuple[int, str, str], list[Item]] = {}
    for item in items:
        found.setdefault(_place(item.notice), []).append(item)
    return [Group(heading, short, tuple(group)) for (_, heading, short), group in sorted(found.items())]


def _place(notice: ReminderNotice) -> tuple[int, str, str]:
    """Where among the groups it stands, their heading, and how the subject line counts it."""
    if notice.from_below:
        return 5, "Terlambat pada pejabat di bawah Bapak/Ibu", "terlambat di bawah Bapak/Ibu"
    if notice.task in OF_AN_OFFICE:
        return 2, "Tenggat kecamatan", "tenggat kecamatan"
    if notice.task is not Task.CARRY_OUT:
        return 3, TASK_NAMES[notice.task].capitalize(), TASK_NAMES[notice.task]
    if notice.due_on is None:
        return 4, "Belum memiliki batas waktu", "tanpa batas waktu"
    if notice.due_on < notice.today:
        return 0, "Terlambat", "terlambat"
    if notice.due_on == notice.today:
        return 1, "Jatuh tempo hari ini", "jatuh tempo hari ini"
    return 2, "Segera jatuh tempo", "segera jatuh tempo"


def subject_of(message: Message) -> str:
    """One line, with all that is told counted."""
    if not message.items:
        return "Pesan uji dari Tindak Lanjut"
    if message.only is not None:
        digest = message.only.digest
        return reminder_subject(message.only.notice) if digest is None else digest_subject(digest)
    counted = [f"{len(group.items)} {group.short}" for group in groups_of(message.matters)]
    return f"Pengingat: {', '.join(counted)}{'; rekap mingguan' if message.digest else ''}"


def text_of(message: Message) -> str:
    """The whole message in plain words, without what a channel adds to it."""
    if not message.items:
        return "\n".join([f"Yth. Bapak/Ibu {message.addressee},", "", *trial_of(message)])
    if message.body is not None:
        return _to_body(message)
    if message.only is not None:
        digest = message.only.digest
        if digest is not None:
            return digest_text(digest)
        return "\n".join([reminder_text(message.only.notice), *_taps(message.items)])
    lines = [f"Yth. Bapak/Ibu {message.addressee},", "", opening_of(message)]
    number = 0
    for group in groups_of(message.printed):
        lines += ["", group.heading.upper()]
        for item in group.items:
            number += 1
            first, *others = reminder_facts(item.notice)
            lines += [f"{number}. {first} ({state_of_it(item.notice)})", *(f"   {line}" for line in others)]
            lines.append(f"   {item.tap or item.notice.link}")
    if message.left_out:
        lines += ["", left_out(message)]
    passed_on = to_forward(message)
    if passed_on:
        lines += ["", "Mohon teruskan kepada pihak yang tidak memiliki akun:"]
        for forward in passed_on:
            lines += ["", forward.text]
    lines += ["", f"Semuanya: {message.all_items}"]
    if message.digest is not None:
        lines += ["", digest_opening(message.digest), *parts_text(message.digest)]
    lines += ["", "Terima kasih."]
    return "\n".join(lines)


def trial_of(message: Message) -> list[str]:
    return [
        f"Ini pesan uji dari Tindak Lanjut Kecamatan {message.office_name}. Bila pesan ini terbaca, pengingat sampai "
        "kepada Bapak/Ibu lewat saluran ini.",
        "",
        "Tidak ada yang perlu dikerjakan.",
    ]


def _taps(items: Sequence[Item]) -> list[str]:
    tap = items[0].tap
    return ["", f"Lapor selesai, minta perpanjangan, atau bukan tugas Anda: {tap}", TAP_IS_OWN] if tap else []


TAP_IS_OWN = "Tautan itu khusus untuk Anda dan berlaku 14 hari; jangan diteruskan."


def _to_body(message: Message) -> str:
    """To somebody without an account: nothing to open but their own link."""
    lines = [f"Yth. Bapak/Ibu {message.addressee},", "", plea_of(message)]
    for item in message.printed:
        lines += ["", *reminder_facts(item.notice)]
        if item.tap:
            lines.append(f"Lapor selesai atau minta perpanjangan: {item.tap}")
    if message.left_out:
        lines += ["", f"… dan {message.left_out} lainnya."]
    return "\n".join([*lines, "", "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih."])


def plea_of(message: Message) -> str:
    return f"Sehubungan dengan hasil koordinasi Kecamatan {message.office_name}, mohon berkenan menindaklanjuti hal berikut:"


def opening_of(message: Message) -> str:
    return f"{len(message.matters)} hal di Kecamatan {message.office_name} menunggu Bapak/Ibu:"


def left_out(message: Message) -> str:
    return f"… dan {message.left_out} lainnya, yang termuat di {message.all_items}"


def to_forward(message: Message) -> list[Forward]:
    """What the reader is asked to pass on."""
    phones = {
        item.notice.forward_to: item.forward_phone for item in message.printed if item.notice.forward_to
    }
    return forwards([item.notice for item in message.printed], phones)
