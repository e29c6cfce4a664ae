"""Where letters go: to the mail server, and in a demo installation into a mailbox that can be read in the product."""

import smtplib
import ssl
from contextlib import suppress

from tracker.application import unsubscribing
from tracker.application.contacts import email_of
from tracker.application.message import Message
from tracker.application.tracker import Tracker
from tracker.application.unsubscribing import Leaving
from tracker.store.kept import mail
from tracker.store.upsert import insert
from workers.channels.protocol import Undeliverable
from workers.letter import Letter, as_message, letter, message_id
from workers.smtp import connect, sender


class EMail:
    """One connection for many letters, made with the first of them.

    A server that could not be reached is not asked again in the same batch: it must not wait for each letter.
    """

    takes_idempotency_key = False

    def __init__(self, tracker: Tracker, server: str | None, *, demo: bool) -> None:
        self._tracker = tracker
        self._server = server
        self._demo = demo
        self._connection: smtplib.SMTP | None = None
        self._unreachable: Undeliverable | None = None

    def send(self, message: Message) -> None:
        """Raises Undeliverable."""
        self._send(
            letter(message, self._address(message), leave=self._leave(message), now=self._tracker.clock())
        )

    def _leave(self, message: Message) -> str:
        if message.person_id is None or not message.kinds:
            return ""
        leaving = Leaving(message.person_id, message.kinds, message.body is not None)
        return unsubscribing.link(self._tracker, leaving)

    def _address(self, message: Message) -> str:
        email = None if message.person_id is None else email_of(self._tracker, message.person_id)
        if email is None:
            raise Undeliverable("alamat surel penerima belum diisi", permanent=True)
        return email

    def _send(self, letter: Letter) -> None:
        if self._server is None and not self._demo:
            raise Undeliverable("server surat belum diatur (TINDAKLANJUT_SMTP)", permanent=True)
        if self._server is not None:
            self._post(self._server, letter)
        if self._demo:
            _keep(self._tracker, letter)

    def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._connection = None

    def _post(self, server: str, letter: Letter) -> None:
        base_url = self._tracker.base_url
        try:
            message = as_message(
                letter, sender=sender(server, base_url), base_url=base_url, at=self._tracker.clock()
            )
        except ValueError as error:
            raise Undeliverable("alamat surel penerima tidak sah", permanent=True) from error
        connection = self._connected(server)
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            self._forget_transaction(connection)
            raise _refused("alamat penerima ditolak", code) from error
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            late = isinstance(error.__context__, TimeoutError)
            reason = "server surat tidak menjawab" if late else "server surat memutus sambungan"
            raise Undeliverable(reason, permanent=False) from error
        except smtplib.SMTPResponseException as error:
            self._forget_transaction(connection)
            raise _refused("surat ditolak", error.smtp_code) from error
        except smtplib.SMTPException as error:
            raise Undeliverable("surat tidak dapat dikirim lewat server ini", permanent=True) from error
        except OSError as error:
            self.close()
            raise Undeliverable("server surat tidak menjawab", permanent=False) from error
        except ValueError as error:
            raise Undeliverable("alamat surel penerima tidak sah", permanent=True) from error

    def _connected(self, server: str) -> smtplib.SMTP:
        if self._unreachable is not None:
            raise self._unreachable
        if self._connection is None:
            try:
                self._connection = connect(server)
            except smtplib.SMTPAuthenticationError as error:
                self._unreachable = Undeliverable(
                    f"server surat menolak nama pengguna atau kata sandinya ({error.smtp_code})",
                    permanent=False,
                )
                raise self._unreachable from error
            except ssl.SSLCertVerificationError as error:
                self._unreachable = Undeliverable("sertifikat server surat tidak dipercaya", permanent=False)
                raise self._unreachable from error
            except (OSError, smtplib.SMTPException) as error:
                self._unreachable = Undeliverable("server surat tidak dapat dihubungi", permanent=False)
                raise self._unreachable from error
        return self._connection

    def _forget_transaction(self, connection: smtplib.SMTP) -> None:
        """The letter was refused, the connection is good for the next one, unless it says otherwise."""
        try:
            connection.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _refused(what: str, code: int) -> Undeliverable:
    """RFC 5321: 4xx may be tried again, 5xx is for good. The server's words may name the address: only its code stays."""
    if code < 500:
        return Undeliverable(f"{what} untuk sementara (kode {code})", permanent=False)
    return Undeliverable(f"{what} oleh server surat (kode {code})", permanent=True)


def _keep(tracker: Tracker, letter: Letter) -> None:
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(connection, mail)
            .values(
                sent_at=tracker.clock(),
                message_id=message_id(letter, tracker.base_url),
                office=letter.office,
                recipient=letter.recipient,
                subject=letter.subject,
                text=letter.text,
                html=letter.html,
            )
            .on_conflict_do_nothing()
        )
