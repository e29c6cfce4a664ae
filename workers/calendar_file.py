"""Due dates as a calendar file (RFC 5545): one all-day event for each follow-up, which a later letter brings up to date."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tracker.application.message import Item
from tracker.domain.matter import Task

_LINE = 75
"""Octets of a line without its end (3.1)."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def dated(items: Iterable[Item]) -> tuple[Item, ...]:
    """Those that the reader has to carry out by a day."""
    return tuple(
        item
        for item in items
        if item.notice.task is Task.CARRY_OUT
        and item.notice.due_on is not None
        and not item.notice.from_below
    )


def calendar_file(items: Sequence[Item], host: str, now: datetime) -> bytes:
    """One event for each item, known by its follow-up and numbered by the version of its record (3.8.7.4)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tindak Lanjut//Pengingat//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for item in items for line in _event(item, host, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def uid(subject: UUID, host: str) -> str:
    return f"{subject}@{host}"


def _event(item: Item, host: str, now: datetime) -> list[str]:
    due_on = item.notice.due_on
    assert due_on is not None
    about = [f"Hasil dari: {item.notice.coordination}", f"Penanggung jawab: {item.notice.in_charge or ''}"]
    return [
        "BEGIN:VEVENT",
        f"UID:{uid(item.subject, host)}",
        f"SEQUENCE:{item.version}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'Batas waktu: {item.notice.text}')}",
        f"DESCRIPTION:{_text(chr(10).join(about))}",
        *([f"URL:{item.notice.link}"] if item.notice.link else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """3.3.11; other control characters have no place in a calendar."""
    escaped = text.translate(_ESCAPED)
    return "".join(character for character in escaped if character.isprintable())


def _folded(line: str) -> bytes:
    """No line is longer than 75 octets, and no character is cut in two."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        encoded = character.encode()
        if len(part) + len(encoded) > _LINE:
            parts.append(part)
            part = b" "
        part += encoded
    return b"\r\n".join([*parts, part])
