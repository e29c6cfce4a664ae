"""The letter that tells the operator: straight to the mail server, past the queue that it is about."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from tracker.application.alarms import Alarm
from workers.smtp import connect, sender


class Untold(Exception):
    """The mail server did not take it. Without any address."""


def send(server: str, operator: str, news: Sequence[Alarm], base_url: str, now: datetime) -> None:
    """Raises Untold."""
    message = EmailMessage()
    message["From"] = sender(server, base_url)
    message["To"] = operator
    message["Subject"] = _subject(news)
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(_lines(news, base_url)))
    try:
        connection = connect(server)
        try:
            connection.send_message(message)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
    except (OSError, smtplib.SMTPException) as error:
        raise Untold(type(error).__name__) from error


def _subject(news: Sequence[Alarm]) -> str:
    standing = [one for one in news if one.cleared_at is None]
    if not standing:
        return "Tindak Lanjut: alarm selesai"
    more = f" (dan {len(standing) - 1} lagi)" if len(standing) > 1 else ""
    return f"Tindak Lanjut: alarm: {standing[0].text}{more}"


def _lines(news: Sequence[Alarm], base_url: str) -> list[str]:
    lines = []
    for one in news:
        if one.cleared_at is None:
            lines.append(f"ALARM sejak {one.raised_at:%Y-%m-%d %H:%M} UTC: {one.text}")
        else:
            lines.append(f"Selesai {one.cleared_at:%Y-%m-%d %H:%M} UTC: {one.text}")
    return [
        *lines,
        "",
        f"Instalasi: {base_url}. Keadaan sekarang: {base_url}/health/ready, atau `tindaklanjut check`.",
        "Surat ini dikirim sekali untuk setiap alarm, dan sekali ketika alarm itu selesai.",
    ]
