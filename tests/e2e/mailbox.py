"""Letters as the mail server took them over."""

from email.message import EmailMessage

from tests.e2e.waiting import wait_for
from tests.support.smtp_server import SmtpServer


def letters_about(smtp: SmtpServer, subject: str) -> list[EmailMessage]:
    return [message for message in smtp.messages if subject in message["Subject"]]


def letter_about(smtp: SmtpServer, subject: str, seconds: float = 20) -> EmailMessage:
    """The first one. Raises AssertionError where none comes."""
    return wait_for(f"a letter about {subject}", lambda: letters_about(smtp, subject), seconds)[0]


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    text = part.get_content()
    assert isinstance(text, str)
    return text
