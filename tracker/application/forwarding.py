"""What somebody passes on to people without an account, or reminds others of: one text for each of them, to be pasted."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.application.messages import ReminderNotice, forward_text, long_date, state_of_it


class Forward(NamedTuple):
    """`phone`: where the text goes, as people write it; empty where it is not known, and the reader picks the chat."""

    to: str
    text: str
    phone: str


def forwards(notices: Iterable[ReminderNotice], phones: Mapping[str, str] | None = None) -> list[Forward]:
    """One for each of those to whom something is to be passed on. `phones` by their names."""
    found: dict[str, list[ReminderNotice]] = {}
    for notice in notices:
        if notice.forward_to is not None:
            found.setdefault(notice.forward_to, []).append(notice)
    return [Forward(to, several_text(to, theirs), (phones or {}).get(to, "")) for to, theirs in found.items()]


def several_text(to: str, notices: list[ReminderNotice]) -> str:
    """One matter in a text of its own, several in one list."""
    if len(notices) == 1:
        return forward_text(notices[0])
    office = notices[0].office
    lines = [f"Yth. Bapak/Ibu {to},", f"{len(notices)} tindak lanjut dari koordinasi Kecamatan {office}:"]
    for number, notice in enumerate(notices, start=1):
        lines.append(f"{number}. {notice.text} ({state_of_it(notice)})")
        if notice.due_on is not None:
            lines.append(f"   Batas waktu: {long_date(notice.due_on)}")
    return "\n".join(
        [
            *lines,
            f"Mohon berkenan menindaklanjuti, dan mengabari Kecamatan {office} bila sudah selesai. Terima kasih.",
        ]
    )
