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
from tracker.application.digest_text import digest_opening
from tracker.application.merged_text import (
    TAP_IS_OWN,
    groups_of,
    opening_of,
    plea_of,
    subject_of,
    text_of,
    to_forward,
    trial_of,
)
from tracker.application.message import Message
from tracker.application.messages import (
    long_date,
    reminder_facts,
    reminder_headline,
    state_of_it,
    wa_link,
)
from workers.calendar_file import calendar_file, dated

_TEMPLATES = Path(tracker.__file__).parent.parent / "templates"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the message's: sent twice, a letter has the same Message-ID (RFC 5322, 3.6.4) twice.

    `thread`: what its mail program shows it with. `leave`: where its reader switches such letters off, empty where there
    is nothing to switch off. `dates`: a calendar file, empty where nothing has a due date.
    """

    id: UUID
    thread: UUID
    office: str
    recipient: str
    subject: str
    text: str
    html: str
    leave: str
    dates: bytes


def letter(message: Message, recipient: str, *, leave: str, now: datetime) -> Letter:
    """`leave` is the reader's link out (`tracker.application.unsubscribing`)."""
    subject = subject_of(message)
    html = (
        _environment().get_template(_template(message)).render(subject=subject, message=message, leave=leave)
    )
    items = dated(message.items)
    return Letter(
        id=message.id,
        thread=_thread(message),
        office=message.office,
        recipient=recipient,
        subject=subject,
        text="\n".join([text_of(message), *_foot(message, leave)]),
        html=html,
        leave=leave,
        dates=calendar_file(items, host_of(message.base_url), now) if items else b"",
    )


def _template(message: Message) -> str:
    if not message.items:
        return "mail/trial.html"
    if message.body is not None:
        return "mail/to_body.html"
    if message.only is None:
        return "mail/reminders.html"
    return "mail/reminder.html" if message.only.digest is None else "mail/digest.html"


def _foot(message: Message, leave: str) -> list[str]:
    lines = ["", "-- ", f"Pesan otomatis dari Tindak Lanjut Kecamatan {message.office_name}."]
    if message.body is None:
        lines.append(f"Atur pengingat: {message.preferences}")
    if leave:
        lines.append(f"Berhenti menerima surel seperti ini: {leave}")
    return lines


def _thread(message: Message) -> UUID:
    """The letters about one follow-up alone make one thread; what tells of several, one for each person and day."""
    if message.only is not None and message.only.digest is None:
        return message.only.subject
    if not message.items:
        return message.id
    assert message.person_id is not None
    return uuid5(message.person_id, message.today.isoformat())


def message_id(letter: Letter, base_url: str) -> str:
    return f"<{letter.id}@{host_of(base_url)}>"


def as_message(letter: Letter, *, sender: str, base_url: str, at: datetime) -> EmailMessage:
    """Nobody's holiday notice answers it (RFC 3834); one click switches such letters off (RFC 8058).

    Raises ValueError for a recipient that cannot stand in a header.
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(letter, base_url)
    thread = f"<{letter.thread}@{host_of(base_url)}>"
    message["In-Reply-To"] = thread
    message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    if letter.leave:
        message["List-Unsubscribe"] = f"<{letter.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.dates:
        message.add_attachment(
            letter.dates,
            maintype="text",
            subtype="calendar",
            filename="batas-waktu.ics",
            params={"charset": "utf-8", "method": "PUBLISH"},
        )
    return message


def default_sender(base_url: str) -> str:
    """Where the mail server's user name is no address: an address at the product's own host."""
    return f"Tindak Lanjut <tindaklanjut@{host_of(base_url)}>"


def host_of(base_url: str) -> str:
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
        digest_opening=digest_opening,
        facts=reminder_facts,
        groups_of=groups_of,
        headline=reminder_headline,
        opening_of=opening_of,
        plea_of=plea_of,
        tap_is_own=TAP_IS_OWN,
        trial_of=trial_of,
        state_of_it=state_of_it,
        to_forward=to_forward,
        wa_link=wa_link,
    )
    return environment
