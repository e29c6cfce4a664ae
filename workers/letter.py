"""A reminder as a letter: plain text first, HTML beside it, and headers that let mail programs fold what repeats."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tracker
from tracker.application.messages import (
    ReminderNotice,
    forward_text,
    long_date,
    reminder_headline,
    reminder_subject,
    reminder_text,
    wa_link,
)

_TEMPLATES = Path(tracker.__file__).parent.parent / "templates"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is the reminder's: sent twice, a letter has the same Message-ID (RFC 5322, 3.6.4) twice."""

    key: UUID
    about: UUID
    office: str
    recipient: str
    subject: str
    text: str
    html: str


def letter(*, key: UUID, about: UUID, office: str, recipient: str, notice: ReminderNotice) -> Letter:
    forward = forward_text(notice) if notice.forward_to is not None else None
    subject = reminder_subject(notice)
    html = (
        _environment()
        .get_template("mail/reminder.html")
        .render(
            subject=subject,
            notice=notice,
            headline=reminder_headline(notice),
            forward=forward,
            whatsapp=wa_link(forward) if forward else None,
        )
    )
    return Letter(
        key=key,
        about=about,
        office=office,
        recipient=recipient,
        subject=subject,
        text=reminder_text(notice),
        html=html,
    )


def message_id(letter: Letter, base_url: str) -> str:
    return f"<{letter.key}@{_host(base_url)}>"


def as_message(letter: Letter, *, sender: str, base_url: str, at: datetime) -> EmailMessage:
    """The letters about one follow-up make one thread; nobody's holiday notice answers them (RFC 3834).

    Raises ValueError for a recipient that cannot stand in a header.
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(letter, base_url)
    thread = f"<{letter.about}@{_host(base_url)}>"
    message["In-Reply-To"] = thread
    message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def default_sender(base_url: str) -> str:
    """Where the mail server's user name is no address: an address at the product's own host."""
    return f"Tindak Lanjut <tindaklanjut@{_host(base_url)}>"


def _host(base_url: str) -> str:
    """A host name; for a bare IP number, which is no valid domain of an address, `localhost`."""
    host = urlsplit(base_url).hostname or "localhost"
    return "localhost" if ":" in host or host.replace(".", "").isdigit() else host


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["long_date"] = long_date
    return environment
