"""The mail server of the installation: how it is reached, and in whose name letters go out."""

import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from workers.letter import default_sender

TIMEOUT = 10.0
"""Seconds for each answer of the mail server."""


def sender(server: str, base_url: str) -> str:
    """The mail server's user, where that is an address."""
    user = unquote(urlsplit(server).username or "")
    return user if "@" in user else default_sender(base_url)


def connect(server: str) -> smtplib.SMTP:
    """`smtps://` speaks TLS from the start; `smtp://` changes to TLS where the server offers it."""
    url = urlsplit(server)
    context = ssl.create_default_context()
    host = url.hostname or "localhost"
    connection: smtplib.SMTP
    if url.scheme == "smtps":
        connection = smtplib.SMTP_SSL(host, url.port or 465, timeout=TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(host, url.port or 25, timeout=TIMEOUT)
    try:
        connection.ehlo()
        if url.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
        if url.username:
            connection.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        connection.close()
        raise
    return connection
