"""Messages that people pass on: texts for WhatsApp and mail, polite and plain, readable without markup."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import quote

import msgspec
from babel.dates import format_date

from tracker.domain.matter import OF_AN_OFFICE, TASK_NAMES, Task
from tracker.domain.phrase import LongDay


class OutcomeNotice(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome of a coordination; `informs` where nothing has to be done."""

    text: str
    in_charge: str | None = None
    due_on: date | None = None
    informs: bool = False


class CoordinationNotice(msgspec.Struct, frozen=True, kw_only=True):
    """`office` is its name without "Kecamatan", `link` the page that shows the coordination."""

    office: str
    title: str
    held_on: date
    place: str = ""
    outcomes: Sequence[OutcomeNotice] = ()
    link: str = ""


class ReminderNotice(msgspec.Struct, frozen=True, kw_only=True):
    """What a reminder tells. `addressee` is a name, or a title where nobody is named.

    `forward_to` is the body in charge: it has no account, so the head of the section passes the text on. `from_below`: it
    is told to whoever stands above, since it is late.
    """

    addressee: str
    office: str
    task: Task
    text: str
    coordination: str
    agreed_on: date
    in_charge: str | None
    due_on: date | None
    today: date
    link: str
    forward_to: str | None = None
    from_below: bool = False


@lru_cache(maxsize=512)
def long_date(day: date) -> LongDay:
    """Senin, 16 Maret 2026."""
    return LongDay(format_date(day, "EEEE, d MMMM y", locale="id"), day)


def coordination_text(notice: CoordinationNotice) -> str:
    """What was agreed: all outcomes, who, until when, and where to look."""
    held = f"{long_date(notice.held_on)}, {notice.place}" if notice.place else long_date(notice.held_on)
    lines = [
        "Yth. Bapak/Ibu,",
        "",
        f"Hasil kegiatan *{notice.title}*",
        f"Kecamatan {notice.office}, {held}:",
        "",
    ]
    for number, outcome in enumerate(notice.outcomes, start=1):
        lines.append(f"{number}. {outcome.text}")
        if not outcome.informs:
            lines.append(f"   Penanggung jawab: {outcome.in_charge or 'belum ditetapkan'}")
            lines.append(f"   Batas waktu: {_until(outcome.due_on)}")
    if not notice.outcomes:
        lines.append("Belum ada hasil yang dicatat.")
    if any(not outcome.informs for outcome in notice.outcomes):
        lines += ["", "Mohon ditindaklanjuti sebelum batas waktunya. Terima kasih."]
    if notice.link:
        lines += ["", notice.link]
    return "\n".join(lines)


def reminder_text(notice: ReminderNotice) -> str:
    """The reminder as a letter; where it has to be passed on, with the text to pass on below."""
    lines = [
        f"Yth. Bapak/Ibu {notice.addressee},",
        "",
        reminder_headline(notice),
        "",
        *reminder_facts(notice),
    ]
    if notice.forward_to is not None:
        lines += [
            "",
            f"{notice.forward_to} tidak memiliki akun. Mohon teruskan pesan berikut:",
            "",
            forward_text(notice),
        ]
    lines += ["", f"Buka: {notice.link}", "", "Terima kasih."]
    return "\n".join(lines)


def forward_text(notice: ReminderNotice) -> str:
    """The same for somebody without an account: nothing to open."""
    return "\n".join(
        [
            f"Yth. Bapak/Ibu {notice.forward_to or notice.in_charge or notice.addressee},",
            reminder_headline(notice),
            *reminder_facts(notice),
            _request(notice),
        ]
    )


def _request(notice: ReminderNotice) -> str:
    match notice.task:
        case Task.VERIFY:
            return "Mohon diperiksa, lalu diverifikasi atau dikembalikan. Terima kasih."
        case Task.CLOSE_QUARTER:
            return "Mohon diusulkan sebelum tenggatnya. Terima kasih."
        case Task.SURVEY:
            return "Mohon diselesaikan sebelum tenggatnya. Terima kasih."
        case Task.CARRY_OUT:
            return (
                f"Mohon berkenan menindaklanjuti, dan mengabari Kecamatan {notice.office} bila sudah selesai. "
                "Terima kasih."
            )
        case _:
            return "Mohon keputusan Bapak/Ibu. Terima kasih."


def reminder_subject(notice: ReminderNotice) -> str:
    """A subject line, short enough for a phone."""
    text = " ".join(notice.text.split())
    short = text if len(text) <= 60 else text[:59].rstrip() + "…"
    return f"{state_of_it(notice).capitalize()}: {short}"


_HEADLINES = {
    Task.VERIFY: "Tindak lanjut berikut sudah dilaporkan selesai dan menunggu verifikasi Bapak/Ibu:",
    Task.DECIDE: "Tindak lanjut berikut diusulkan tidak dapat ditindaklanjuti dan menunggu keputusan Bapak/Ibu:",
    Task.EXTEND: "Perpanjangan batas waktu berikut menunggu keputusan Bapak/Ibu:",
    Task.RATIFY: "Notulen berikut menunggu pengesahan Bapak/Ibu:",
    Task.CONSENT: "Perubahan atas notulen yang sudah disahkan berikut menunggu persetujuan Bapak/Ibu:",
    Task.CONFIRM: "Usulan penetapan capaian berikut menunggu keputusan Bapak/Ibu:",
}


def reminder_headline(notice: ReminderNotice) -> str:
    """One sentence: what is waited for, and how long there is."""
    if notice.from_below:
        return f"Sebagai atasan, Bapak/Ibu diberi tahu bahwa hal berikut {state_of_it(notice)}:"
    if notice.task is Task.CARRY_OUT:
        return f"Tindak lanjut berikut {time_left(notice.due_on, notice.today)}:"
    if notice.task in OF_AN_OFFICE:
        return f"Tenggat kecamatan berikut {time_left(notice.due_on, notice.today)}:"
    return _HEADLINES[notice.task]


def state_of_it(notice: ReminderNotice) -> str:
    """How it stands, in a few words."""
    if notice.task is Task.CARRY_OUT or notice.task in OF_AN_OFFICE:
        return time_left(notice.due_on, notice.today)
    return TASK_NAMES[notice.task]


def time_left(due_on: date | None, today: date) -> str:
    """How the due date stands to today, in calendar days."""
    if due_on is None:
        return "belum memiliki batas waktu"
    days = (due_on - today).days
    if days < 0:
        return f"terlambat {-days} hari"
    if days == 0:
        return "jatuh tempo hari ini"
    return "jatuh tempo besok" if days == 1 else f"jatuh tempo {days} hari lagi"


def wa_link(text: str, phone: str | None = None) -> str:
    """Opens WhatsApp with the text written; without a number the reader picks the chat. `phone` as people write it."""
    digits = "".join(character for character in phone or "" if character.isdigit())
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    return f"https://wa.me/{digits}?text={quote(text, safe='')}"


def reminder_facts(notice: ReminderNotice) -> list[str]:
    """What it is about, one line each, the matter itself first."""
    facts = [notice.text]
    if notice.coordination:
        facts.append(f"Hasil dari: {notice.coordination}, {long_date(notice.agreed_on)}")
    if notice.task in _OF_FOLLOW_UPS:
        facts.append(f"Penanggung jawab: {notice.in_charge or 'belum ditetapkan'}")
    if notice.task in _OF_FOLLOW_UPS or notice.due_on is not None:
        facts.append(f"Batas waktu: {_until(notice.due_on)}")
    return facts


_OF_FOLLOW_UPS = frozenset({Task.CARRY_OUT, Task.VERIFY, Task.DECIDE, Task.EXTEND})


def _until(due_on: date | None) -> str:
    return "belum ditetapkan" if due_on is None else long_date(due_on)
