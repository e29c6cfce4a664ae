"""A message as a letter: plain text first, HTML beside it, and headers that let mail programs fold what repeats."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tracker
from tracker.application.merged_text import (
    groups_of,
    opening_of,
    subject_of,
    text_of,
    to_forward,
)
from tracker.application.message import Message
from tracker.application.messages import (
    forward_text,
    long_date,
    reminder_facts,
    reminder_headline,
    state_of_it,
    wa_link,
)

_TEMPLATES = Path(tracker.__file__).parent.parent / "templates"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the message's: sent twice, a letter has the same Message-ID (RFC 5322, 3.6.4) twice.

    `thread`: what its mail program shows it with.
    """

    id: UUID
    thread: UUID
    office: str
    recipient: str
    subject: str
    text: str
    html: str


def letter(message: Message, recipient: str) -> Letter:
    subject = subject_of(message)
    html = (
        _environment()
        .get_template("mail/reminder.html" if message.only else "mail/reminders.html")
        .render(subject=subject, message=message)
    )
    return Letter(
        id=message.id,
        thread=_thread(message),
        office=message.office,
        recipient=recipient,
        subject=subject,
        text=text_of(message),
        html=html,
    )


def _thread(message: Message) -> UUID:
    """The letters about one follow-up alone make one thread; what tells of several, one for each person and day."""
    if message.only is not None:
        return message.only.subject
    assert message.person_id is not None
    return uuid5(message.person_id, message.today.isoformat())


def message_id(letter: Letter, base_url: str) -> str:
    return f"<{letter.id}@{_host(base_url)}>"


def as_message(letter: Letter, *, sender: str, base_url: str, at: datetime) -> EmailMessage:
    """Nobody's holiday notice answers it (RFC 3834).

    Raises ValueError for a recipient that cannot stand in a header.
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(letter, base_url)
    thread = f"<{letter.thread}@{_host(base_url)}>"
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
    environment.globals.update(
        facts=reminder_facts,
        forward_text=forward_text,
        groups_of=groups_of,
        headline=reminder_headline,
        opening_of=opening_of,
        state_of_it=state_of_it,
        to_forward=to_forward,
        wa_link=wa_link,
    )
    return environment
